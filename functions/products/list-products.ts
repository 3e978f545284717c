import { assortmentOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { ok } from '../../shared/command/answer.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import { collection } from '../../shared/wire/collection.ts'
import { marketShelf, ProductsQuery, productsToWire } from '../../shared/wire/product.ts'
import { ProductList } from '../../shared/wire/shapes/product.ts'

export const handler = endpoint(
  {
    name: 'list-products',
    method: 'GET',
    route: 'v1/products',
    summary: 'List the products of a market in a view of the catalogue',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    query: ProductsQuery,
    answers: { 200: ProductList },
    faults: [],
  },
  async ({ query, request }) => {
    const shelf = marketShelf(query.country)
    const assortment = await assortmentOf(query.country, query.targetSegment)

    return ok(collection(productsToWire(assortment, query.targetView, shelf), selfOf(request.url)))
  },
)
