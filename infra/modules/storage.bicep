param location string
param tags object
@minLength(13)
param token string
param isPrivate bool
param zoneRedundant bool
param appPrincipalId string

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
  name: 'st${token}'
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS' }
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

output id string = account.id
output name string = account.name
output packageContainer string = account::blobs::packages.name
output reportQueue string = last(queues)
