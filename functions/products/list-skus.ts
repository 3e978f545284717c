import { assortmentOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { ok } from '../../shared/command/answer.ts'
import { skusOf } from '../../shared/domain/catalog/product.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import { ItemQuery, marketShelf, ProductKey, SkuListShape, skuToWire } from '../../shared/wire/catalog/product.ts'
import { collection } from '../../shared/wire/collection.ts'

export const handler = endpoint(
  {
    name: 'list-skus',
    method: 'GET',
    route: 'v1/products/{productId}/skus',
    summary: 'List the skus of a product of a market',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    params: ProductKey,
    query: ItemQuery,
    answers: { 200: SkuListShape },
    faults: ['productNotFound'],
  },
  async ({ params, query, request }) => {
    const shelf = marketShelf(query.country)
    const assortment = await assortmentOf(query.country, query.targetSegment)

    return ok(
      collection(
        skusOf(assortment, params.productId).map((sku) => skuToWire(sku, shelf)),
        selfOf(request.url),
      ),
    )
  },
)
