import { guidOf } from '../../command/made-ids.ts'
import { Guid } from '../../domain/ids.ts'
import { productOf } from '../../domain/subscriptions/subscribed-sku.ts'
import type { Subscription } from '../../domain/subscriptions/subscription.ts'
import { catalogueOf } from './catalogue.ts'

/**
 * The GUID by which a directory knows the licences of a product, which the SDKs cannot read a status without. Licence offers have
 * one; what newer commerce calls its products is none, so the same ids make the same one every time.
 */
export function licenceSkuIdOf(productId: string): string {
  return Guid.safeParse(productId).success ? productId : guidOf('licence sku', productId.toUpperCase()).toUpperCase()
}

/** As licenceSkuIdOf, for what a subscription is of. */
export async function licenceSkuIdOfSubscription(subscription: Subscription): Promise<string> {
  return licenceSkuIdOf(productOf(subscription, await catalogueOf(subscription.country)).id)
}
