import { isDeepStrictEqual } from 'node:util'
import type * as z from 'zod'

type Schema = z.core.JSONSchema.BaseSchema
type Property = NonNullable<Schema['properties']>[string]

/**
 * Makes one object of a choice between objects: all properties of all of them, and demanded are those that each demands. Of a
 * choice NSwag makes code that does not compile, and Kiota an empty class or an error without a type; this, all of them take.
 */
export function mergeVariants(schema: Schema): void {
  const variants = schema.oneOf ?? schema.anyOf ?? []
  if (variants.length === 0 || variants.some(({ type }) => type !== 'object')) return
  delete schema.oneOf
  delete schema.anyOf
  const names = [...new Set(variants.flatMap(({ properties = {} }) => Object.keys(properties)))]
  schema.type = 'object'
  schema.properties = Object.fromEntries(names.map((name) => [name, mergedProperty(name, variants)]))
  schema.required = names.filter((name) => variants.every(({ required = [] }) => required.includes(name)))
}

function mergedProperty(name: string, variants: readonly Schema[]): Property {
  const having = variants.filter(({ properties = {} }) => name in properties)
  const found = having.map(({ properties = {} }) => properties[name] ?? true)
  const [first = true] = found
  if (found.some((one) => !isDeepStrictEqual(one, first))) return { type: 'string', enum: found.flatMap(valuesOf) }
  if (having.length === variants.length || typeof first === 'boolean') return first
  const where = `Only with ${having.map(({ title }) => title).join(', ')}.`
  return { ...first, description: first.description === undefined ? where : `${first.description} ${where}` }
}

/** The values by which one variant is told from the others. */
function valuesOf(property: Property): string[] {
  const { const: only, enum: several = [] } = typeof property === 'boolean' ? {} : property
  const values = (only === undefined ? several : [only]).filter((value) => typeof value === 'string')
  if (values.length === 0) throw new Error(`Variants may differ in values only: ${JSON.stringify(property)}`)
  return values
}
