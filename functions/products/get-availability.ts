import { assortmentOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { ok } from '../../shared/command/answer.ts'
import { findAvailability, findSku } from '../../shared/domain/catalog/product.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import {
  AvailabilityKey,
  AvailabilityShape,
  availabilityToWire,
  ItemQuery,
  marketShelf,
} from '../../shared/wire/catalog/product.ts'

export const handler = endpoint(
  {
    name: 'get-availability',
    method: 'GET',
    route: 'v1/products/{productId}/skus/{skuId}/availabilities/{availabilityId}',
    summary: 'Get one availability of a sku of a market',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    params: AvailabilityKey,
    query: ItemQuery,
    answers: { 200: AvailabilityShape },
    faults: ['productNotFound', 'skuNotFound', 'availabilityNotFound'],
  },
  async ({ params, query }) => {
    const shelf = marketShelf(query.country)
    const assortment = await assortmentOf(query.country, query.targetSegment)
    const onSale = findSku(assortment, params.productId, params.skuId)

    return ok(availabilityToWire(findAvailability([onSale], params), onSale, shelf))
  },
)
