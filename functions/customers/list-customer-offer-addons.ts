import * as z from 'zod'
import { customerCatalogueOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { addOnOffersOf, offerIn } from '../../shared/domain/catalog/offer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import { OfferId, OfferListShape, offersToWire } from '../../shared/wire/catalog/offer.ts'
import { CustomerOffersQuery } from '../../shared/wire/customers/customer-details.ts'

export const handler = endpoint(
  {
    name: 'list-customer-offer-addons',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/offers/{offerId}/addons',
    summary: 'List the add-ons of an offer that the qualifications of a customer allow',
    partnerCenter: { differs: 'Offers are those the operator has loaded' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    params: z.object({ offerId: OfferId }),
    query: CustomerOffersQuery,
    answers: { 200: OfferListShape },
    faults: ['customerNotFound', 'offerNotFound'],
  },
  async ({ caller, params, query, request }) => {
    const customer = await readProfile(caller, params.customerId)
    const catalogue = await customerCatalogueOf(customer)
    const addOns = addOnOffersOf(catalogue, offerIn(catalogue, params.offerId, customer.address.country))

    return ok(offersToWire(addOns, query, selfOf(request.url)))
  },
)
