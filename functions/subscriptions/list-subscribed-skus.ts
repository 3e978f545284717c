import * as z from 'zod'
import { catalogueOf } from '../../shared/aggregates/catalog/catalogue.ts'
import { readCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { CustomerId } from '../../shared/domain/ids.ts'
import { subscribedSkusOf } from '../../shared/domain/subscribed-sku.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { SubscribedSkuList } from '../../shared/wire/shapes/entitlement.ts'
import { SubscribedSkusQuery, subscribedSkusToWire } from '../../shared/wire/subscribed-sku.ts'

export const handler = endpoint(
  {
    name: 'list-subscribed-skus',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscribedskus',
    summary: 'List how many licences of each product a customer has',
    partnerCenter: { differs: 'Licences are not assigned to users here, so none is consumed; no service plans' },
    userOnly: true,
    params: z.object({ customerId: CustomerId }),
    query: SubscribedSkusQuery,
    answers: { 200: SubscribedSkuList },
    faults: ['customerNotFound'],
  },
  async ({ caller, params, query }) => {
    const { customer, subscriptions } = await readCustomer(caller, params.customerId, ['subscriptions'])
    const catalogue = await catalogueOf(customer.address.country)

    return ok(subscribedSkusToWire(subscribedSkusOf(subscriptions, catalogue), query))
  },
)
