import { customerAssortmentOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { skusOf } from '../../shared/domain/catalog/product.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import {
  CustomerItemQuery,
  customerShelf,
  ProductKey,
  ProductShape,
  productToWire,
} from '../../shared/wire/catalog/product.ts'

export const handler = endpoint(
  {
    name: 'get-customer-product',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/products/{productId}',
    summary: 'Get one product that a customer can have',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    params: ProductKey,
    query: CustomerItemQuery,
    answers: { 200: ProductShape },
    faults: ['customerNotFound', 'productNotFound'],
  },
  async ({ caller, params, query }) => {
    const shelf = customerShelf(params.customerId)
    const assortment = await customerAssortmentOf(await readProfile(caller, params.customerId), query.targetSegment)

    return ok(productToWire(skusOf(assortment, params.productId)[0].product, shelf))
  },
)
