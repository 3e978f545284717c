import { customerCatalogueOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import { OfferListShape, offersIn, offersToWire } from '../../shared/wire/catalog/offer.ts'
import { CustomerOffersQuery } from '../../shared/wire/customers/customer-details.ts'

export const handler = endpoint(
  {
    name: 'list-customer-offers',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/offers',
    summary: 'List the offers of the market of a customer that its qualifications allow',
    partnerCenter: { differs: 'Offers are those the operator has loaded' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    query: CustomerOffersQuery,
    answers: { 200: OfferListShape },
    faults: ['customerNotFound'],
  },
  async ({ caller, params, query, request }) => {
    const catalogue = await customerCatalogueOf(await readProfile(caller, params.customerId))

    return ok(offersToWire(offersIn(catalogue, query), query, selfOf(request.url)))
  },
)
