import { settings } from '../azure/settings.ts'
import { Fault } from '../domain/fault.ts'

/** Partner Center counts these by tenant, rejected calls included: 500 a minute each. */
const counted = [
  { resource: 'orders', route: /\/orders(\/|$)/ },
  { resource: 'carts', route: /\/carts(\/|$)/ },
  { resource: 'subscriptions', route: /\/subscriptions(\/|$)/ },
  { resource: 'customers', route: /^v1\/customers(\/\{customerId:guid\})?$/ },
] as const

const windowMs = 60_000
const keptAtMost = 10_000
const windows = new Map<string, { readonly from: number; count: number }>()

/**
 * Counts a call of a tenant. Each instance of the service counts for itself: what is limited is the load that one tenant puts
 * on one instance, at no request to storage.
 * @throws {Fault} tooManyRequests, when the minute is used up
 */
export function countCall(route: string, tenant: string, now: number): void {
  const found = counted.find((one) => one.route.test(route))
  if (!found || settings.requestsPerMinute === 0) return
  const name = `${tenant} ${found.resource}`
  const known = windows.get(name)
  const current = known && now - known.from < windowMs ? known : { from: now, count: 0 }
  current.count++
  if (!known && windows.size >= keptAtMost) windows.clear()
  windows.set(name, current)
  if (current.count > settings.requestsPerMinute)
    throw new Fault('tooManyRequests', { seconds: Math.max(1, Math.ceil((current.from + windowMs - now) / 1000)) })
}
