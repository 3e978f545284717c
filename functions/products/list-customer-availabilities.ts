import { customerAssortmentOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { findSku } from '../../shared/domain/catalog/product.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import {
  AvailabilityListShape,
  availabilityToWire,
  CustomerItemQuery,
  customerShelf,
  SkuKey,
} from '../../shared/wire/catalog/product.ts'
import { collection } from '../../shared/wire/collection.ts'

export const handler = endpoint(
  {
    name: 'list-customer-availabilities',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/products/{productId}/skus/{skuId}/availabilities',
    summary: 'List in which terms a customer can have a sku',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    params: SkuKey,
    query: CustomerItemQuery,
    answers: { 200: AvailabilityListShape },
    faults: ['customerNotFound', 'productNotFound', 'skuNotFound'],
  },
  async ({ caller, params, query, request }) => {
    const shelf = customerShelf(params.customerId)
    const assortment = await customerAssortmentOf(await readProfile(caller, params.customerId), query.targetSegment)
    const onSale = findSku(assortment, params.productId, params.skuId)

    return ok(
      collection(
        onSale.availabilities.map((one) => availabilityToWire(one, onSale, shelf)),
        selfOf(request.url),
      ),
    )
  },
)
