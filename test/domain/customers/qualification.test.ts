import { expect, test } from 'vitest'
import { Offer } from '../../../shared/domain/catalog/offer.ts'
import { isEligible, type QualificationName } from '../../../shared/domain/customers/qualification.ts'

const offerFor = (...reselleeQualifications: string[]): Offer =>
  Offer.parse({
    id: 'X',
    name: 'X',
    minimumQuantity: 1,
    maximumQuantity: 1,
    country: 'US',
    category: { id: 'C', name: 'C', rank: 1, locale: 'en-US', country: 'US' },
    isAddOn: false,
    isAvailableForPurchase: true,
    billing: 'license',
    supportedBillingCycles: ['annual'],
    isTrial: false,
    product: { id: 'P', name: 'P', unit: 'Licenses' },
    reselleeQualifications,
  })
const customerWith = (...names: QualificationName[]) => ({
  qualifications: names.map((name) => ({ name, grantedAt: '2026-01-01T00:00:00.000Z' })),
})

test.each<readonly [string[], QualificationName[], boolean]>([
  [[], [], true],
  [['None'], [], true],
  [['Nonprofit'], [], false],
  [['Nonprofit'], ['education'], false],
  [['NonProfit'], ['nonprofit'], true],
  [['Education', 'StateOwnedEntity'], ['state_owned_entity'], true],
  [['GovernmentCommunityCloud'], ['nonprofit', 'government_community_cloud'], true],
])('an offer for %j and a customer with %j: %s', (demanded, granted, expected) => {
  expect(isEligible(offerFor(...demanded), customerWith(...granted))).toBe(expected)
  if (granted.length === 0) expect(isEligible(offerFor(...demanded), {})).toBe(expected)
})
