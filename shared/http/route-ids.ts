import * as z from 'zod'
import { CustomerId, Guid, InvitationId, OrderId, PartnerId } from '../domain/ids.ts'

/** What a route can name that is an id and nothing else. */
const ids = {
  customerId: CustomerId,
  subscriptionId: Guid,
  orderId: OrderId,
  cartId: Guid,
  userId: Guid,
  roleId: Guid,
  requestId: InvitationId,
  resellerId: PartnerId,
  resellerTenantId: PartnerId,
  correlationId: Guid,
} as const
type IdName = keyof typeof ids

type NameIn<Part extends string> = Part extends `${infer Name}:${string}` ? Name : Part
type NamesIn<Route extends string> = Route extends `${string}{${infer Part}}${infer Rest}`
  ? NameIn<Part> | NamesIn<Rest>
  : never

/** The ids of a route, by name. */
export type RouteIds<Route extends string> = {
  readonly [Name in NamesIn<Route> & IdName]: z.infer<(typeof ids)[Name]>
}

/** The schema of all that a route names: its ids, and what `params` says of the rest. */
export function paramsOf({ route, params }: { readonly route: string; readonly params?: z.ZodType }): z.ZodObject {
  const named = [...route.matchAll(/\{(\w+)/g)].flatMap(([, name = '']) => (isIdName(name) ? [[name, ids[name]]] : []))
  return z.object({ ...Object.fromEntries(named), ...(params instanceof z.ZodObject && params.shape) })
}

function isIdName(name: string): name is IdName {
  return Object.hasOwn(ids, name)
}
