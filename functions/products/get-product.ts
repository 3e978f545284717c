import { assortmentOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { ok } from '../../shared/command/answer.ts'
import { skusOf } from '../../shared/domain/catalog/product.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { ItemQuery, marketShelf, ProductKey, ProductShape, productToWire } from '../../shared/wire/catalog/product.ts'

export const handler = endpoint(
  {
    name: 'get-product',
    method: 'GET',
    route: 'v1/products/{productId}',
    summary: 'Get one product of a market',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    params: ProductKey,
    query: ItemQuery,
    answers: { 200: ProductShape },
    faults: ['productNotFound'],
  },
  async ({ params, query }) => {
    const shelf = marketShelf(query.country)
    const assortment = await assortmentOf(query.country, query.targetSegment)

    return ok(productToWire(skusOf(assortment, params.productId)[0].product, shelf))
  },
)
