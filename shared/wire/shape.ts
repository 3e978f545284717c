import * as z from 'zod'

/** The shape of something Twotier answers. Made when first asked for: only the API's description and the tests look at it. */
export type Shape<T extends z.ZodType = z.ZodType> = () => T

/** A shape under the name it has in the API's description, built once. */
export function shape<T extends z.ZodType>(name: string, make: () => T): Shape<T> {
  let made: T | undefined
  return () => (made ??= make().meta({ id: name }))
}

/** A moment with its zone. */
export const moment = () => z.iso.datetime({ offset: true })

/** A moment without a zone, as a few of Partner Center's fields are; UTC is meant. */
export const zonelessMoment = () => z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$/)

/** Partner Center's link; `uri` is missing where an offer has nothing to learn more from (recorded). */
export const LinkShape = shape('Link', () =>
  z.strictObject({
    uri: z.string().optional(),
    method: z.string(),
    headers: z.array(z.strictObject({ key: z.string(), value: z.string() })),
  }),
)

/** Links of a resource under these names, all of them always there. */
export function links(...names: readonly string[]) {
  return z.strictObject(Object.fromEntries(names.map((name) => [name, LinkShape()])))
}

/** `attributes` of a resource, with its etag where it has one. */
export function attributes(objectType: string, extra: Readonly<Record<string, z.ZodType>> = {}) {
  return z.strictObject({ objectType: z.literal(objectType), ...extra })
}

/** A list of a resource in Partner Center's envelope; links and continuation are there where the list has them. */
export function listOf(name: string, item: Shape): Shape {
  return shape(`${name}Collection`, () =>
    z.strictObject({
      totalCount: z.int(),
      items: z.array(item()),
      links: z
        .strictObject({ self: LinkShape(), next: LinkShape().optional(), previous: LinkShape().optional() })
        .optional(),
      continuationToken: z.string().optional(),
      attributes: attributes('Collection'),
    }),
  )
}

/** A body that is a bare list. */
export function bareListOf(name: string, item: Shape): Shape {
  return shape(`${name}List`, () => z.array(item()))
}
