import { customerCatalogueOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { categoriesOf } from '../../shared/domain/catalog/offer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { categoryToWire, OfferCategoryListShape } from '../../shared/wire/catalog/offer.ts'
import { collection } from '../../shared/wire/collection.ts'

export const handler = endpoint(
  {
    name: 'list-customer-offer-categories',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/offercategories',
    summary: 'List the categories of the offers a customer can have',
    partnerCenter: { differs: 'Offers are those the operator has loaded' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    answers: { 200: OfferCategoryListShape },
    faults: ['customerNotFound'],
  },
  async ({ caller, params }) => {
    const catalogue = await customerCatalogueOf(await readProfile(caller, params.customerId))

    return ok(collection(categoriesOf(catalogue).map(categoryToWire)))
  },
)
