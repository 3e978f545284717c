param location string
param tags { *: string }
param suffix string
param isPrivate bool
param isProtected bool
param appPrincipalId string
param keyOfficerId string
param workspaceId string

// Made by the deployment itself and kept in the vault only: secure values are in no deployment's record.
@secure()
param firstLinkKey string = base64('${newGuid()}${newGuid()}${newGuid()}')
@secure()
param firstSessionKey string = base64('${newGuid()}${newGuid()}${newGuid()}')

// Key Vault Secrets User: reads values, changes none.
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
// Key Vault Secrets Officer: reads and sets values, grants nothing.
var secretsOfficer = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-${suffix}'
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: isPrivate ? 'Deny' : 'Allow', bypass: 'AzureServices' }
  }
}

// Only the first deployment makes keys: a later one would kill every link that is out.
@onlyIfNotExists()
resource linkKeys 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: 'link-keys'
  properties: { value: firstLinkKey, contentType: 'base64 keys, comma-separated; the first signs' }
}

@onlyIfNotExists()
resource sessionKeys 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: 'session-keys'
  properties: { value: firstSessionKey, contentType: 'base64 keys, comma-separated; the first signs' }
}

// The app's settings refer to the vault's secrets, which the platform reads with the app's identity.
resource appMayReadKeys 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, appPrincipalId, secretsUser)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
  }
}

// Somebody must exchange keys; without a parameter nobody can read them.
resource officerMaySetKeys 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(keyOfficerId)) {
  name: guid(vault.id, keyOfficerId, secretsOfficer)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsOfficer)
    principalId: keyOfficerId
  }
}

// Who read or changed a key, and when.
resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'audit'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}

// Without it `azd down` would take the vault, and no other could have its name for 90 days.
resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (isProtected) {
  name: 'protect'
  scope: vault
  properties: { level: 'CanNotDelete', notes: 'The keys that links and sessions are signed with.' }
}

output id string = vault.id
output name string = vault.name
