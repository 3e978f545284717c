import { offersOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { ok } from '../../shared/command/answer.ts'
import { categoriesOf } from '../../shared/domain/catalog/offer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { CountryQuery, categoryToWire, OfferCategoryListShape } from '../../shared/wire/catalog/offer.ts'
import { collection } from '../../shared/wire/collection.ts'

export const handler = endpoint(
  {
    name: 'list-offer-categories',
    method: 'GET',
    route: 'v1/offercategories',
    summary: 'List the categories of the offers of a market',
    partnerCenter: { differs: 'Offers are those the operator has loaded' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    query: CountryQuery,
    answers: { 200: OfferCategoryListShape },
    faults: [],
  },
  async ({ query }) => ok(collection(categoriesOf(await offersOf(query.country)).map(categoryToWire))),
)
