import * as z from 'zod'
import { Fault, refuseInput } from '../fault.ts'
import { dayMs, minuteMs } from '../time.ts'

/** Every event that is ever sent. The first three are Partner Center's, the others ours. */
export const webhookEventNames = [
  'test-created',
  'subscription-updated',
  'reseller-relationship-accepted-by-customer',
  'partnership-request-accepted',
  'partnership-request-declined',
  'partnership-request-expired',
  'partnership-removed',
] as const
export type WebhookEventName = (typeof webhookEventNames)[number]

/**
 * What Partner Center documents beside, and this service has nothing to send of. Clients that register for all they know would be
 * turned away without them.
 */
const unsentEventNames = [
  'subscription-active',
  'subscription-pending',
  'subscription-renewed',
  'indirect-reseller-relationship-accepted-by-customer',
  'dap-admin-relationship-approved',
  'dap-admin-relationship-terminated',
  'dap-admin-relationship-terminated-by-microsoft',
  'granular-admin-relationship-created',
  'granular-admin-relationship-approved',
  'granular-admin-relationship-activated',
  'granular-admin-relationship-updated',
  'granular-admin-relationship-auto-extended',
  'granular-admin-relationship-expired',
  'granular-admin-relationship-terminated',
  'granular-admin-access-assignment-created',
  'granular-admin-access-assignment-activated',
  'granular-admin-access-assignment-updated',
  'granular-admin-access-assignment-deleted',
  'usagerecords-thresholdExceeded',
  'azure-fraud-event-detected',
  'invoice-ready',
  'referral-created',
  'referral-updated',
  'related-referral-created',
  'related-referral-updated',
  'new-commerce-migration-created',
  'new-commerce-migration-completed',
  'new-commerce-migration-failed',
  'new-commerce-migration-schedule-failed',
  'create-transfer',
  'update-transfer',
  'complete-transfer',
  'expire-transfer',
  'fail-transfer',
] as const

/** Every event a partner can register for. */
export const registrableEventNames = [...webhookEventNames, ...unsentEventNames] as const

export const WebhookRegistration = z.object({
  subscriberId: z.string(),
  url: z.string(),
  events: z.array(z.enum(webhookEventNames)),
  /** Of those that are never sent. They lie apart, as an older version knows no more events than are above. */
  unsentEvents: z.array(z.string()).optional(),
  /** Where a receiver keeps Authorization for itself. */
  usesMsSignatureHeader: z.boolean(),
  /** When the latest test events were asked for; there may be few in a minute. */
  testedAt: z.array(z.iso.datetime()),
  /** When it was taken back. What is left counts the tests, so that taking back is no way around their limit. */
  removedAt: z.iso.datetime().optional(),
})
export type WebhookRegistration = z.infer<typeof WebhookRegistration>

export type WantedWebhook = Pick<WebhookRegistration, 'url' | 'events' | 'unsentEvents' | 'usesMsSignatureHeader'>

/** What happened to what: the resource and the path it is served at. */
export interface Notice {
  readonly name: WebhookEventName
  readonly resource: string
  readonly path: string
  /** Where it is known before the event is made. */
  readonly eventId?: string
}

export const WebhookEvent = z.object({
  eventId: z.string(),
  name: z.enum(webhookEventNames),
  resource: z.string(),
  path: z.string(),
  at: z.iso.datetime(),
})
export type WebhookEvent = z.infer<typeof WebhookEvent>

/** A test event that was asked for; its fate is in the delivery log. */
export const WebhookTest = z.object({ correlationId: z.string(), url: z.string(), at: z.iso.datetime() })
export type WebhookTest = z.infer<typeof WebhookTest>

const longestUrl = 2048
const testsPerMinute = 2
const testDays = 7

/** Registers a receiver, or puts another in its place: a partner has one. @throws {Fault} invalidInput */
export function registerWebhook(
  before: WebhookRegistration | undefined,
  wanted: WantedWebhook,
  { subscriberId, allowsHttp }: { readonly subscriberId: string; readonly allowsHttp: boolean },
): WebhookRegistration {
  if (!isWebAddress(wanted.url, allowsHttp)) refuseInput('WebhookUrl', 'notAWebAddress')

  return {
    ...wanted,
    events: [...new Set(wanted.events)],
    subscriberId: before?.subscriberId ?? subscriberId,
    testedAt: before?.testedAt ?? [],
  }
}

