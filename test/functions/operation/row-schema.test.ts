import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { rowSchemaOf } from '../../../shared/command/row-schema.ts'

const Inner = z.object({
  name: z
    .string()
    .trim()
    .min(2, 'tooShort')
    .regex(/^[a-z]+$/),
  at: z.iso.datetime(),
})
const Whole = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('whole'),
    id: z.guid().toLowerCase().brand<'Id'>(),
    count: z.number().int().min(1).max(9),
    inner: Inner,
    list: z.array(Inner.extend({ more: z.boolean() })).max(1, 'tooMany'),
    either: z.union([z.string().max(1), z.number().max(1)]),
    perhaps: Inner.optional(),
    nothing: z.string().min(1).nullable(),
    usual: z.number().int().default(0),
    culture: z
      .string()
      .refine((text) => text === 'en')
      .transform((text) => text.toUpperCase()),
    named: z.record(z.string().max(1), z.string().max(1)),
    any: z.unknown(),
  }),
  z.object({ kind: z.literal('void') }),
])

const inner = { name: 'A-1', at: 'long ago', new: 1 }
const stored = {
  ...{
    kind: 'whole',
    id: 'NO GUID',
    count: 1.5,
    inner,
    list: [
      { ...inner, more: true },
      { ...inner, more: false },
    ],
  },
  ...{ either: 'long', perhaps: inner, nothing: null, culture: 'EN', named: { long: 'long' }, any: { deep: [inner] } },
  new: { deep: true },
}

describe('a row', () => {
  test('is read whatever the rules of today, and keeps what no version knows, at every depth', () => {
    expect(rowSchemaOf(Whole).parse(stored)).toEqual({ ...stored, usual: 0 })
  })

  test.for([
    ['without what it must have', { ...stored, inner: undefined }],
    ['with a number where a text belongs', { ...stored, culture: 1 }],
    ['with a text where a list belongs', { ...stored, list: 'x' }],
    ['in a state that is not known', { ...stored, kind: 'half' }],
    ['with a part that is not whole', { ...stored, list: [{ name: 'a' }] }],
  ] as const)('is not read %s', ([, row]) => {
    expect(rowSchemaOf(Whole).safeParse(row).success).toBe(false)
  })

  test('is read by one schema, made once', () => {
    expect(rowSchemaOf(Whole)).toBe(rowSchemaOf(Whole))
  })

  test('holds nothing that its schema could not be made of', () => {
    expect(() => rowSchemaOf(z.object({ at: z.date() }))).toThrow('a row holds a date')
  })
})
