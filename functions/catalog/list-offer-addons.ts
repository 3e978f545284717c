import * as z from 'zod'
import { offerOf, offersOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { ok } from '../../shared/command/answer.ts'
import { addOnOffersOf } from '../../shared/domain/catalog/offer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import { OfferId, OfferListShape, OffersQuery, offersToWire } from '../../shared/wire/catalog/offer.ts'

export const handler = endpoint(
  {
    name: 'list-offer-addons',
    method: 'GET',
    route: 'v1/offers/{offerId}/addons',
    summary: 'List the add-ons of an offer',
    partnerCenter: { differs: 'Offers are those the operator has loaded' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    params: z.object({ offerId: OfferId }),
    query: OffersQuery,
    answers: { 200: OfferListShape },
    faults: ['offerNotFound', 'offerIsProduct'],
  },
  async ({ params, query, request }) => {
    const offer = await offerOf(query.country, params.offerId)
    const addOns = addOnOffersOf(await offersOf(query.country), offer)

    return ok(offersToWire(addOns, query, selfOf(request.url)))
  },
)