function isWebAddress(text: string, allowsHttp: boolean): boolean {
  // URL mends what others read differently: a backslash, a blank or a line end in the middle.
  if (text.length > longestUrl || /[\s\\\p{Cc}]/u.test(text) || !URL.canParse(text)) return false
  const { protocol, username, password, hash } = new URL(text)
  const isPermitted = protocol === 'https:' || (allowsHttp && protocol === 'http:')
  return isPermitted && username === '' && password === '' && hash === ''
}

/** The registration, where there has to be one. @throws {Fault} webhookNotRegistered */
export function registered(registration: WebhookRegistration | undefined): WebhookRegistration {
  if (!registration || registration.removedAt) throw new Fault('webhookNotRegistered')

  return registration
}

/** Takes a registration back: nothing is sent from now on. @throws {Fault} webhookNotRegistered */
export function unregisterWebhook(before: WebhookRegistration | undefined, now: Date): WebhookRegistration {
  const { unsentEvents: _, ...known } = registered(before)
  return { ...known, url: '', events: [], removedAt: now.toISOString() }
}

/** A test event that was asked for, and what it is posted by. */
export interface RequestedTest {
  readonly registration: WebhookRegistration
  readonly test: WebhookTest
  readonly notices: readonly Notice[]
}

/** Has a test event sent. @throws {Fault} webhookNotRegistered, tooManyRequests beyond two in a minute */
export function requestTest(
  registration: WebhookRegistration | undefined,
  correlationId: string,
  now: Date,
): RequestedTest {
  const before = registered(registration)
  const recent = before.testedAt.filter((at) => Date.parse(at) > now.getTime() - minuteMs).slice(-testsPerMinute)
  const [oldest] = recent
  if (oldest !== undefined && recent.length === testsPerMinute) {
    const seconds = Math.ceil((Date.parse(oldest) + minuteMs - now.getTime()) / 1000)
    throw new Fault('tooManyRequests', { seconds: Math.min(Math.max(seconds, 1), 60) })
  }

  const at = now.toISOString()
  return {
    registration: { ...before, testedAt: [...recent, at] },
    test: { correlationId, url: before.url, at },
    notices: [testCreated(correlationId)],
  }
}

/** A test event as it can still be asked for. @throws {Fault} webhookTestNotFound after seven days */
export function recentTest(test: WebhookTest | undefined, correlationId: string, now: Date): WebhookTest {
  if (!test || now.getTime() - Date.parse(test.at) > testDays * dayMs)
    throw new Fault('webhookTestNotFound', { correlationId })

  return test
}

/** Whether a partner has subscribed to an event; a test event goes to whoever asks for it. */
export function isWanted({ events, removedAt }: WebhookRegistration, name: WebhookEventName): boolean {
  if (removedAt) return false
  return name === 'test-created' || events.includes(name)
}

export function subscriptionUpdated(subscription: {
  readonly customerId: string
  readonly subscriptionId: string
}): Notice {
  const { customerId, subscriptionId } = subscription
  const path = `/v1/customers/${customerId}/subscriptions/${subscriptionId}`
  return { name: 'subscription-updated', resource: 'subscription', path }
}

export function relationshipAccepted(customerId: string): Notice {
  const path = `/v1/customers/${customerId}`
  return { name: 'reseller-relationship-accepted-by-customer', resource: 'Customer', path }
}

export function invitationEnded(outcome: 'accepted' | 'declined' | 'expired', requestId: string): Notice {
  const path = `/v1/partnershiprequests/${requestId}`
  return { name: `partnership-request-${outcome}`, resource: 'partnershipRequest', path }
}

export function partnershipRemoved(resellerId: string): Notice {
  return { name: 'partnership-removed', resource: 'partnership', path: `/v1/partnerships/${resellerId}` }
}

function testCreated(correlationId: string): Notice {
  const path = `/webhooks/v1/registration/validationEvents/${correlationId}`
  return { name: 'test-created', resource: 'test', path, eventId: correlationId }
}
