import * as z from 'zod'
import type { Event } from '../audit.ts'
import { isSameRegion } from '../contact/region.ts'
import { Fault, refuseInput } from '../fault.ts'
import type { CustomerId } from '../ids.ts'
import type { Caller, PartnerAccount } from '../partnerships/partner.ts'
import type { Partnership } from '../partnerships/partnership.ts'
import { type Notice, relationshipAccepted } from '../webhooks/webhook.ts'
import { type Agreement, templateOf } from './agreement.ts'
import { type Customer, createCustomer, NewCustomer } from './customer.ts'
import { checkCountryKept, checkDetails } from './customer-details.ts'

/** What an organization says of itself when it accepts a partner, and that it does. */
export const NewRelationship = NewCustomer.pick({
  domain: true,
  organizationRegistrationNumber: true,
  email: true,
  culture: true,
  language: true,
  companyName: true,
  address: true,
}).extend({ accept: z.boolean(), acceptAgreement: z.boolean() })
export type NewRelationship = z.infer<typeof NewRelationship>

/** The two sides, and what the link says of the relationship. */
export interface Parties {
  readonly provider: PartnerAccount
  /** The partnership with the second partner; undefined where the link names none, or there is none any more. */
  readonly partnership: Partnership | undefined
  readonly hasReseller: boolean
  readonly delegatedAdmin: boolean
  readonly caller: Caller
  readonly agreementRequired: boolean
}

export interface AcceptedRelationship {
  readonly customer: Customer
  readonly agreements: readonly Agreement[]
  readonly event: Event
  readonly notices: readonly Notice[]
}

export interface RelationshipIds {
  readonly customerId: CustomerId
  readonly billingProfileId: string
  readonly agreementId: string
}

/** @throws {Fault} saying what keeps the signed-in person from accepting */
export function checkMayAcceptRelationship(
  provider: PartnerAccount,
  resellerId: string | undefined,
  caller: Caller,
): void {
  if (caller.partnerId === provider.partnerId || caller.partnerId === resellerId) throw new Fault('relationshipOwn')
  if (!caller.isUser) throw new Fault('userRequired')
  if (!caller.roles.includes('GlobalAdmin')) throw new Fault('roleNotAllowed', { roles: 'GlobalAdmin' })
}

/**
 * An organization accepts a partner: it becomes a customer under its own tenant id. One that was a customer before is one again; gives
 * undefined for one that is.
 * @throws {Fault} relationshipNotTicked, agreementNotConfirmed, regionMismatch, associatedPartnerNotActive, invalidInput and
 * those of the registration number
 */
export function acceptRelationship(
  wanted: NewRelationship,
  parties: Parties,
  ids: RelationshipIds,
  before: Customer | undefined,
  now: Date,
): AcceptedRelationship | undefined {
  if (before?.relationship === 'reseller') return undefined
  const { provider, partnership, delegatedAdmin, caller } = parties
  const { accept, acceptAgreement, ...organization } = wanted
  if (!accept) throw new Fault('relationshipNotTicked', { field: 'accept' })
  if (parties.agreementRequired && !acceptAgreement) throw new Fault('agreementNotConfirmed')
  checkDetails(wanted, { address: 'address', email: 'email' }, provider)
  checkKept(before, wanted)
  if (!isSameRegion(wanted.address.country, provider.country))
    throw new Fault('regionMismatch', { country: wanted.address.country, providerCountry: provider.country })
  if (parties.hasReseller && partnership?.state !== 'active')
    throw new Fault('associatedPartnerNotActive', { field: 'associatedPartnerId' })

  const associated = partnership && { associatedPartnerId: partnership.resellerId }
  const created = createCustomer({ ...organization, ...associated }, { ...ids, partnership }, now)
  const customer: Customer = { ...created.customer, delegatedAdmin }
  const signed = parties.agreementRequired ? [signedInPerson(wanted, ids, caller, now)] : []
  return {
    customer,
    agreements: signed,
    notices: [relationshipAccepted(customer.customerId)],
    event: {
      operation: 'extend_relationship',
      resource: 'customer',
      resourceId: customer.customerId,
      ...(before && { before }),
      after: customer,
      ...factsOf(signed),
    },
  }
}

/** The proof that the customer accepted the agreement itself: who, when and which text. */
function factsOf([signed]: readonly Agreement[]): Pick<Event, 'facts'> {
  if (!signed) return {}
  const { agreementId, type, templateId, primaryContact, dateAgreed } = signed
  const { firstName, lastName, email } = primaryContact
  return {
    facts: {
      AgreementId: agreementId,
      AgreementType: type,
      TemplateId: templateId,
      AcceptedBy: `${firstName} ${lastName}`,
      AcceptedByEmail: email,
      DateAgreed: dateAgreed,
    },
  }
}

/** What a customer stays, also when it comes back: its orders are of one market, and its domain is the organization's for ever. */
function checkKept(before: Customer | undefined, { address, domain }: NewRelationship): void {
  if (!before) return
  checkCountryKept(before.address, address, 'address')
  if (before.domain !== domain) refuseInput('domain', 'domainFixed', { domain: before.domain })
}

/** The customer's own acceptance of the Customer Agreement, which no partner has to confirm. */
function signedInPerson(
  { address, email }: NewRelationship,
  { customerId, agreementId }: { readonly customerId: CustomerId; readonly agreementId: string },
  caller: Caller,
  now: Date,
): Agreement {
  const type = 'MicrosoftCustomerAgreement' as const
  const { firstName, lastName, phoneNumber } = address
  return {
    agreementId,
    customerId,
    type,
    templateId: templateOf(type).templateId,
    primaryContact: { firstName, lastName, email, ...(phoneNumber && { phoneNumber }) },
    dateAgreed: now.toISOString(),
    userId: caller.userId,
    confirmedAt: now.toISOString(),
    isDirect: true,
  }
}
