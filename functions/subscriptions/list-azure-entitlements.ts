import * as z from 'zod'
import { ok } from '../../shared/azure/answer.ts'
import { readCustomer } from '../../shared/azure/customers.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { CustomerId, Guid } from '../../shared/domain/ids.ts'
import { checkIsAzurePlan, findSubscription } from '../../shared/domain/subscription.ts'
import { collection } from '../../shared/wire/collection.ts'
import { AzureEntitlementList } from '../../shared/wire/shapes/entitlement.ts'

export const handler = endpoint(
  {
    name: 'list-azure-entitlements',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/azureEntitlements',
    summary: 'List the Azure subscriptions below an Azure plan: none, as no Azure is run here',
    partnerCenter: { differs: 'The list of an Azure plan is empty' },
    params: z.object({ customerId: CustomerId, subscriptionId: Guid }),
    answers: { 200: AzureEntitlementList },
    faults: ['customerNotFound', 'subscriptionNotFound', 'azurePlanRequired'],
  },
  async ({ caller, params }) => {
    const { subscriptions } = await readCustomer(caller, params.customerId)
    checkIsAzurePlan(findSubscription(subscriptions, params.subscriptionId))

    return ok(collection([]))
  },
)
