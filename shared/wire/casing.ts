import * as z from 'zod'

/**
 * Gives `value` the property names that `schema` has. Partner Center's clients send any casing (PascalCase from .NET), null for
 * "not given", and whole resources back; names the schema does not know are left out, unless it is strict. Where one name
 * comes in two casings the last one counts.
 */
export function readShape(schema: z.ZodType, value: unknown): unknown {
  const inner = unwrap(schema)
  if (inner instanceof z.ZodObject) return isRecord(value) ? readObject(inner, value) : value
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    const { element } = inner
    return element instanceof z.ZodType ? value.map((item) => readShape(element, item)) : value
  }
  return value
}

function readObject(schema: z.ZodObject, value: Record<string, unknown>): Record<string, unknown> {
  const names = new Map(Object.keys(schema.shape).map((name) => [name.toLowerCase(), name]))
  const isStrict = schema.def.catchall instanceof z.ZodNever
  const result: Record<string, unknown> = {}
  for (const [given, item] of Object.entries(value)) {
    const name = names.get(given.toLowerCase())
    const property: unknown = name === undefined ? undefined : schema.shape[name]
    if (name !== undefined && item !== null && property instanceof z.ZodType) result[name] = readShape(property, item)
    else if (name === undefined && isStrict) result[given] = item
  }
  return result
}

function unwrap(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    const inner = schema.unwrap()
    return inner instanceof z.ZodType ? unwrap(inner) : schema
  }
  if (schema instanceof z.ZodPipe) {
    const { in: input } = schema
    return input instanceof z.ZodType && !(input instanceof z.ZodTransform) ? unwrap(input) : schema
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
    const asked = plain(given)
    return values.find((value) => plain(value) === asked) ?? given
  }, z.enum(values))
}

const plain = (name: string): string => name.replaceAll('_', '').toLowerCase()
