import { customerAssortmentOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { findSku } from '../../shared/domain/catalog/product.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { CustomerItemQuery, customerShelf, SkuKey, SkuShape, skuToWire } from '../../shared/wire/catalog/product.ts'

export const handler = endpoint(
  {
    name: 'get-customer-sku',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/products/{productId}/skus/{skuId}',
    summary: 'Get one sku of a product that a customer can have',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    params: SkuKey,
    query: CustomerItemQuery,
    answers: { 200: SkuShape },
    faults: ['customerNotFound', 'productNotFound', 'skuNotFound'],
  },
  async ({ caller, params, query }) => {
    const shelf = customerShelf(params.customerId)
    const assortment = await customerAssortmentOf(await readProfile(caller, params.customerId), query.targetSegment)

    return ok(skuToWire(findSku(assortment, params.productId, params.skuId), shelf))
  },
)
