import { setTimeout as wait } from 'node:timers/promises'
import { settings } from '../azure/settings.ts'
import { Fault } from '../domain/fault.ts'

/** Partner Center counts these by tenant: 500 a minute each. */
const counted = [
  { resource: 'orders', route: /\/orders(\/|$)/ },
  { resource: 'carts', route: /\/carts(\/|$)/ },
  { resource: 'subscriptions', route: /\/subscriptions(\/|$)/ },
  { resource: 'customers', route: /^v1\/customers(\/\{customerId:guid\})?$/ },
] as const

const minuteMs = 60_000
const longestWaitMs = 2_000
const waitingAtMost = 16
const keptAtMost = 10_000

/** Calls that may still be made; below zero, so many wait for their turn. */
interface Bucket {
  readonly calls: number
  readonly at: number
}

/** The time, and the calls that a minute gives back. */
interface Rate {
  readonly now: number
  readonly perMinute: number
}

const buckets = new Map<string, Bucket>()
const nameOf = (tenant: string, resource: string): string => `${tenant} ${resource}`

/**
 * Waits until a call of a tenant has its turn. A minute's calls may come at once, then they come as evenly as they are given back:
 * a program that asks in a row is slowed down, and refused only when it would wait for long or many of its calls wait already.
 * Each instance of the service counts for itself: what is limited is the load that one tenant puts on one instance, at no request
 * to storage.
 * @throws {Fault} tooManyRequests
 */
export async function takeTurn(route: string, tenant: string): Promise<void> {
  const waitMs = reserveTurn(route, tenant, { now: Date.now(), perMinute: settings.requestsPerMinute })
  if (waitMs > 0) await wait(waitMs)
}

/** Takes the next turn of a tenant, and gives how long it has to wait for it. @throws {Fault} tooManyRequests. @internal */
export function reserveTurn(route: string, tenant: string, rate: Rate): number {
  const found = counted.find((one) => one.route.test(route))
  const { now, perMinute } = rate
  if (!found || perMinute === 0) return 0
  const name = nameOf(tenant, found.resource)
  const calls = callsLeft(name, rate) - 1
  const waitMs = Math.ceil((Math.max(0, -calls) / perMinute) * minuteMs)
  if (waitMs > longestWaitMs || (waitMs > 0 && waitingOf(tenant, rate) >= waitingAtMost))
    throw new Fault('tooManyRequests', { seconds: Math.max(1, Math.ceil(waitMs / 1000)) })
  if (!buckets.has(name) && buckets.size >= keptAtMost) buckets.clear()
  buckets.set(name, { calls, at: now })
  return waitMs
}

function callsLeft(name: string, { now, perMinute }: Rate): number {
  const { calls, at } = buckets.get(name) ?? { calls: perMinute, at: now }
  return Math.min(perMinute, calls + (Math.max(0, now - at) / minuteMs) * perMinute)
}

/** How many calls of a tenant wait, whatever they are for. */
function waitingOf(tenant: string, rate: Rate): number {
  return counted.reduce(
    (sum, { resource }) => sum + Math.max(0, Math.ceil(-callsLeft(nameOf(tenant, resource), rate))),
    0,
  )
}
