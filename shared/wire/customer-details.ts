import * as z from 'zod'
import type { Customer } from '../domain/customer.ts'
import { wireEnum } from './casing.ts'
import { momentToWire } from './date.ts'
import { OffersQuery } from './offer.ts'

export const ValidationStatusQuery = z.object({ type: wireEnum(['account']) })

/** A customer's offers are those of its own market: there is no country to give. */
export const CustomerOffersQuery = OffersQuery.omit({ country: true })

/** Nobody puts a customer's account under review here: it is allowed since it was made. The date has no zone in Partner Center's pages. */
export function validationStatusToWire({ createdAt }: Customer) {
  return { type: 'account', status: 'Allowed', lastUpdateDateTime: momentToWire(createdAt).replace('Z', '') }
}

/** A bare list of one. As in the customer itself, address and e-mail need delegated administration to be seen. */
export function organizationToWire({ companyName, delegatedAdmin, address, email }: Customer) {
  const { addressLine1, addressLine2, country, postalCode, city, state } = address
  const visible = {
    street: [addressLine1, addressLine2].filter(Boolean).join(', '),
    countryLetterCode: country,
    ...(postalCode && { postalCode }),
    ...(city && { city }),
    ...(state && { state }),
  }
  return [
    {
      ...(delegatedAdmin && visible),
      displayName: companyName,
      technicalNotificationMails: delegatedAdmin ? [email] : [],
    },
  ]
}

/** A bare list of names; hidden without delegated administration, as in the customer itself. */
export function customDomainsToWire({ domain, delegatedAdmin }: Customer): readonly string[] {
  return delegatedAdmin ? [domain] : []
}
