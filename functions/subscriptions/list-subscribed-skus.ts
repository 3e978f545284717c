import { catalogueOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { licenceSkuIdOf } from '../../shared/aggregates/catalog/licence-skus.ts'
import { readCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { subscribedSkusOf } from '../../shared/domain/subscriptions/subscribed-sku.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import {
  SubscribedSkuListShape,
  SubscribedSkusQuery,
  subscribedSkusToWire,
} from '../../shared/wire/subscriptions/subscribed-sku.ts'

export const handler = endpoint(
  {
    name: 'list-subscribed-skus',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscribedskus',
    summary: 'List how many licences of each product a customer has',
    partnerCenter: {
      differs:
        'Licences are not assigned to users here, so none is consumed; no service plans; skuPartNumber of a licence offer follows from its name',
    },
    roles: anyRole,
    userOnly: true,
    query: SubscribedSkusQuery,
    answers: { 200: SubscribedSkuListShape },
    faults: ['customerNotFound'],
  },
  async ({ caller, params, query }) => {
    const { customer, subscriptions } = await readCustomer(caller, params.customerId, ['subscriptions'])
    const catalogue = await catalogueOf(customer.address.country)

    return ok(subscribedSkusToWire(subscribedSkusOf(subscriptions, catalogue), licenceSkuIdOf, query))
  },
)
