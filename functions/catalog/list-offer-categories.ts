import { offersOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { ok } from '../../shared/command/answer.ts'
import { categoriesOf } from '../../shared/domain/offer.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { collection } from '../../shared/wire/collection.ts'
import { CountryQuery, categoryToWire } from '../../shared/wire/offer.ts'
import { OfferCategoryList } from '../../shared/wire/shapes/offer.ts'

export const handler = endpoint(
  {
    name: 'list-offer-categories',
    method: 'GET',
    route: 'v1/offercategories',
    summary: 'List the categories of the offers of a market',
    partnerCenter: { differs: 'Offers are those the operator has loaded' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    query: CountryQuery,
    answers: { 200: OfferCategoryList },
    faults: [],
  },
  async ({ query }) => ok(collection(categoriesOf(await offersOf(query.country)).map(categoryToWire))),
)
