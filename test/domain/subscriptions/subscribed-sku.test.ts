import { expect, test } from 'vitest'
import { type SubscribedSku, subscribedSkusOf } from '../../../shared/domain/subscriptions/subscribed-sku.ts'
import type { Subscription } from '../../../shared/domain/subscriptions/subscription.ts'
import { catalogueOf, offer, subscription } from '../sales.ts'

const catalogue = catalogueOf(
  offer('BASE'),
  offer('SAME'),
  offer('OTHER', { product: { id: 'P2', name: 'Another product', unit: 'Licenses' } }),
)
const product = { productId: 'P1', name: 'Product' }

test.for<readonly [string, readonly Partial<Subscription>[], readonly SubscribedSku[]]>([
  ['nothing where there is no subscription', [], []],
  ['those of one subscription', [{}], [{ ...product, activeUnits: 5, suspendedUnits: 0 }]],
  [
    'those of all offers of the product',
    [{}, { offerId: 'same', quantity: 2 }],
    [{ ...product, activeUnits: 7, suspendedUnits: 0 }],
  ],
  [
    'those of each product apart',
    [{}, { offerId: 'OTHER' }],
    [
      { ...product, activeUnits: 5, suspendedUnits: 0 },
      { productId: 'P2', name: 'Another product', activeUnits: 5, suspendedUnits: 0 },
    ],
  ],
  [
    'suspended ones beside active ones',
    [{}, { status: 'suspended', quantity: 3 }],
    [{ ...product, activeUnits: 5, suspendedUnits: 3 }],
  ],
  ['none that are deleted', [{ status: 'deleted' }], []],
  ['none of what is paid by use', [{ billingType: 'usage' }], []],
  [
    'those of what is sold no more, by its own name',
    [{ offerId: 'GONE', offerName: 'Sold before' }],
    [{ productId: 'GONE', name: 'Sold before', activeUnits: 5, suspendedUnits: 0 }],
  ],
  [
    'those of a sku of newer commerce that is sold no more, however it was to be had',
    [
      { offerId: 'CFQ7TTC00000:0001:AVAIL0000001', offerName: 'Sold before' },
      { offerId: 'CFQ7TTC00000:0001:AVAIL0000002', offerName: 'Sold before' },
    ],
    [{ productId: 'CFQ7TTC00000:0001', name: 'Sold before', activeUnits: 10, suspendedUnits: 0 }],
  ],
])('the licences of a customer are %s', ([, owned, expected]) => {
  expect(subscribedSkusOf(owned.map(subscription), catalogue)).toEqual(expected)
})
