import * as z from 'zod'

/** The shape of something Twotier answers. Made when first asked for: only the API's description and the tests look at it. */
export type Shape<T extends z.ZodType = z.ZodType> = () => T

/** What has a shape: what its maker gives, and nobody changes any more. */
export type Shaped<S extends Shape> = Unchanging<z.infer<ReturnType<S>>>

type Unchanging<T> = T extends object ? { readonly [K in keyof T]: Unchanging<T[K]> } : T

/** A shape under the name it has in the API's description, built once. */
export function shape<T extends z.ZodType>(name: string, make: () => T): Shape<T> {
  let made: T | undefined
  return () => (made ??= make().meta({ id: name }))
}

/** A moment with its zone. */
export const moment = () => z.iso.datetime({ offset: true })

/** A moment without a zone, as a few of Partner Center's fields are; UTC is meant. */
export const zonelessMoment = () => z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$/)

/** `attributes` of a resource. */
export function attributes<const T extends string>(objectType: T) {
  return z.strictObject({ objectType: z.literal(objectType) })
}

/** Those of the named properties that a value has: a stored value may hold more than this version knows. */
export function only<T extends object, N extends keyof T>(value: T, names: readonly N[]): Pick<T, N> {
  const present = names.filter((name) => value[name] !== undefined).map((name) => [name, value[name]])
  return Object.fromEntries(present) as Pick<T, N> // absent are only those that may be
}
