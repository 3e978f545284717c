import * as z from 'zod'
import { offerOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { CountryQuery, OfferId, OfferShape, offerToWire } from '../../shared/wire/catalog/offer.ts'

export const handler = endpoint(
  {
    name: 'get-offer',
    method: 'GET',
    route: 'v1/offers/{offerId}',
    summary: 'Get one offer of a market',
    partnerCenter: { differs: 'Offers are those the operator has loaded' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    params: z.object({ offerId: OfferId }),
    query: CountryQuery,
    answers: { 200: OfferShape },
    faults: ['offerNotFound', 'offerIsProduct'],
  },
  async ({ params, query }) => ok(offerToWire(await offerOf(query.country, params.offerId))),
)
