import { readSubscription } from '../../shared/aggregates/customers/subscriptions.ts'
import { ok } from '../../shared/command/answer.ts'
import { checkIsAzurePlan } from '../../shared/domain/subscriptions/subscription.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { collection } from '../../shared/wire/collection.ts'
import { AzureEntitlementListShape } from '../../shared/wire/subscriptions/azure-entitlement.ts'

export const handler = endpoint(
  {
    name: 'list-azure-entitlements',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/subscriptions/{subscriptionId:guid}/azureEntitlements',
    summary: 'List the Azure subscriptions below an Azure plan: none, as no Azure is run here',
    partnerCenter: { differs: 'The list of an Azure plan is empty' },
    roles: anyRole,
    answers: { 200: AzureEntitlementListShape },
    faults: ['customerNotFound', 'subscriptionNotFound', 'azurePlanRequired'],
  },
  async ({ caller, params }) => {
    checkIsAzurePlan(await readSubscription(caller, params))

    return ok(collection([]))
  },
)
