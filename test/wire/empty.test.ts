import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { clearable, kept } from '../../shared/domain/change.ts'
import { registeredSteps } from '../../shared/http/registry.ts'
import { readShape, wireEnum } from '../../shared/wire/casing.ts'
import { importAllSteps } from '../support/all-steps.ts'

await importAllSteps()

const Given = z.object({
  demanded: z.string().min(1, 'required'),
  text: z.string().min(1).optional(),
  cycle: wireEnum(['monthly', 'annual']).optional(),
  size: z.coerce.number().optional(),
  preset: z.string().default('usual'),
  cleared: clearable(z.string().min(1)),
  kept: kept(z.string().min(1)),
  inner: z.object({ text: z.string().min(1).optional() }).optional(),
  list: z.array(z.string()),
})

describe('an empty text', () => {
  test.for([
    ['that is optional is not given', { Text: '', cycle: '', size: '' }, {}],
    ['of blanks is not given', { text: ' \u00a0' }, {}],
    ['has the default', { preset: '' }, {}],
    ['further inside is not given', { inner: { TEXT: '' } }, { inner: {} }],
    ['that is demanded stays, to be refused', { demanded: '' }, { demanded: '' }],
    ['clears what can be cleared', { Cleared: '' }, { cleared: null }],
    ['stays where a change can do nothing with it, to be refused', { kept: '' }, { kept: '' }],
    ['in a list is an item of it', { list: [''] }, { list: [''] }],
  ] as const)('%s', ([, given, expected]) => {
    expect(readShape(Given, given)).toEqual(expected)
  })

  test('null is not given, also for what can be cleared', () => {
    expect(readShape(Given, { cleared: null, kept: null, text: null })).toEqual({})
  })
})

/** The properties of a body or query that may be left out, with the path to them. */
function optionalIn(schema: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return optionalIn(schema.unwrap(), path)
  if (schema instanceof z.ZodPipe) return optionalIn(schema.in, path)
  if (!(schema instanceof z.ZodObject)) return []
  return Object.entries(schema.shape).flatMap(([name, property]) => {
    const isOptional = property instanceof z.ZodType && property.safeParse(undefined).success
    return [...(isOptional ? [[...path, name]] : []), ...optionalIn(property, [...path, name])]
  })
}

const nested = (path: readonly string[], value: unknown): unknown =>
  path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value)

test.for(
  registeredSteps.flatMap(({ contract }) =>
    ([contract.query, contract.body] as const).flatMap((schema) =>
      optionalIn(schema).map((path) => [contract.name, path.join('.'), schema, path] as const),
    ),
  ),
)('%s takes an empty %s for none, for a clearing, or refuses it', ([, , schema, path]) => {
  const read = (value: unknown) => schema?.safeParse(readShape(schema, nested(path, value)))
  const issuesAt = (value: unknown) =>
    read(value)?.error?.issues.filter((issue) => issue.path.join('.') === path.join('.')) ?? []
  const shape = readShape(schema ?? z.object({}), nested(path, ''))

  const isKept = path.reduce<unknown>((inner, name) => (inner as Record<string, unknown>)?.[name], shape)
  expect(isKept === '' ? issuesAt('').length : 1).toBeGreaterThan(0)
  if (isKept !== '') expect(issuesAt('')).toEqual([])
})
