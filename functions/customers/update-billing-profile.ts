import * as z from 'zod'
import { ok } from '../../shared/azure/answer.ts'
import { sellers } from '../../shared/azure/contract.ts'
import { commitCustomer, openCustomer } from '../../shared/azure/customers.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { updateBillingProfile } from '../../shared/domain/customer-change.ts'
import { CustomerId } from '../../shared/domain/ids.ts'
import { BillingProfileToPut, billingProfileToWire, billingVersionOf } from '../../shared/wire/customer.ts'
import { CustomerBillingProfile } from '../../shared/wire/shapes/customer.ts'

export const handler = endpoint(
  {
    name: 'update-billing-profile',
    method: 'PUT',
    route: 'v1/customers/{customerId:guid}/profiles/billing',
    summary: 'Change the billing profile of a customer; its name in lists follows',
    partnerCenter: { differs: 'If-Match is optional; what is left out stays' },
    roles: sellers,
    params: z.object({ customerId: CustomerId }),
    body: BillingProfileToPut,
    answers: { 200: CustomerBillingProfile },
    faults: ['customerNotFound', 'etagStale', 'requestIdReused'],
  },
  async ({ command, caller, params, body, request }) => {
    const open = await openCustomer(command, caller, params.customerId)
    const { attributes, ...wanted } = body
    const version = billingVersionOf(open.customer, request.headers.get('if-match') ?? attributes?.etag)
    const changed = updateBillingProfile(open.customer, wanted, version, caller)

    return commitCustomer(command, open, changed, ok(billingProfileToWire(changed.customer)))
  },
)
