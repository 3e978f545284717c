import * as z from 'zod'
import { emptyIn } from '../domain/change.ts'
import { inTypeOf } from './json-type.ts'

/**
 * Gives `value` the property names that `schema` has, and its values the JSON types. Partner Center's clients send any casing
 * (PascalCase from .NET), null or an empty text for "not given", numbers in texts (PowerShell), and whole resources back; names the
 * schema does not know are left out, unless it is strict. Where one name comes in two casings the last one counts.
 */
export function readShape(schema: z.ZodType, value: unknown): unknown {
  const inner = unwrap(schema)
  if (inner instanceof z.ZodObject) return isRecord(value) ? readObject(inner, value) : value
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    const { element } = inner
    return element instanceof z.ZodType ? value.map((item) => readShape(element, item)) : value
  }
  return inTypeOf(inner, value)
}

function readObject(schema: z.ZodObject, value: Record<string, unknown>): Record<string, unknown> {
  const names = new Map(Object.keys(schema.shape).map((name) => [name.toLowerCase(), name]))
  const isStrict = schema.def.catchall instanceof z.ZodNever
  const read = Object.entries(value).flatMap(([given, item]): [string, unknown][] => {
    const name = names.get(given.toLowerCase())
    if (name === undefined) return isStrict ? [[given, item]] : []
    const property: unknown = schema.shape[name]
    const meant = property instanceof z.ZodType ? readProperty(property, item) : undefined
    return meant === undefined ? [] : [[name, meant]]
  })
  return Object.fromEntries(read)
}

function readProperty(property: z.ZodType, item: unknown): unknown {
  const meant = meantBy(property, item)
  return meant === undefined ? undefined : readShape(property, meant)
}

/** What a client means by a value: undefined is nothing, null that the property be cleared. */
function meantBy(property: z.ZodType, item: unknown): unknown {
  if (item === null) return undefined
  if (typeof item !== 'string' || item.trim() !== '') return item
  const does = emptyIn(property)
  if (does === 'clears') return null
  return does === undefined && property.safeParse(undefined).success ? undefined : item
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    const inner = schema.unwrap()
    return inner instanceof z.ZodType ? unwrap(inner) : schema
  }
  if (schema instanceof z.ZodPipe) {
    const { in: input, out } = schema
    const first = input instanceof z.ZodTransform ? out : input
    return first instanceof z.ZodType ? unwrap(first) : schema
  }
  return schema
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An enum as clients write it: snake_case, camelCase, PascalCase or its number in Partner Center's SDKs. */
export function wireEnum<const T extends readonly [string, ...string[]]>(values: T) {
  return z.preprocess((given) => {
    if (typeof given === 'number') return values[given] ?? given
    if (typeof given !== 'string') return given
    const asked = plain(given.trim())
    return (
      values.find((value) => plain(value) === asked) ??
      (isIndex.test(asked) ? values[Number(asked)] : undefined) ??
      given
    )
  }, z.enum(values))
}

const isIndex = /^\d{1,3}$/
const plain = (name: string): string => name.replaceAll('_', '').toLowerCase()
