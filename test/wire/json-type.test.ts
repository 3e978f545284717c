import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { Guid } from '../../shared/domain/ids.ts'
import { line } from '../../shared/domain/line.ts'
import { readShape, wireEnum } from '../../shared/wire/casing.ts'
import { WireDate } from '../../shared/wire/date.ts'

const Given = z.object({
  text: line({ max: 20 }).optional(),
  id: Guid.optional(),
  day: WireDate.optional(),
  count: z.number().int('notWhole').optional(),
  preset: z.number().default(1),
  isOn: z.boolean().default(false),
  cycle: wireEnum(['unknown', 'monthly', 'annual']).optional(),
  skipped: z.preprocess((given) => (given === 0 ? undefined : given), z.number().optional()),
  lines: z.array(z.object({ count: z.number() })).optional(),
  names: z.array(line({ max: 20 })).optional(),
})
const read = (given: unknown) => Given.safeParse(readShape(Given, given))

describe('a value in another JSON type is taken where it is plainly meant', () => {
  test.for([
    [{ Count: '7' }, { count: 7 }],
    [{ count: ' +7 ' }, { count: 7 }],
    [{ count: '-7' }, { count: -7 }],
    [{ count: '7.0' }, { count: 7 }],
    [{ count: '007' }, { count: 7 }],
    [{ preset: '2.5' }, { preset: 2.5 }],
    [{ skipped: '0' }, {}],
    [{ isOn: 'true' }, { isOn: true }],
    [{ isOn: ' False' }, { isOn: false }],
    [{ text: 98052 }, { text: '98052' }],
    [{ text: -1.5 }, { text: '-1.5' }],
    [{ cycle: '2' }, { cycle: 'annual' }],
    [{ cycle: 1 }, { cycle: 'monthly' }],
    [{ cycle: ' Annual ' }, { cycle: 'annual' }],
    [{ lines: [{ count: '3' }] }, { lines: [{ count: 3 }] }],
    [{ names: [4400001, 'x'] }, { names: ['4400001', 'x'] }],
    [{ day: '/Date(1717200000000)/' }, { day: '2024-06-01T00:00:00.000Z' }],
    [
      { day: { value: '/Date(1717200000000)/', DisplayHint: 2, DateTime: '1. Juni 2024' } },
      { day: '2024-06-01T00:00:00.000Z' },
    ],
    [{ id: ' {8FF2CA8B-0A9C-4C4A-8D9B-2B3F4E9A1B2C} ' }, { id: '8ff2ca8b-0a9c-4c4a-8d9b-2b3f4e9a1b2c' }],
  ] as const)('%j', ([given, expected]) => {
    expect(read(given).data).toEqual({ preset: 1, isOn: false, ...expected })
  })
})

describe('what is neither stays refused', () => {
  test.for([
    { count: 'seven' },
    { count: '1,000' },
    { count: '7.5' },
    { count: '1e3' },
    { count: '0x10' },
    { count: '７' },
    { count: '7 8' },
    { count: 'Infinity' },
    { count: true },
    { count: [7] },
    { count: '9'.repeat(100) },
    { isOn: 'yes' },
    { isOn: '1' },
    { isOn: 1 },
    { text: true },
    { text: 1e30 },
    { text: 2 ** 60 },
    { text: { value: 'x' } },
    { text: ['x'] },
    { cycle: '3' },
    { cycle: '-1' },
    { day: 1717200000000 },
    { day: { value: '2024-06-01' } },
    { id: '{8FF2CA8B-0A9C-4C4A-8D9B-2B3F4E9A1B2C' },
  ])('%j', (given) => {
    expect(read(given).success).toBe(false)
  })
})
