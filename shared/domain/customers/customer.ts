import * as z from 'zod'
import type { Event } from '../audit.ts'
import { Address, GivenAddress, withCanonicalState } from '../contact/address.ts'
import { CompanyName } from '../contact/contact.ts'
import { domainOf, Email } from '../contact/email.ts'
import { Fault } from '../fault.ts'
import { CustomerId, PartnerId } from '../ids.ts'
import { line } from '../line.ts'
import type { Caller } from '../partnerships/partner.ts'
import type { Partnership } from '../partnerships/partnership.ts'
import { checkDetails } from './customer-details.ts'
import { Qualification } from './qualification.ts'
import { checkRegion } from './sale.ts'

// The longest that is registered, with room to spare; what is longer is not looked at.
const longestTag = 85
const Tag = line({ min: 1, max: longestTag })
const Culture = Tag.refine(isCulture, 'notACulture').transform(canonicalCulture)
// Partner Center's own list of languages has zh-CHS, which is of no standard any more.
const olderLanguages = /^zh-CH[ST]$/i
const Language = Tag.refine((tag) => isCulture(tag) || olderLanguages.test(tag), 'notALanguage')

/** The whole domain, as Partner Center takes it: a prefix of up to 27 letters and digits and `.onmicrosoft.com`. */
const OnMicrosoftDomain = line({ min: 1, max: 253 })
  .toLowerCase()
  .regex(/^[a-z0-9]{1,27}\.onmicrosoft\.com$/, 'notADomain')

const isOfMicrosoft = (email: string): boolean => /^(?:[a-z0-9-]+\.)*microsoft\.com$/.test(domainOf(email))

export const NewCustomer = z.object({
  domain: OnMicrosoftDomain,
  organizationRegistrationNumber: line({ min: 1, max: 50 }).optional(),
  email: Email.refine((email) => !isOfMicrosoft(email), 'emailOfMicrosoft'),
  culture: Culture,
  language: Language,
  companyName: CompanyName,
  address: GivenAddress,
  associatedPartnerId: PartnerId.optional(),
  enableGDAPByDefault: z.boolean().optional(),
})
export type NewCustomer = z.infer<typeof NewCustomer>

const profile = {
  customerId: CustomerId,
  domain: z.string(),
  companyName: z.string(),
  organizationRegistrationNumber: z.string().optional(),
  email: z.string(),
  culture: z.string(),
  language: z.string(),
  address: Address,
  billingProfileId: z.string(),
  associatedPartnerId: PartnerId.optional(),
  enableGDAPByDefault: z.boolean().optional(),
  delegatedAdmin: z.boolean(),
  qualifications: z.array(Qualification).optional(),
  /** Counts the changes of the billing profile; its etag is made of it. */
  billingVersion: z.number().int().default(1),
  createdAt: z.iso.datetime(),
}

/** A customer of one provider. Ended keeps the data for the record; it is listed nowhere. */
export const Customer = z.discriminatedUnion('relationship', [
  z.object({ ...profile, relationship: z.literal('reseller') }),
  z.object({ ...profile, relationship: z.literal('ended'), endedAt: z.iso.datetime() }),
])
export type Customer = z.infer<typeof Customer>

/** What a list shows of a customer; every list row is exactly this. */
export const CustomerSummary = z.object({
  customerId: CustomerId,
  companyName: z.string(),
  domain: z.string(),
  associatedPartnerId: PartnerId.optional(),
})
export type CustomerSummary = z.infer<typeof CustomerSummary>

export function summaryOf({ customerId, companyName, domain, associatedPartnerId }: Customer): CustomerSummary {
  return { customerId, companyName, domain, ...(associatedPartnerId && { associatedPartnerId }) }
}

export interface CreatedCustomer {
  readonly customer: Customer
  readonly event: Event
}

/**
 * Refuses what can be refused without looking anything up.
 * @throws {Fault} invalidInput, userRequired, partnerKindNotAllowed, countryOutsideRegion, the registration number faults
 */
export function checkNewCustomer(wanted: NewCustomer, caller: Caller): void {
  checkDetails(wanted, { address: 'billingProfile.defaultAddress', email: 'billingProfile.email' }, caller.account)
  if (wanted.associatedPartnerId) checkMayAssociate(caller)
  checkRegion(wanted.address.country, caller)
}

function checkMayAssociate({ isUser, account }: Caller): void {
  if (!isUser) throw new Fault('userRequired')
  if (account?.kind !== 'indirectProvider') throw new Fault('partnerKindNotAllowed', { kinds: 'indirectProvider' })
}

/**
 * Creates a customer, associated with a reseller when `associatedPartnerId` names an active partnership.
 * @throws {Fault} associatedPartnerNotActive
 */
export function createCustomer(
  wanted: NewCustomer,
  ids: {
    readonly customerId: CustomerId
    readonly billingProfileId: string
    readonly partnership: Partnership | undefined
  },
  now: Date,
): CreatedCustomer {
  if (wanted.associatedPartnerId && ids.partnership?.state !== 'active')
    throw new Fault('associatedPartnerNotActive', { field: 'associatedPartnerId' })

  const { address, ...rest } = wanted
  const customer: Customer = {
    ...rest,
    address: withCanonicalState(address),
    customerId: ids.customerId,
    billingProfileId: ids.billingProfileId,
    relationship: 'reseller',
    delegatedAdmin: true,
    billingVersion: 1,
    createdAt: now.toISOString(),
  }
  return {
    customer,
    event: { operation: 'add_customer', resource: 'customer', resourceId: customer.customerId, after: customer },
  }
}

// Nearly all customers share a few of them, and every read of a customer asks.
const canonical = new Map<string, string | undefined>()
const keptCultures = 1_000
const longestKept = 20

function isCulture(tag: string): boolean {
  return canonicalOf(tag) !== undefined
}

// Partner Center takes EN-US and gives back en-US; the language comes back as it was sent.
function canonicalCulture(tag: string): string {
  return canonicalOf(tag) ?? tag
}

function canonicalOf(tag: string): string | undefined {
  // What is longer is nobody's language, and must not be kept.
  if (tag.length > longestKept) return findCanonical(tag)
  if (canonical.has(tag)) return canonical.get(tag)
  if (canonical.size >= keptCultures) canonical.clear()
  const found = findCanonical(tag)
  canonical.set(tag, found)
  return found
}

function findCanonical(tag: string): string | undefined {
  try {
    return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) ? Intl.getCanonicalLocales(tag)[0] : undefined
  } catch {
    return undefined
  }
}
