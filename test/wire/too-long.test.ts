import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { registeredSteps } from '../../shared/http/registry.ts'
import { readShape } from '../../shared/wire/casing.ts'
import { importAllSteps } from '../support/all-steps.ts'

await importAllSteps()

type Path = readonly (string | number)[]

/** Where a body or query holds text. */
function textsIn(schema: unknown, path: Path = []): Path[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable)
    return textsIn(schema.unwrap(), path)
  // Of a pipe the first part meets what a caller sends.
  if (schema instanceof z.ZodPipe) return textsIn(schema.in instanceof z.ZodTransform ? schema.out : schema.in, path)
  if (schema instanceof z.ZodArray) return textsIn(schema.element, [...path, 0])
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, property]) => textsIn(property, [...path, name]))
  return schema instanceof z.ZodString ? [path] : []
}

const nested = (path: Path, value: unknown): unknown =>
  path.reduceRight<unknown>((inner, part) => (typeof part === 'number' ? [inner] : { [part]: inner }), value)

const places = registeredSteps.flatMap(({ contract }) =>
  ([contract.params, contract.query, contract.body] as const).flatMap((schema) =>
    textsIn(schema).map((path) => [contract.name, path.join('.'), schema as z.ZodType, path] as const),
  ),
)

describe('a text of a million characters', () => {
  test('is tried in many places', () => {
    expect(places.length).toBeGreaterThan(100)
  })

  // Were anything looked at behind the length, some of these would take minutes.
  test.for(places)('is looked at no further in %s at %s', ([, , schema, path]) => {
    for (const text of ['a', '1', '+', 'a-', '-1', 'a.'].map((piece) => piece.repeat(1_000_000 / piece.length))) {
      const { error } = schema.safeParse(readShape(schema, nested(path, text)))
      const issues = error?.issues.filter((issue) => issue.path.join('.') === path.join('.')) ?? []

      expect(issues.map(({ code }) => code)).toEqual(['too_big'])
    }
  })
})
