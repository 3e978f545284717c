import { assortmentOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { ok } from '../../shared/command/answer.ts'
import { findSku } from '../../shared/domain/catalog/product.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { ItemQuery, marketShelf, SkuKey, SkuShape, skuToWire } from '../../shared/wire/catalog/product.ts'

export const handler = endpoint(
  {
    name: 'get-sku',
    method: 'GET',
    route: 'v1/products/{productId}/skus/{skuId}',
    summary: 'Get one sku of a product of a market',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    params: SkuKey,
    query: ItemQuery,
    answers: { 200: SkuShape },
    faults: ['productNotFound', 'skuNotFound'],
  },
  async ({ params, query }) => {
    const shelf = marketShelf(query.country)
    const assortment = await assortmentOf(query.country, query.targetSegment)

    return ok(skuToWire(findSku(assortment, params.productId, params.skuId), shelf))
  },
)
