/** What a template holds and its expressions give. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function textOf(value: Json | undefined): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  throw new Error(`a text was expected, not ${JSON.stringify(value)}`)
}

export function numberOf(value: Json | undefined): number {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value
  if (typeof number === 'number') return number
  throw new Error(`a number was expected, not ${JSON.stringify(value)}`)
}

export function listOf(value: Json | undefined): readonly Json[] {
  if (Array.isArray(value)) return value
  throw new Error(`a list was expected, not ${JSON.stringify(value)}`)
}

export function objectOf(value: Json | undefined): JsonObject {
  if (isObject(value)) return value
  throw new Error(`an object was expected, not ${JSON.stringify(value)}`)
}
