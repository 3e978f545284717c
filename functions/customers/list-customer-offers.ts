import * as z from 'zod'
import { customerCatalogueOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { CustomerId } from '../../shared/domain/ids.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import { CustomerOffersQuery } from '../../shared/wire/customer-details.ts'
import { offersIn, offersToWire } from '../../shared/wire/offer.ts'
import { OfferList } from '../../shared/wire/shapes/offer.ts'

export const handler = endpoint(
  {
    name: 'list-customer-offers',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/offers',
    summary: 'List the offers of the market of a customer that its qualifications allow',
    partnerCenter: { differs: 'Offers are those the operator has loaded' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    params: z.object({ customerId: CustomerId }),
    query: CustomerOffersQuery,
    answers: { 200: OfferList },
    faults: ['customerNotFound'],
  },
  async ({ caller, params, query, request }) => {
    const catalogue = await customerCatalogueOf(await readProfile(caller, params.customerId))

    return ok(offersToWire(offersIn(catalogue, query), selfOf(request.url)))
  },
)
