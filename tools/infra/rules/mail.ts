import type { queueNames } from '../../../shared/azure/storage-names.ts'
import type { Deployment } from '../deployment.ts'
import { differs, differsAsSet, differsAt, isMain, look, ofType, type Problems } from './look.ts'
import { wanted } from './wanted.ts'

// The step that reads them; a rename is seen by the compiler.
const reportQueue: (typeof queueNames)[number] = 'record-delivery-report'

function serviceProblems(deployment: Deployment): string[] {
  const { makesMail, ownDomain } = wanted[deployment.set]
  const domains = ofType(deployment, 'Microsoft.Communication/emailServices/domains')
  const linked = domains.find(({ name }) => name.endsWith(`/${ownDomain ?? 'AzureManagedDomain'}`))
  return [
    ...differsAsSet(
      'mail domains',
      domains.map(({ name }) => name.split('/')[1] ?? ''),
      makesMail ? ['AzureManagedDomain', ...(ownDomain ? [ownDomain] : [])] : [],
    ),
    ...domains.flatMap((domain) =>
      differsAt(domain, {
        'properties.userEngagementTracking': 'Disabled',
        'properties.domainManagement': domain.name.endsWith('/AzureManagedDomain') ? 'AzureManaged' : 'CustomerManaged',
      }),
    ),
    ...['emailServices', 'communicationServices']
      .flatMap((type) => ofType(deployment, `Microsoft.Communication/${type}`))
      .flatMap((one) => differsAt(one, { 'properties.dataLocation': 'United States' })),
    ...ofType(deployment, 'Microsoft.Communication/communicationServices').flatMap((one) =>
      differsAt(one, { 'properties.linkedDomains': linked ? [linked.id] : null }),
    ),
  ]
}

function reportProblems(deployment: Deployment): string[] {
  const { makesMail } = wanted[deployment.set]
  const [topic] = ofType(deployment, 'Microsoft.EventGrid/systemTopics')
  const [reports] = ofType(deployment, 'Microsoft.EventGrid/systemTopics/eventSubscriptions')
  const [service] = ofType(deployment, 'Microsoft.Communication/communicationServices')
  const [account] = ofType(deployment, 'Microsoft.Storage/storageAccounts').filter((one) => isMain(one, deployment))
  const identity = ofType(deployment, 'Microsoft.ManagedIdentity/userAssignedIdentities').find(({ name }) =>
    name.startsWith('id-reports-'),
  )
  if (!makesMail)
    return differs('what reports on mail that is not sent', [topic, reports, identity].filter(Boolean), [])
  if (!topic || !reports || !service || !account || !identity) return ['delivery reports do not come']
  return [
    ...differsAt(topic, {
      identity: { type: 'UserAssigned', userAssignedIdentities: { [identity.id]: {} } },
      properties: { source: service.id, topicType: 'Microsoft.Communication.CommunicationServices' },
    }),
    ...differsAt(reports, {
      'properties.eventDeliverySchema': 'CloudEventSchemaV1_0',
      'properties.filter': { includedEventTypes: ['Microsoft.Communication.EmailDeliveryReportReceived'] },
      'properties.retryPolicy': { eventTimeToLiveInMinutes: 1440, maxDeliveryAttempts: 30 },
      'properties.deliveryWithResourceIdentity': {
        destination: {
          endpointType: 'StorageQueue',
          properties: { queueMessageTimeToLiveInSeconds: -1, queueName: reportQueue, resourceId: account.id },
        },
        identity: { type: 'UserAssigned', userAssignedIdentity: identity.id },
      },
    }),
  ]
}

/** What is logged beside the app's own lines: who touched the keys always, mail only where it is wanted. */
function diagnosticProblems(deployment: Deployment): string[] {
  const { isDiagnosed } = wanted[deployment.set]
  const [workspace] = ofType(deployment, 'Microsoft.OperationalInsights/workspaces')
  const settings = ofType(deployment, 'Microsoft.Insights/diagnosticSettings')
  const told = settings.map((one) => {
    const [scope = ''] = one.id.split('/providers/Microsoft.Insights/')
    const logs = JSON.stringify(look(one, 'properties.logs'))
    return `${scope.split('/')[1]}: ${logs}`
  })
  const enabled = (...categories: string[]) =>
    JSON.stringify(categories.map((category) => ({ category, enabled: true })))
  return [
    ...differsAsSet('diagnostic settings', told, [
      'Microsoft.KeyVault: [{"categoryGroup":"audit","enabled":true}]',
      ...(isDiagnosed
        ? [
            `Microsoft.Communication: ${enabled('EmailSendMailOperational', 'EmailStatusUpdateOperational')}`,
            `Microsoft.EventGrid: ${enabled('DeliveryFailures')}`,
          ]
        : []),
    ]),
    ...settings.flatMap((one) => differsAt(one, { 'properties.workspaceId': workspace?.id })),
  ]
}

/** Mails go out from the right domain, and what becomes of them comes back into the queue that is read. */
export function mailProblems(deployment: Deployment): Problems {
  return [...serviceProblems(deployment), ...reportProblems(deployment), ...diagnosticProblems(deployment)]
}
