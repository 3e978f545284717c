import * as z from 'zod'
import { type Language, languages } from '../domain/language.ts'
import type { Partnership } from '../domain/partnership.ts'
import {
  Declaration,
  declarationVersion,
  type RemainingCustomer,
  type RemainingSubscription,
  type Remains,
} from '../domain/partnership-removal.ts'
import type { Text } from '../text/en.ts'
import { link } from './collection.ts'
import { WireDate } from './date.ts'

/** Ours, so unknown fields are refused rather than ignored. */
export const RemovalToDeclare = z
  .strictObject({
    ...Declaration.shape,
    attestationVersion: Declaration.shape.attestationVersion.meta({
      description: 'The version of the declaration that was read, as the rehearsal gives it.',
    }),
    noticeGivenOn: WireDate.optional().meta({
      description: 'When a legal notice of termination was given, where a contract demands one.',
    }),
  })
  .meta({ id: 'RemovalToDeclare' })

/** A partnership as its provider sees it, and who removed it with which declaration. */
export function partnershipToWire(partnership: Partnership) {
  const { resellerId, resellerName, mpnId, country, state, since, requestId } = partnership
  const removal = state === 'removed' ? partnership.removal : undefined
  return {
    id: resellerId,
    name: resellerName,
    mpnId,
    location: country,
    state,
    since,
    partnershipRequestId: requestId,
    ...(removal && {
      removedDate: removal.at,
      removedBy: removal.by,
      declaration: { version: removal.attestationVersion, language: removal.language },
      ...(removal.noticeGivenOn && { noticeGivenOn: removal.noticeGivenOn.slice(0, 10) }),
    }),
    links: { self: link(`/partnerships/${resellerId}`) },
    attributes: { objectType: 'Partnership' },
  }
}

export function remainingCustomerToWire({ customerId, companyName, delegatedAdmin }: RemainingCustomer) {
  return { id: customerId, companyName, allowDelegatedAccess: delegatedAdmin }
}

/** What a removal would leave, what is declared with it, and notices to copy. `customers` is one page of them. */
export function rehearsalToWire(
  { partnership, customerCount, onRecord, supported }: Remains,
  customers: unknown,
  { provider, language, textOf }: Wording,
) {
  const { resellerId, resellerName } = partnership
  const { removal } = textOf(language)
  const filter = { Field: 'IndirectReseller', Value: resellerId, Operator: 'equals' }
  return {
    partnership: partnershipToWire(partnership),
    consequences: removal.consequences.map((say) => say(resellerName)),
    declaration: { version: declarationVersion, language, text: removal.declaration },
    customerCount,
    customers,
    subscriptions: bounded(onRecord),
    supportContacts: bounded(supported),
    notices: languages.flatMap((one) => noticesIn(one, textOf(one), { provider, reseller: resellerName })),
    links: {
      remove: link(`/partnerships/${resellerId}/remove`, 'POST'),
      customers: link(`/customers?filter=${encodeURIComponent(JSON.stringify(filter))}`),
    },
    attributes: { objectType: 'PartnershipRemovalRehearsal' },
  }
}

interface Wording {
  readonly provider: string
  readonly language: Language
  readonly textOf: (language: Language) => Text
}

// Every subscription is counted; so many are named.
const namedAtMost = 1000

function bounded(subscriptions: readonly RemainingSubscription[]) {
  return { totalCount: subscriptions.length, items: subscriptions.slice(0, namedAtMost) }
}

/** Texts for whoever wants to tell the reseller and the customers; nothing sends them. */
function noticesIn(
  language: Language,
  { removal }: Text,
  { provider, reseller }: { readonly provider: string; readonly reseller: string },
) {
  return [
    {
      ...{ for: 'reseller', language, subject: removal.resellerSubject(provider) },
      text: removal.resellerBody(provider, reseller),
    },
    {
      ...{ for: 'customer', language, subject: removal.customerSubject(reseller) },
      text: removal.customerBody(provider, reseller),
    },
  ]
}
