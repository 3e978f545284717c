import * as z from 'zod'

/**
 * The schema that a row is read by: the structure of what it holds, and nothing else. Rules (lengths, patterns, what a name or a
 * country may be) bind what comes in, never what is stored: a row may be older than they are. Fields that this version does not
 * know stay in it, so that a newer version's are not lost when this one writes the row back.
 */
export function rowSchemaOf<T extends z.ZodType>(schema: T): z.ZodType<z.output<T>> {
  const known = made.get(schema)
  if (known) return known as z.ZodType<z.output<T>> // made of this very schema
  const row = structureOf(schema)
  made.set(schema, row)
  return row as z.ZodType<z.output<T>> // the same structure, so the same type
}

const made = new WeakMap<z.core.$ZodType, z.ZodType>()

function structureOf(schema: z.core.$ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const fields = Object.entries<z.core.$ZodType>(schema.shape)
    return z.looseObject(Object.fromEntries(fields.map(([name, field]) => [name, structureOf(field)])))
  }
  if (schema instanceof z.ZodDiscriminatedUnion) return unionOf(schema)
  if (schema instanceof z.ZodUnion) return z.union(schema.options.map(structureOf))
  if (schema instanceof z.ZodArray) return z.array(structureOf(schema.element))
  if (schema instanceof z.ZodRecord) return z.record(z.string(), structureOf(schema.valueType))
  return wrappedOf(schema) ?? leafOf(schema)
}

function unionOf({ def }: z.ZodDiscriminatedUnion): z.ZodType {
  const [first, ...others] = def.options.map(structureOf)
  // What was an object there is one here.
  const options = [first, ...others] as unknown as [z.ZodObject, ...z.ZodObject[]]
  return z.discriminatedUnion(def.discriminator, options)
}

/** The structure inside of what may be absent, or is made of something else. */
function wrappedOf(schema: z.core.$ZodType): z.ZodType | undefined {
  if (schema instanceof z.ZodOptional) return structureOf(schema.unwrap()).optional()
  if (schema instanceof z.ZodNullable) return structureOf(schema.unwrap()).nullable()
  if (schema instanceof z.ZodReadonly) return structureOf(schema.unwrap())
  if (schema instanceof z.ZodDefault) return structureOf(schema.unwrap()).default(schema.def.defaultValue)
  // What was stored has been transformed already.
  if (schema instanceof z.ZodPipe) return structureOf(schema.out instanceof z.ZodTransform ? schema.in : schema.out)
  return undefined
}

function leafOf(schema: z.core.$ZodType): z.ZodType {
  if (schema instanceof z.ZodString || schema instanceof z.ZodStringFormat) return z.string()
  if (schema instanceof z.ZodNumber) return z.number()
  if (isPlain(schema)) return schema
  throw new Error(`a row holds a ${schema._zod.def.type}, which rowSchemaOf does not know`)
}

function isPlain(schema: z.core.$ZodType): schema is z.ZodType {
  return [z.ZodBoolean, z.ZodLiteral, z.ZodEnum, z.ZodUnknown].some((kind) => schema instanceof kind)
}
