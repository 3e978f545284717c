import { offersOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import { OfferListShape, OffersQuery, offersIn, offersToWire } from '../../shared/wire/catalog/offer.ts'

export const handler = endpoint(
  {
    name: 'list-offers',
    method: 'GET',
    route: 'v1/offers',
    summary: 'List the offers of a market',
    partnerCenter: { differs: 'Offers are those the operator has loaded' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    query: OffersQuery,
    answers: { 200: OfferListShape },
    faults: [],
  },
  async ({ query, request }) => {
    const offers = offersIn(await offersOf(query.country), query)

    return ok(offersToWire(offers, query, selfOf(request.url)))
  },
)
