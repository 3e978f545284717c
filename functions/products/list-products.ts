import { assortmentOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import { marketShelf, ProductListShape, ProductsQuery, productsToWire } from '../../shared/wire/catalog/product.ts'
import { collection } from '../../shared/wire/collection.ts'

export const handler = endpoint(
  {
    name: 'list-products',
    method: 'GET',
    route: 'v1/products',
    summary: 'List the products of a market in a view of the catalogue',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    query: ProductsQuery,
    answers: { 200: ProductListShape },
    faults: [],
  },
  async ({ query, request }) => {
    const shelf = marketShelf(query.country)
    const assortment = await assortmentOf(query.country, query.targetSegment)

    return ok(collection(productsToWire(assortment, query.targetView, shelf), selfOf(request.url)))
  },
)
