param location string
param tags { *: string }
param accountName string
param sku string
param isProtected bool
param appPrincipalId string
param operatorId string
param endpointSubnetId string
param tableZoneId string

// Storage Table Data Contributor: the app's rows.
var tableContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
// Storage Table Data Reader: looks at rows, changes none; also what a backup needs.
var tableReader = '76199698-9eea-4c19-bc75-cec21354c6b6'

// The tables that are spread over accounts (shared/azure/slots.ts); a test compares them.
var tables = ['providers', 'uniq']
var isPrivate = !empty(endpointSubnetId)

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: accountName
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
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: isPrivate ? 'Deny' : 'Allow', bypass: 'None' }
  }

  resource tableService 'tableServices' = {
    name: 'default'

    resource table 'tables' = [for name in tables: { name: name }]
  }
}

// The app keeps the rows of some providers here.
resource appMayUseTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, appPrincipalId, tableContributor)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', tableContributor)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

// Whoever runs the service looks at rows here too.
resource operatorMayLook 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(operatorId)) {
  name: guid(account.id, operatorId, tableReader)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', tableReader)
    principalId: operatorId
  }
}

// Tables have no soft delete: with the account its customers would be gone.
resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (isProtected) {
  name: 'protect'
  scope: account
  properties: { level: 'CanNotDelete', notes: 'Holds customers; tables have no soft delete.' }
}

resource endpoint 'Microsoft.Network/privateEndpoints@2024-05-01' = if (isPrivate) {
  name: 'pe-table-${accountName}'
  location: location
  tags: tags
  properties: {
    subnet: { id: endpointSubnetId }
    privateLinkServiceConnections: [
      { name: 'table', properties: { privateLinkServiceId: account.id, groupIds: ['table'] } }
    ]
  }

  resource zoneGroup 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: 'table', properties: { privateDnsZoneId: tableZoneId } }]
    }
  }
}
