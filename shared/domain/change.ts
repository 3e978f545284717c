import * as z from 'zod'

/** What an empty text does to a property of a change. */
const changes = z.registry<{ readonly empty: 'clears' | 'refused' }>()

/** A property of a change. Left out it stays, and as nothing can be made of an empty text, that is refused. */
export function kept<T extends z.ZodType>(schema: T) {
  const property = schema.optional()
  changes.add(property, { empty: 'refused' })
  return property
}

/** A property of a change that can be cleared: an empty text, which is read as null, does that. Left out it stays. */
export function clearable<T extends z.ZodType>(schema: T) {
  const property = schema.nullable().optional()
  changes.add(property, { empty: 'clears' })
  return property
}

/** What an empty text does to a property; undefined: it says nothing, as if the property were not there. */
export function emptyIn(property: z.ZodType): 'clears' | 'refused' | undefined {
  return changes.get(property)?.empty
}
