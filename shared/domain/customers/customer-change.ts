import * as z from 'zod'
import type { Event } from '../audit.ts'
import { kept } from '../change.ts'
import { withCanonicalState } from '../contact/address.ts'
import { Fault, refuseInput } from '../fault.ts'
import type { Caller } from '../partnerships/partner.ts'
import type { Subscription } from '../subscriptions/subscription.ts'
import { type Customer, NewCustomer } from './customer.ts'
import { checkDetails } from './customer-details.ts'

/** A subscription in one of these keeps the relationship from ending. */
const keepingStatuses: readonly Subscription['status'][] = ['active']

interface ChangedCustomer {
  readonly customer: Customer
  readonly event: Event
}

/**
 * Ends the reseller relationship. The data stay, and so does the domain, which nobody else gets; the customer is on no list any
 * more, and delegated administration is gone (Partner Center: remove a relationship).
 * @throws {Fault} subscriptionsActive
 */
function endRelationship(before: Customer, subscriptions: readonly Subscription[], now: Date): ChangedCustomer {
  const active = subscriptions.filter(({ status }) => keepingStatuses.includes(status))
  if (active.length > 0) throw new Fault('subscriptionsActive', { count: active.length })

  const customer: Customer = { ...before, delegatedAdmin: false, relationship: 'ended', endedAt: now.toISOString() }
  return changed('remove_partner_customer_relationship', before, customer)
}

/**
 * Deletes a customer that was made to try things out. As after the end of a relationship, nobody finds it any more.
 * @throws {Fault} sandboxOnly, subscriptionsActive
 */
export function deleteCustomer(
  before: Customer,
  subscriptions: readonly Subscription[],
  { account }: Caller,
  now: Date,
): ChangedCustomer {
  if (!account?.isSandbox) throw new Fault('sandboxOnly')
  const { customer } = endRelationship(before, subscriptions, now)

  return changed('delete_customer', before, customer)
}

/** Drops delegated administration only; the relationship goes on. */
function dropDelegatedAdmin(before: Customer): ChangedCustomer {
  return changed('dap_admin_relationship_terminated', before, { ...before, delegatedAdmin: false })
}

/** One of the two, or undefined: a client that sends its defaults changes nothing. What was dropped only the customer can give anew. */
export function changeRelationship(
  wanted: 'end' | 'dropDelegatedAdmin' | 'restoreDelegatedAdmin' | 'nothing',
  before: Customer,
  subscriptions: readonly Subscription[],
  now: Date,
): ChangedCustomer | undefined {
  if (wanted === 'restoreDelegatedAdmin') refuseInput('allowDelegatedAccess', 'notChangeable')
  if (wanted === 'end') return endRelationship(before, subscriptions, now)
  return wanted === 'dropDelegatedAdmin' && before.delegatedAdmin ? dropDelegatedAdmin(before) : undefined
}

const { email, culture, language, companyName, address } = NewCustomer.shape

/** What a billing profile can be changed to. What is left out stays: SDKs send resources without what they do not know. */
export const BillingProfileChange = z.object({
  email: kept(email),
  culture: kept(culture),
  language: kept(language),
  companyName: kept(companyName),
  firstName: address.shape.firstName.optional(),
  lastName: address.shape.lastName.optional(),
  defaultAddress: address.optional(),
})
export type BillingProfileChange = z.infer<typeof BillingProfileChange>

/** @throws {Fault} invalidInput, phoneNumberMissing, etagStale when `version` is given and not the current one */
export function updateBillingProfile(
  before: Customer,
  wanted: BillingProfileChange,
  version: number | undefined,
  caller: Caller,
): ChangedCustomer {
  if (version !== undefined && version !== before.billingVersion)
    throw new Fault('etagStale', { field: 'attributes.etag' })
  const { defaultAddress, firstName, lastName, ...profile } = wanted
  const next = {
    ...(defaultAddress ?? before.address),
    ...(firstName && { firstName }),
    ...(lastName && { lastName }),
  }
  const given = Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== undefined))
  const address = withCanonicalState(next)
  const customer: Customer = { ...before, ...given, address, billingVersion: before.billingVersion + 1 }
  checkDetails(customer, { address: 'defaultAddress', email: 'email' }, caller.account, before)
  return changed('update_customer_billing_profile', before, customer)
}

function changed(operation: Event['operation'], before: Customer, after: Customer): ChangedCustomer {
  return {
    customer: after,
    event: { operation, resource: 'customer', resourceId: after.customerId, before, after },
  }
}
