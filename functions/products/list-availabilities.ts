import { assortmentOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { ok } from '../../shared/command/answer.ts'
import { findSku } from '../../shared/domain/catalog/product.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import {
  AvailabilityListShape,
  availabilityToWire,
  ItemQuery,
  marketShelf,
  SkuKey,
} from '../../shared/wire/catalog/product.ts'
import { collection } from '../../shared/wire/collection.ts'

export const handler = endpoint(
  {
    name: 'list-availabilities',
    method: 'GET',
    route: 'v1/products/{productId}/skus/{skuId}/availabilities',
    summary: 'List in which terms and segments a sku of a market can be had',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    params: SkuKey,
    query: ItemQuery,
    answers: { 200: AvailabilityListShape },
    faults: ['productNotFound', 'skuNotFound'],
  },
  async ({ params, query, request }) => {
    const shelf = marketShelf(query.country)
    const assortment = await assortmentOf(query.country, query.targetSegment)
    const onSale = findSku(assortment, params.productId, params.skuId)

    return ok(
      collection(
        onSale.availabilities.map((one) => availabilityToWire(one, onSale, shelf)),
        selfOf(request.url),
      ),
    )
  },
)
