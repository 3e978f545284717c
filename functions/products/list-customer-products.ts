import { customerAssortmentOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import {
  CustomerProductsQuery,
  customerShelf,
  ProductListShape,
  productsToWire,
} from '../../shared/wire/catalog/product.ts'
import { collection } from '../../shared/wire/collection.ts'

export const handler = endpoint(
  {
    name: 'list-customer-products',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/products',
    summary: 'List the products that a customer can have in a view of the catalogue',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    query: CustomerProductsQuery,
    answers: { 200: ProductListShape },
    faults: ['customerNotFound'],
  },
  async ({ caller, params, query, request }) => {
    const shelf = customerShelf(params.customerId)
    const assortment = await customerAssortmentOf(await readProfile(caller, params.customerId), query.targetSegment)

    return ok(collection(productsToWire(assortment, query.targetView, shelf), selfOf(request.url)))
  },
)
