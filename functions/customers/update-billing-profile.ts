import { commitCustomer, openCustomer } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { updateBillingProfile } from '../../shared/domain/customers/customer-change.ts'
import { sellers } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { readEtags } from '../../shared/http/request.ts'
import {
  BillingProfileToPut,
  billingProfileToWire,
  billingVersionOf,
  CustomerBillingProfileShape,
} from '../../shared/wire/customers/customer-profile.ts'

export const handler = endpoint(
  {
    name: 'update-billing-profile',
    method: 'PUT',
    route: 'v1/customers/{customerId:guid}/profiles/billing',
    summary: 'Change the billing profile of a customer; its name in lists follows',
    partnerCenter: { differs: 'If-Match is optional; what is left out stays, and so does the country' },
    roles: sellers,
    body: BillingProfileToPut,
    answers: { 200: CustomerBillingProfileShape },
    faults: ['customerNotFound', 'etagStale', 'phoneNumberMissing', 'requestIdReused'],
  },
  async ({ command, caller, params, body, request }) => {
    const open = await openCustomer(command, caller, params.customerId)
    const { attributes, ...wanted } = body
    const version = billingVersionOf(open.customer, readEtags(request.headers, attributes?.etag))
    const changed = updateBillingProfile(open.customer, wanted, version, caller)

    return commitCustomer(open, changed, ok(billingProfileToWire(changed.customer)))
  },
)
