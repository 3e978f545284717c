import { type Catalogue, type Offer, offerKey } from '../catalog/offer.ts'
import { isItemId, partsOf } from '../catalog/product.ts'
import type { Subscription } from './subscription.ts'

/** The licences a customer has of a product, over all its subscriptions. */
export interface SubscribedSku {
  readonly productId: string
  readonly name: string
  readonly activeUnits: number
  readonly suspendedUnits: number
}

/** What the licences of a customer amount to, by product. What is paid by use has none. */
export function subscribedSkusOf(
  subscriptions: readonly Subscription[],
  catalogue: Catalogue,
): readonly SubscribedSku[] {
  const licensed = subscriptions.filter(({ billingType, status }) => billingType !== 'usage' && status !== 'deleted')
  const byProduct = Map.groupBy(licensed, (one) => productOf(one, catalogue).id)
  return [...byProduct].map(([productId, all]) => ({
    productId,
    name: all[0] ? productOf(all[0], catalogue).name : '',
    activeUnits: unitsOf(all, 'active'),
    suspendedUnits: unitsOf(all, 'suspended'),
  }))
}

function unitsOf(subscriptions: readonly Subscription[], status: Subscription['status']): number {
  return subscriptions.filter((one) => one.status === status).reduce((sum, { quantity }) => sum + quantity, 0)
}

/** The product a subscription is of. What is sold no more is known by its own name. */
export function productOf(
  { offerId, offerName }: Subscription,
  catalogue: Catalogue,
): Pick<Offer['product'], 'id' | 'name'> {
  return catalogue.get(offerKey(offerId))?.product ?? { id: productIdOf(offerId), name: offerName }
}

// Every availability of a sku is of the same licences.
function productIdOf(offerId: string): string {
  const { productId, skuId } = partsOf(offerId)
  return isItemId(offerId) && skuId ? `${productId}:${skuId}` : offerId
}
