import { customerAssortmentOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { findAvailability, findSku } from '../../shared/domain/catalog/product.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import {
  AvailabilityKey,
  AvailabilityShape,
  availabilityToWire,
  CustomerItemQuery,
  customerShelf,
} from '../../shared/wire/catalog/product.ts'

export const handler = endpoint(
  {
    name: 'get-customer-availability',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/products/{productId}/skus/{skuId}/availabilities/{availabilityId}',
    summary: 'Get one availability of a sku that a customer can have',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    params: AvailabilityKey,
    query: CustomerItemQuery,
    answers: { 200: AvailabilityShape },
    faults: ['customerNotFound', 'productNotFound', 'skuNotFound', 'availabilityNotFound'],
  },
  async ({ caller, params, query }) => {
    const shelf = customerShelf(params.customerId)
    const assortment = await customerAssortmentOf(await readProfile(caller, params.customerId), query.targetSegment)
    const onSale = findSku(assortment, params.productId, params.skuId)

    return ok(availabilityToWire(findAvailability([onSale], params), onSale, shelf))
  },
)
