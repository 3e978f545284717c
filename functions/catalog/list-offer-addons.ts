import * as z from 'zod'
import { ok } from '../../shared/azure/answer.ts'
import { offerOf, offersOf } from '../../shared/azure/catalogue.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { selfOf } from '../../shared/azure/request.ts'
import { addOnsOf } from '../../shared/domain/offer.ts'
import { cut, OfferId, OffersQuery, offersToWire } from '../../shared/wire/offer.ts'
import { OfferList } from '../../shared/wire/shapes/offer.ts'

export const handler = endpoint(
  {
    name: 'list-offer-addons',
    method: 'GET',
    route: 'v1/offers/{offerId}/addons',
    summary: 'List the add-ons of an offer',
    partnerCenter: { differs: 'Offers are those the operator has loaded' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    params: z.object({ offerId: OfferId }),
    query: OffersQuery,
    answers: { 200: OfferList },
    faults: ['offerNotFound', 'offerIsProduct'],
  },
  async ({ params, query, request }) => {
    const offer = await offerOf(query.country, params.offerId)
    const addOns = addOnsOf(await offersOf(query.country), offer)

    return ok(offersToWire(cut(addOns, query), selfOf(request.url)))
  },
)
