import type { Event } from '../../../shared/domain/audit.ts'
import type { Catalogue } from '../../../shared/domain/catalog/offer.ts'
import type { Agreement } from '../../../shared/domain/customers/agreement.ts'
import { agreementTemplates, confirmAgreement } from '../../../shared/domain/customers/agreement.ts'
import { createCustomer, NewCustomer } from '../../../shared/domain/customers/customer.ts'
import { CustomerId } from '../../../shared/domain/ids.ts'
import { type PlacedOrder, placeOrder } from '../../../shared/domain/orders/order-placement.ts'
import { partnership, providerUser, reseller, seedTime } from './parties.ts'

const digits = 7
const pad = (index: number): string => String(index).padStart(digits, '0')
const guid = (kind: string, index: number, part = 0): string =>
  `${kind}0000000-0000-4000-8${String(part).padStart(3, '0')}-${index.toString(16).padStart(12, '0')}`

export const customerIdOf = (index: number) => CustomerId.parse(guid('c', index))
export const companyNameOf = (index: number): string => `Company ${pad(index)} Ltd`
export const domainOf = (index: number): string => `company${pad(index)}.onmicrosoft.com`
export const agreementIdOf = (index: number): string => guid('a', index)
export const orderIdOf = (index: number): string => guid('0', index)
export const subscriptionIdOf = (index: number, line: number): string => guid('5', index, line).toUpperCase()
export const requestIdOf = (index: number): string => guid('7', index)

/** A customer beside the others, in no list of them, that has as many orders of one line as there are customers. */
export const largeCustomer = 9_900_000

/** One customer of ten belongs to the reseller; these have ordered two offers with the reseller on record. */
export const isOfReseller = (index: number): boolean => index % 10 === 0
export const orderLines = 2
/** Created and agreed, and some ordered. */
export const versionOf = (index: number): number => (isOfReseller(index) ? 3 : 2)
/** Customers were created a second apart, the last one at the time of seeding. */
export const timeOf = (index: number, version: number): Date => new Date(seedTime + index * 1_000 + version)

export const offers = {
  e1: '91FD106F-4B2C-4938-95AC-F54F74E9A239',
  e3: '796B6B5F-613C-4E24-A17C-EBA730D49C02',
  e5: 'A044B16A-1861-4308-8086-A3A3B506FAC2',
} as const

export function newCustomer(name: string, domain: string): Record<string, unknown> {
  return {
    companyProfile: { domain },
    billingProfile: {
      email: 'office@customer.example',
      culture: 'en-US',
      language: 'en',
      companyName: name,
      defaultAddress: {
        country: 'US',
        city: 'Bellevue',
        state: 'WA',
        addressLine1: '1 Harbour Street',
        postalCode: '98004',
        firstName: 'Nora',
        lastName: 'Lindgren',
        phoneNumber: '4255550101',
      },
    },
  }
}

export const primaryContact = {
  firstName: 'Nora',
  lastName: 'Lindgren',
  email: 'nora@customer.example',
  phoneNumber: '4255550101',
}

export function customerOf(index: number) {
  const { billingProfile } = newCustomer(companyNameOf(index), domainOf(index))
  const { defaultAddress, ...billing } = billingProfile as { readonly defaultAddress: object } // made above
  const wanted = NewCustomer.parse({
    ...billing,
    address: defaultAddress,
    domain: domainOf(index),
    ...(isOfReseller(index) && { associatedPartnerId: reseller.partnerId }),
  })
  const ids = { customerId: customerIdOf(index), billingProfileId: guid('b', index), partnership }
  return createCustomer(wanted, ids, timeOf(index, 1))
}

export function agreementOf(index: number) {
  const template = agreementTemplates.find(({ type }) => type === 'MicrosoftCustomerAgreement')
  const wanted = {
    primaryContact,
    templateId: template?.templateId ?? '',
    type: 'MicrosoftCustomerAgreement' as const,
    dateAgreed: timeOf(index, 2).toISOString(),
  }
  const ids = { agreementId: agreementIdOf(index), customerId: customerIdOf(index) }
  return confirmAgreement([], wanted, ids, providerUser, timeOf(index, 2))
}

export function orderOf(index: number, catalogue: Catalogue): PlacedOrder {
  const agreements: Agreement[] = [agreementOf(index).agreement]
  const lineItems = [offers.e1, offers.e3].map((offerId, lineItemNumber) => ({
    lineItemNumber,
    offerId,
    quantity: 5,
    partnerIdOnRecord: reseller.mpnId,
  }))
  const context = {
    customer: customerOf(index).customer,
    agreements,
    subscriptions: [],
    catalogue,
    resellers: new Map([[reseller.mpnId as string, partnership]]),
    orderId: orderIdOf(index),
    subscriptionIds: lineItems.map((_, line) => subscriptionIdOf(index, line)),
    agreementRequired: true,
  }
  return placeOrder({ billingCycle: 'monthly', lineItems }, context, providerUser, timeOf(index, 3))
}

/** What the command that made a version of a customer did. */
export function eventOf(index: number, version: number, catalogue: Catalogue): Event {
  if (version === 1) return customerOf(index).event
  return version === 2 ? agreementOf(index).event : orderOf(index, catalogue).event
}
