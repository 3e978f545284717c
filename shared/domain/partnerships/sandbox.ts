import * as z from 'zod'
import type { Event } from '../audit.ts'
import { CompanyName, PersonName, PhoneNumber } from '../contact/contact.ts'
import { CountryCode } from '../contact/country.ts'
import { Email } from '../contact/email.ts'
import { isSameRegion } from '../contact/region.ts'
import { Fault } from '../fault.ts'
import { type InvitationId, MpnId, type PartnerId } from '../ids.ts'
import { line } from '../line.ts'
import type { Caller, Enrolment, PartnerAccount } from './partner.ts'
import type { Partnership } from './partnership.ts'

/** What a sandbox reseller is made of. */
export const NewSandboxReseller = z.object({
  mpnId: MpnId,
  domainPrefix: line({ min: 1, max: 27 }),
  adminUserName: line({ min: 1, max: 64 }),
  country: CountryCode,
  companyName: CompanyName,
  primaryContact: z.object({
    firstName: PersonName,
    lastName: PersonName,
    email: Email,
    phoneNumber: PhoneNumber.optional(),
  }),
})
export type NewSandboxReseller = z.infer<typeof NewSandboxReseller>

/** Partner Center's limit. */
const maximumResellers = 5

/** @throws {Fault} notASandboxProvider */
export function checkSandboxProvider({ account }: Caller): void {
  if (!account?.isSandbox || account.kind !== 'indirectProvider') throw new Fault('notASandboxProvider')
}

/** @throws {Fault} notASandboxProvider, regionMismatch */
export function checkNewReseller({ country }: NewSandboxReseller, caller: Caller): void {
  checkSandboxProvider(caller)
  const providerCountry = caller.account?.country ?? ''
  if (!isSameRegion(country, providerCountry)) throw new Fault('regionMismatch', { country, providerCountry })
}

/** @throws {Fault} sandboxResellerTaken, sandboxResellersTooMany */
export function checkRoom(resellers: readonly PartnerId[], resellerId: PartnerId): void {
  if (resellers.includes(resellerId)) throw new Fault('sandboxResellerTaken', { field: 'mpnId' })
  if (resellers.length >= maximumResellers) throw new Fault('sandboxResellersTooMany', { maximum: maximumResellers })
}

/** How a sandbox reseller enrols: like any other, only that its provider does it. */
export function enrolmentOf({ companyName, country, mpnId, primaryContact }: NewSandboxReseller): Enrolment {
  return { companyName, country, mpnId, primaryContact, acceptPartnerAgreement: true }
}

export interface DecidedSandbox {
  readonly resellers: readonly PartnerId[]
  readonly partnership: Partnership
  readonly event: Event
}

/** Joins a reseller that was made for it to its sandbox provider. */
export function joinReseller(
  { resellers, earlier }: { readonly resellers: readonly PartnerId[]; readonly earlier: Partnership | undefined },
  account: PartnerAccount,
  ids: { readonly providerId: PartnerId; readonly requestId: InvitationId },
  now: Date,
): DecidedSandbox {
  const partnership: Partnership = {
    ...ids,
    resellerId: account.partnerId,
    resellerName: account.name,
    mpnId: account.mpnId,
    country: account.country,
    state: 'active',
    since: now.toISOString(),
  }
  return {
    resellers: [...resellers, account.partnerId],
    partnership,
    event: eventOf('create_partner_relationship', earlier, partnership),
  }
}

interface ResellerToRemove {
  readonly resellers: readonly PartnerId[]
  readonly resellerId: PartnerId
  readonly partnership: Partnership | undefined
  /** The number of customers it still has. */
  readonly customers: number
}

/**
 * Parts with a sandbox reseller; its customers must be gone. Gives undefined when it is none of the sandbox.
 * @throws {Fault} sandboxResellerHasCustomers
 */
export function removeReseller({ resellers, resellerId, partnership: before, customers }: ResellerToRemove) {
  if (!before || !resellers.includes(resellerId)) return undefined
  if (customers > 0) throw new Fault('sandboxResellerHasCustomers', { count: customers })

  const partnership: Partnership = { ...before, state: 'removed' }
  return {
    resellers: resellers.filter((one) => one !== resellerId),
    partnership,
    event: eventOf('remove_partner_relationship', before, partnership),
  }
}

function eventOf(operation: Event['operation'], before: Partnership | undefined, after: Partnership): Event {
  const { resellerId, mpnId } = after
  return {
    operation,
    resource: 'partner_relationship',
    resourceId: resellerId,
    ...(before && { before }),
    after,
    facts: { MpnId: mpnId },
  }
}
