param tags { *: string }
param suffix string
param dataLocation string
param domain string
param domainVerified bool
param appPrincipalId string
param storageName string
param reportQueue string
param reporterName string
param isDiagnosed bool
param workspaceId string

// Communication and Email Service Owner: sending with an identity asks for it; there is no narrower one.
var mailOwner = '09976791-48a7-449e-bb21-39d1a415f350'
// Storage Queue Data Message Sender: puts messages, reads none.
var messageSender = 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a'
var isOwnDomain = !empty(domain) && domainVerified

resource service 'Microsoft.Communication/emailServices@2023-04-01' = {
  name: 'mail-${suffix}'
  location: 'global'
  tags: tags
  properties: { dataLocation: dataLocation }
}

resource azureDomain 'Microsoft.Communication/emailServices/domains@2023-04-01' = {
  parent: service
  // The service takes no other name.
  name: 'AzureManagedDomain'
  location: 'global'
  tags: tags
  properties: { domainManagement: 'AzureManaged', userEngagementTracking: 'Disabled' }
}

// Shows the DNS records to make. It can be linked only after they are verified, hence a second deployment.
resource ownDomain 'Microsoft.Communication/emailServices/domains@2023-04-01' = if (!empty(domain)) {
  parent: service
  name: empty(domain) ? 'none' : domain
  location: 'global'
  tags: tags
  properties: { domainManagement: 'CustomerManaged', userEngagementTracking: 'Disabled' }
}

resource communication 'Microsoft.Communication/communicationServices@2025-05-01' = {
  name: 'acs-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    dataLocation: dataLocation
    disableLocalAuth: true
    linkedDomains: isOwnDomain ? [ownDomain.id] : [azureDomain.id]
  }
}

// The app mails with its identity.
resource appMayMail 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(communication.id, appPrincipalId, mailOwner)
  scope: communication
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', mailOwner)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName

  resource queueService 'queueServices' existing = {
    name: 'default'

    resource queue 'queues' existing = {
      name: reportQueue
    }
  }
}

resource reporter 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: reporterName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: 'evgt-${suffix}'
  location: 'global'
  tags: tags
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${reporter.id}': {} } }
  properties: { source: communication.id, topicType: 'Microsoft.Communication.CommunicationServices' }
}

// Delivery reports go into one queue, with the identity that the topic is lent, because storage takes no keys.
resource reporterMaySend 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account::queueService::queue.id, reporter.id, messageSender)
  scope: account::queueService::queue
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', messageSender)
    principalId: reporter.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource reports 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'email-delivery-reports'
  properties: {
    eventDeliverySchema: 'CloudEventSchemaV1_0'
    filter: { includedEventTypes: ['Microsoft.Communication.EmailDeliveryReportReceived'] }
    deliveryWithResourceIdentity: {
      identity: { type: 'UserAssigned', userAssignedIdentity: reporter.id }
      destination: {
        endpointType: 'StorageQueue'
        properties: { resourceId: account.id, queueName: reportQueue, queueMessageTimeToLiveInSeconds: -1 }
      }
    }
    retryPolicy: { maxDeliveryAttempts: 30, eventTimeToLiveInMinutes: 1440 }
  }
  // The first delivery is tried at once.
  dependsOn: [reporterMaySend]
}

// What became of each mail, and of each report. Holds the addresses of receivers, which the app's own log does not.
resource mailLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (isDiagnosed) {
  name: 'mail'
  scope: communication
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'EmailSendMailOperational', enabled: true }
      { category: 'EmailStatusUpdateOperational', enabled: true }
    ]
  }
}

resource reportLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (isDiagnosed) {
  name: 'reports'
  scope: topic
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'DeliveryFailures', enabled: true }]
  }
}

output endpoint string = 'https://${communication.properties.hostName}'
output sender string = isOwnDomain ? 'DoNotReply@${domain}' : 'DoNotReply@${azureDomain.properties.fromSenderDomain}'
