import { keys } from '../../../shared/command/tables.ts'
import { tokenOf } from '../../../shared/lists/cursor.ts'
import {
  companyNameOf,
  customerIdOf,
  domainOf,
  largeCustomer,
  orderIdOf,
  requestIdOf,
  subscriptionIdOf,
} from '../seed/customer.ts'
import { provider, reseller } from '../seed/parties.ts'
import type { ApiRequest, Operation, Run } from './operation.ts'

const size = 50

/** A customer in the middle that belongs to the reseller, and its order number in the list. */
const middleOf = ({ customers }: Run): number => Math.floor(customers / 20) * 10

const get = (path: string, more: Partial<ApiRequest> = {}): ApiRequest => ({ method: 'GET', path, ...more })

function ofCustomer(resource: string): (run: Run) => ApiRequest {
  return (run) => {
    const customerId = customerIdOf(middleOf(run))
    return get(`/v1/customers/${customerId}${resource}`, { params: { customerId }, ids: [customerId] })
  }
}

function filtered(field: string, operator: string, valueIn: (run: Run) => string): (run: Run) => ApiRequest {
  return (run) => {
    const filter = JSON.stringify({ Field: field, Value: valueIn(run), Operator: operator })
    return get(`/v1/customers?size=${size}&filter=${encodeURIComponent(filter)}`)
  }
}

function deepPage(run: Run): ApiRequest {
  const index = middleOf(run)
  const key = keys.customerByName(companyNameOf(index), customerIdOf(index)).slice(keys.customersNamed('').length)
  const place = `${key}\n${provider.partnerId}`
  const token = tokenOf(`customers ${provider.partnerId}`, { size, asked: {}, first: place, last: place })
  return get(`/v1/customers?size=${size}&seekOperation=Next`, { headers: { 'ms-continuationtoken': token } })
}

// A hundred names have all but their last two digits in common, whatever the number of customers.
const namePrefix = (run: Run): string => companyNameOf(Math.floor(middleOf(run) / 100) * 100).slice(0, -6)
const domainPrefix = (run: Run): string =>
  domainOf(Math.floor(middleOf(run) / 100) * 100)
    .split('.')[0]
    ?.slice(0, -2) ?? ''

const read = (name: string, step: string, request: Operation['request'], more: Partial<Operation> = {}): Operation => ({
  name,
  kind: 'read',
  step,
  person: 'adam',
  request,
  status: 200,
  trips: 1,
  ...more,
})

// A reseller's first trip asks who its providers are.
const resellers = { person: 'tess', trips: 2 } as const

const listCustomers = 'list-customers'

export const lists: readonly Operation[] = [
  read('customers, first page', listCustomers, () => get(`/v1/customers?size=${size}`)),
  read('customers, deep page', listCustomers, deepPage),
  read('customers, name starts with', listCustomers, filtered('CompanyName', 'starts_with', namePrefix)),
  read(
    'customers, name equals',
    listCustomers,
    filtered('CompanyName', 'equals', (run) => companyNameOf(middleOf(run))),
  ),
  read('customers, domain starts with', listCustomers, filtered('Domain', 'starts_with', domainPrefix)),
  read(
    'customers, of a reseller',
    listCustomers,
    filtered('IndirectReseller', 'starts_with', () => reseller.partnerId),
  ),
  read("customers, reseller's own", listCustomers, () => get(`/v1/customers?size=${size}`), resellers),
]

export const getCustomer = read('customer', 'get-customer', ofCustomer(''))

export const reads: readonly Operation[] = [
  ...lists,
  getCustomer,
  read("customer, reseller's own", 'get-customer', ofCustomer(''), resellers),
  read('agreements of a customer', 'list-customer-agreements', ofCustomer('/agreements?agreementType=*')),
  read('orders of a customer', 'list-orders', ofCustomer('/orders')),
  read('subscriptions of a customer', 'list-subscriptions', ofCustomer('/subscriptions')),
  read('subscription', 'get-subscription', (run) => {
    const [customerId, subscriptionId] = [customerIdOf(middleOf(run)), subscriptionIdOf(middleOf(run), 0)]
    const path = `/v1/customers/${customerId}/subscriptions/${subscriptionId}`
    return get(path, { params: { customerId, subscriptionId } })
  }),
  read('order of a large customer', 'get-order', (run) => {
    const [customerId, orderId] = [customerIdOf(largeCustomer), orderIdOf(middleOf(run))]
    return get(`/v1/customers/${customerId}/orders/${orderId}`, { params: { customerId, orderId } })
  }),
  read('subscription of a large customer', 'get-subscription', (run) => {
    const [customerId, subscriptionId] = [customerIdOf(largeCustomer), subscriptionIdOf(middleOf(run), 0)]
    const path = `/v1/customers/${customerId}/subscriptions/${subscriptionId}`
    return get(path, { params: { customerId, subscriptionId } })
  }),
  read('audit, first page', 'list-audit-records', () =>
    get(`/v1/auditrecords?size=${size}&startDate=2025-12-31&endDate=2026-03-01`),
  ),
  read('audit, of a customer', 'list-audit-records', (run) => {
    const filter = JSON.stringify({ Field: 'CustomerId', Value: customerIdOf(middleOf(run)), Operator: 'equals' })
    const span = 'startDate=2025-12-31&endDate=2026-03-01'
    return get(`/v1/auditrecords?size=${size}&${span}&filter=${encodeURIComponent(filter)}`)
  }),
  read('relationships', 'list-relationships', () =>
    get('/v1/relationships?relationship_type=is_indirect_cloud_solution_provider_of'),
  ),
  read('partnership requests', 'list-partnership-requests', () => get(`/v1/partnershiprequests?size=${size}`)),
  read('partnership request', 'get-partnership-request', () => {
    const requestId = requestIdOf(0)
    return get(`/v1/partnershiprequests/${requestId}`, { params: { requestId } })
  }),
  read('own partner account', 'get-own-partner', () => get('/v1/partners/me'), { person: 'tess' }),
  read('offers', 'list-offers', () => get('/v1/offers?country=US')),
]
