param location string
param tags { *: string }
@minLength(13)
param suffix string
param isPrivate bool
param sku string
param isProtected bool
param appPrincipalId string
param operatorId string

// As in shared/azure/storage-names.ts; a test compares them.
var tables = ['providers', 'uniq', 'due', 'catalog']
var queues = [
  'drain-outbox'
  'send-partnership-invite'
  'expire-invitation'
  'remind-invitation'
  'purge-setup-info'
  'purge-customer-user'
  'purge-partner'
  'deliver-webhook'
  'record-delivery-report'
]

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: 'st${suffix}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    // Closed by the firewall rather than switched off: Event Grid comes in as a trusted service.
    publicNetworkAccess: 'Enabled'
    networkAcls: { defaultAction: isPrivate ? 'Deny' : 'Allow', bypass: 'AzureServices' }
  }

  resource blobs 'blobServices' = {
    name: 'default'
    properties: { deleteRetentionPolicy: { enabled: true, days: 7 } }

    resource packages 'containers' = {
      name: 'app-package'
      properties: { publicAccess: 'None' }
    }
  }

  resource queueService 'queueServices' = {
    name: 'default'

    resource queue 'queues' = [for name in queues: { name: name }]

    // Declared, so that an alert can look at them before the host first needs them.
    resource poison 'queues' = [for name in queues: { name: '${name}-poison' }]
  }

  resource tableService 'tableServices' = {
    name: 'default'

    resource table 'tables' = [for name in tables: { name: name }]
  }
}

var appRoles = [
  // Storage Blob Data Owner: the host keeps its locks and its package in blobs; the host asks for Owner.
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  // Storage Queue Data Contributor: reads and puts messages, and the host makes poison queues.
  '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  // Storage Table Data Contributor: the app's rows.
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
]

// Reason for each role: beside its id.
resource appMayUseStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in appRoles: {
    name: guid(account.id, appPrincipalId, role)
    scope: account
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
    }
  }
]

var operatorRoles = [
  // Storage Table Data Reader: looks at rows, changes none; also what a backup needs.
  '76199698-9eea-4c19-bc75-cec21354c6b6'
  // Storage Queue Data Message Processor: looks at messages that were given up, and drops one.
  '8a0f0c08-91a1-4084-bc3d-661d67233fed'
]

// Reason for each role: beside its id.
resource operatorMayLook 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in operatorRoles: if (!empty(operatorId)) {
    name: guid(account.id, operatorId, role)
    scope: account
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: operatorId
    }
  }
]

// Tables have no soft delete: with the account all customers would be gone.
resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (isProtected) {
  name: 'protect'
  scope: account
  properties: { level: 'CanNotDelete', notes: 'Holds every customer; tables have no soft delete.' }
}

output id string = account.id
output name string = account.name
output packageContainer string = account::blobs::packages.name
output reportQueue string = last(queues)
