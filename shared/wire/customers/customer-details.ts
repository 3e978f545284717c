import * as z from 'zod'
import type { Customer } from '../../domain/customers/customer.ts'
import { wireEnum } from '../casing.ts'
import { OffersQuery } from '../catalog/offer.ts'
import { bareListOf } from '../collection.ts'
import { momentToWire } from '../date.ts'
import { type Shaped, shape, zonelessMoment } from '../shape.ts'
import { hiddenWithoutAdmin } from './customer-profile.ts'

export const ValidationStatusQuery = z.object({ type: wireEnum(['account']) })

/** A customer's offers are those of its own market: there is no country to give. */
export const CustomerOffersQuery = OffersQuery.omit({ country: true })

export const ValidationStatusShape = shape('ValidationStatus', () =>
  z.strictObject({
    type: z.literal('account'),
    status: z.literal('Allowed'),
    lastUpdateDateTime: zonelessMoment(),
  }),
)

/** Nobody puts a customer's account under review here: it is allowed since it was made. The date has no zone in Partner Center's pages. */
export function validationStatusToWire({ createdAt }: Customer): Shaped<typeof ValidationStatusShape> {
  return { type: 'account', status: 'Allowed', lastUpdateDateTime: momentToWire(createdAt).replace('Z', '') }
}

const OrganizationShape = shape('Organization', () =>
  z
    .strictObject({
      street: z.string().optional(),
      countryLetterCode: z.string().optional(),
      postalCode: z.string().optional(),
      city: z.string().optional(),
      state: z.string().optional(),
      displayName: z.string(),
      technicalNotificationMails: z.array(z.string()),
    })
    .meta({ description: `The address: ${hiddenWithoutAdmin.toLowerCase()}` }),
)

export const OrganizationListShape = bareListOf('Organization', OrganizationShape)

/** A bare list of one. As in the customer itself, address and e-mail need delegated administration to be seen. */
export function organizationToWire({
  companyName,
  delegatedAdmin,
  address,
  email,
}: Customer): Shaped<typeof OrganizationListShape> {
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

export const CustomDomainsShape = shape('CustomDomains', () => z.array(z.string()))

/** A bare list of names; hidden without delegated administration, as in the customer itself. */
export function customDomainsToWire({ domain, delegatedAdmin }: Customer): Shaped<typeof CustomDomainsShape> {
  return delegatedAdmin ? [domain] : []
}
