import { type Address, addressProblems } from '../contact/address.ts'
import { isAddressOf } from '../contact/email.ts'
import { brokenForm, demandsRegistrationNumber } from '../contact/registration-number.ts'
import { Fault, refuseInput } from '../fault.ts'
import type { PartnerAccount } from '../partnerships/partner.ts'

/** What of a customer there are rules for. */
export interface CustomerDetails {
  readonly address: Address
  readonly email: string
  readonly organizationRegistrationNumber?: string | undefined
}

/** The fields by the names that the caller knows them by. */
interface FieldNames {
  readonly address: string
  readonly email: string
}

/**
 * The rules for the details of a customer, whichever way they come in. What stays as it is stored is not held to them: it may
 * be older than they are.
 * @throws {Fault} invalidInput, registrationNumberMissing, registrationNumberNotSupported, registrationNumberWrong,
 * phoneNumberMissing
 */
export function checkDetails(
  next: CustomerDetails,
  names: FieldNames,
  partner: PartnerAccount | undefined,
  before?: CustomerDetails,
): void {
  if (!before || !isSame(before.address, next.address)) checkAddress(next.address, names.address, before?.address)
  if (before) checkPhoneKept(before.address, next.address)
  else checkRegistrationNumber(next)
  if (before?.email !== next.email) checkNotOwnEmail(next.email, names.email, partner)
}

/** A customer's market and currency follow from its country, and orders from these: it is fixed when the customer is made. */
export function checkCountryKept(before: Address, address: Address, path: string): void {
  if (before.country !== address.country) refuseInput(`${path}.country`, 'countryFixed', { country: before.country })
}

function checkAddress(address: Address, path: string, before: Address | undefined): void {
  if (before) checkCountryKept(before, address, path)
  const [first] = addressProblems(address)
  if (first) refuseInput(`${path}.${first.field}`, first.problem, first.values)
}

function checkRegistrationNumber({ address, organizationRegistrationNumber }: CustomerDetails): void {
  const { country, phoneNumber } = address
  if (!demandsRegistrationNumber(country)) {
    if (organizationRegistrationNumber) throw new Fault('registrationNumberNotSupported', { country })
    return
  }
  if (!organizationRegistrationNumber) throw new Fault('registrationNumberMissing', { country })
  const form = brokenForm(country, organizationRegistrationNumber)
  if (form) throw new Fault('registrationNumberWrong', { country, form })
  if (!phoneNumber) throw new Fault('phoneNumberMissing', { country })
}

function checkPhoneKept(before: Address, { country, phoneNumber }: Address): void {
  if (demandsRegistrationNumber(country) && before.phoneNumber && !phoneNumber)
    throw new Fault('phoneNumberMissing', { country })
}

function checkNotOwnEmail(email: string, field: string, partner: PartnerAccount | undefined): void {
  if (partner?.domain && isAddressOf(email, partner.domain))
    refuseInput(field, 'emailOfPartner', { domain: partner.domain })
}

function isSame(one: Address, other: Address): boolean {
  return JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort())
}
