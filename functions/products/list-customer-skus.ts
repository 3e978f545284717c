import { customerAssortmentOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { skusOf } from '../../shared/domain/catalog/product.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import {
  CustomerItemQuery,
  customerShelf,
  ProductKey,
  SkuListShape,
  skuToWire,
} from '../../shared/wire/catalog/product.ts'
import { collection } from '../../shared/wire/collection.ts'

export const handler = endpoint(
  {
    name: 'list-customer-skus',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/products/{productId}/skus',
    summary: 'List the skus of a product that a customer can have',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    params: ProductKey,
    query: CustomerItemQuery,
    answers: { 200: SkuListShape },
    faults: ['customerNotFound', 'productNotFound'],
  },
  async ({ caller, params, query, request }) => {
    const shelf = customerShelf(params.customerId)
    const assortment = await customerAssortmentOf(await readProfile(caller, params.customerId), query.targetSegment)

    return ok(
      collection(
        skusOf(assortment, params.productId).map((sku) => skuToWire(sku, shelf)),
        selfOf(request.url),
      ),
    )
  },
)
