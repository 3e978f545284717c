import { type Catalogue, Offer, offerKey } from '../../shared/domain/catalog/offer.ts'
import { itemsOf, type SkuOnSale } from '../../shared/domain/catalog/product.ts'
import { confirmAgreement } from '../../shared/domain/customers/agreement.ts'
import { type Customer, createCustomer } from '../../shared/domain/customers/customer.ts'
import { CustomerId, InvitationId } from '../../shared/domain/ids.ts'
import type { OrderContext } from '../../shared/domain/orders/order.ts'
import type { Partnership } from '../../shared/domain/partnerships/partnership.ts'
import { Subscription } from '../../shared/domain/subscriptions/subscription.ts'
import { callerOf, now, provider, reseller } from './people.ts'

const dayMs = 86_400_000

/** So many days after now, and some milliseconds more or less. */
export const days = (count: number, ms = 0): Date => new Date(now.getTime() + count * dayMs + ms)

export const customerId = CustomerId.parse('eeeeeeee-0000-4000-8000-000000000005')

export const address = {
  country: 'US',
  city: 'Redmond',
  state: 'WA',
  addressLine1: '1 Sample Way',
  postalCode: '98052',
  firstName: 'Ada',
  lastName: 'Tum',
}

export const { customer } = createCustomer(
  {
    domain: 'adatum.onmicrosoft.com',
    email: 'ada@adatum.example',
    culture: 'en-US',
    language: 'en',
    companyName: 'Adatum Pilot',
    address,
  },
  { customerId, billingProfileId: 'b1', partnership: undefined },
  now,
)

/** The customer, in another country. */
export const inCountry = (country: string): Customer => ({ ...customer, address: { ...address, country } })

export const { agreement } = confirmAgreement(
  [],
  {
    primaryContact: { firstName: 'Ada', lastName: 'Tum', email: 'ada@adatum.example' },
    templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
    dateAgreed: '2026-01-01T00:00:00.000Z',
    type: 'MicrosoftCustomerAgreement',
  },
  { agreementId: 'a1', customerId },
  callerOf(provider),
  now,
)

export const partnership: Partnership = {
  providerId: provider.partnerId,
  resellerId: reseller.partnerId,
  resellerName: reseller.name,
  mpnId: reseller.mpnId,
  country: 'US',
  state: 'active',
  since: now.toISOString(),
  requestId: InvitationId.parse('ffffffff-0000-4000-8000-000000000006'),
}

/** A licence offer of 1 to 300 seats for a year. */
export function offer(id: string, change: Partial<Offer> = {}): Offer {
  return Offer.parse({
    id,
    name: `Offer ${id}`,
    minimumQuantity: 1,
    maximumQuantity: 300,
    country: 'US',
    category: { id: 'Enterprise_Key', name: 'Enterprise', rank: 20, locale: 'en-US', country: 'US' },
    isAddOn: false,
    isAvailableForPurchase: true,
    billing: 'license',
    supportedBillingCycles: ['annual', 'monthly'],
    isTrial: false,
    product: { id: 'P1', name: 'Product', unit: 'Licenses' },
    ...change,
  })
}

/** A sku of newer commerce: 1 to 300 seats, by the month or the year, seven days to give them back. */
export function skuOnSale(
  [productId, skuId]: readonly [string, string],
  sku: Partial<SkuOnSale['sku']> = {},
  availability: Partial<SkuOnSale['availabilities'][number]> = {},
  productType = { id: 'OnlineServicesNCE', displayName: 'OnlineServicesNCE' },
): SkuOnSale {
  return {
    product: { id: productId, title: `Product ${productId}`, description: '', productType },
    sku: {
      id: skuId,
      productId,
      title: `Sku ${productId}:${skuId}`,
      description: '',
      minimumQuantity: 1,
      maximumQuantity: 300,
      isTrial: false,
      supportedBillingCycles: ['monthly', 'annual'],
      purchasePrerequisites: [],
      inventoryVariables: [],
      provisioningVariables: [],
      dynamicAttributes: {},
      transitionTargets: [],
      ...sku,
    },
    availabilities: [
      {
        id: 'AVAILABLE001',
        productId,
        skuId,
        catalogItemId: `${productId}:${skuId}:AVAILABLE001`,
        defaultCurrency: { code: 'USD', symbol: '$' },
        segment: 'commercial',
        country: 'US',
        isPurchasable: true,
        isRenewable: true,
        terms: [
          { duration: 'P1M', billingCycle: 'monthly', description: '', refundDays: 7 },
          { duration: 'P1Y', billingCycle: 'annual', description: '', refundDays: 7 },
        ],
        ...availability,
      },
    ],
  }
}

/** The same sku as orders see it. */
export function item(...sku: Parameters<typeof skuOnSale>): Offer {
  const [only] = itemsOf([skuOnSale(...sku)]).values()
  if (!only) throw new Error('The sku has no availability.')
  return only
}

export const catalogueOf = (...offers: readonly Offer[]): Catalogue =>
  new Map(offers.map((one) => [offerKey(one.id), one]))

/** Five licences of the offer BASE, bought now for a year. */
export function subscription(change: Partial<Subscription> = {}): Subscription {
  return {
    ...Subscription.parse({
      subscriptionId: 'BASE-1',
      customerId,
      orderId: 'order-1',
      offerId: 'BASE',
      offerName: 'Offer BASE',
      friendlyName: 'HQ seats',
      quantity: 5,
      unitType: 'Licenses',
      hasPurchasableAddons: true,
      creationDate: now.toISOString(),
      effectiveStartDate: '2026-03-10T00:00:00.000Z',
      commitmentEndDate: '2027-03-10T00:00:00.000Z',
      status: 'active',
      autoRenewEnabled: true,
      isTrial: false,
      billingType: 'license',
      billingCycle: 'monthly',
      actions: [],
      country: 'US',
      version: 3,
    }),
    ...change,
  }
}

/** What an order of a customer with a confirmed agreement is decided on. */
export const context: OrderContext = {
  customer,
  agreements: [agreement],
  subscriptions: [],
  catalogue: catalogueOf(offer('BASE'), offer('ADDON', { isAddOn: true, prerequisiteOffers: ['BASE'] })),
  resellers: new Map([[reseller.mpnId, partnership]]),
  orderId: 'f00dbabe-0000-4000-8000-00000000000a',
  subscriptionIds: Array.from({ length: 45 }, (_, index) => `NEW-${index}`),
  agreementRequired: true,
}
