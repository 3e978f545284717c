param location string
param tags { *: string }
param suffix string
@allowed(['flex', 'premium'])
param hosting string
param zoneRedundant bool
param maximumInstanceCount int
param instanceMemoryMB int
param alwaysReadyInstances int
param frontDoorId string
param subnetId string
param identityName string
param storageName string
param packageContainer string
param insightsName string
param vaultName string
param cloud string
param baseUrl string
param authClientId string
param authTenantId string
param allowedTenants string
param partnerAccounts string
param tableAccounts string
param emailEndpoint string
param emailSender string
param otlpEndpoint string
param allowedOrigins string
param webhooksEnabled bool
param requestsPerMinute int
param remindAfterDays int
param expireAfterDays int

var isFlex = hosting == 'flex'
var nodeVersion = '22'
var login = environment().authentication.loginEndpoint
// Many tenants: {tid} stands for the one of the token, and people sign in wherever they are at home.
var tokenIssuer = '${login}${empty(authTenantId) ? '{tid}' : authTenantId}/v2.0'
var signInTenant = empty(authTenantId) ? 'organizations' : authTenantId

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: vaultName
}

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${suffix}'
  location: location
  tags: tags
  kind: isFlex ? 'functionapp' : 'elastic'
  sku: isFlex
    ? { name: 'FC1', tier: 'FlexConsumption' }
    // A plan that spans zones has two instances at least.
    : { name: 'EP1', tier: 'ElasticPremium', capacity: zoneRedundant ? 2 : 1 }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
    ...(isFlex ? {} : { maximumElasticWorkerCount: 20 })
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: 'func-${suffix}'
  location: location
  // azd finds its service by this tag, and wants exactly one resource with it: not the plan too.
  tags: { ...tags, 'azd-service-name': 'api' }
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    vnetRouteAllEnabled: isFlex || empty(subnetId) ? null : true
    functionAppConfig: isFlex
      ? {
          deployment: {
            storage: {
              type: 'blobContainer'
              value: '${account.properties.primaryEndpoints.blob}${packageContainer}'
              authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
            }
          }
          runtime: { name: 'node', version: nodeVersion }
          scaleAndConcurrency: {
            maximumInstanceCount: maximumInstanceCount
            instanceMemoryMB: instanceMemoryMB
            alwaysReady: alwaysReadyInstances == 0 ? [] : [{ name: 'http', instanceCount: alwaysReadyInstances }]
          }
        }
      : null
    siteConfig: {
      minTlsVersion: '1.2'
      http20Enabled: true
      // Unproven on Premium: without a content share, which would take a key, the app runs from the package in its storage.
      ...(isFlex ? {} : { linuxFxVersion: 'Node|${nodeVersion}', ftpsState: 'Disabled', scmMinTlsVersion: '1.2' })
      // Else the plan cannot see how full queues behind private endpoints are, and stays small.
      ...(isFlex || empty(subnetId) ? {} : { functionsRuntimeScaleMonitoringEnabled: true })
      // Behind a front door only what came through that one: its address space is everybody's, its id is not.
      ...(empty(frontDoorId)
        ? {}
        : {
            ipSecurityRestrictionsDefaultAction: 'Deny'
            ipSecurityRestrictions: [
              {
                name: 'front-door'
                priority: 100
                action: 'Allow'
                tag: 'ServiceTag'
                ipAddress: 'AzureFrontDoor.Backend'
                headers: { 'x-azure-fdid': [frontDoorId] }
              }
            ]
            // Packages are put from anywhere, by whoever has the right.
            scmIpSecurityRestrictionsUseMain: false
            scmIpSecurityRestrictionsDefaultAction: 'Allow'
          })
    }
  }

  // Packages come with an identity too, never with a password.
  resource noFtpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noDeploymentPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

var publicUrl = empty(baseUrl) ? 'https://${app.properties.defaultHostName}' : baseUrl

// Without a version: a secret that is exchanged is picked up within a day, or when the app is restarted.
var secrets = '${vault.properties.vaultUri}secrets'

resource settings 'Microsoft.Web/sites/config@2024-04-01' = {
  parent: app
  name: 'appsettings'
  properties: {
    AzureWebJobsStorage__blobServiceUri: account.properties.primaryEndpoints.blob
    AzureWebJobsStorage__queueServiceUri: account.properties.primaryEndpoints.queue
    AzureWebJobsStorage__tableServiceUri: account.properties.primaryEndpoints.table
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identity.properties.clientId
    AZURE_CLIENT_ID: identity.properties.clientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
    BASE_URL: publicUrl
    CLOUD: cloud
    PARTNER_ACCOUNTS: partnerAccounts
    TABLE_ACCOUNTS: tableAccounts
    AUTH_ISSUER: tokenIssuer
    AUTH_AUDIENCE: authClientId
    AUTH_JWKS_URL: '${login}common/discovery/v2.0/keys'
    AUTH_TENANTS: allowedTenants
    SIGNIN_ISSUER: '${login}${signInTenant}/v2.0'
    SIGNIN_CLIENT_ID: authClientId
    EMAIL_ENDPOINT: emailEndpoint
    EMAIL_SENDER: emailSender
    LINK_KEYS: '@Microsoft.KeyVault(SecretUri=${secrets}/link-keys)'
    SESSION_KEYS: '@Microsoft.KeyVault(SecretUri=${secrets}/session-keys)'
    REQUESTS_PER_MINUTE: string(requestsPerMinute)
    INVITATION_REMIND_AFTER_DAYS: string(remindAfterDays)
    INVITATION_EXPIRE_AFTER_DAYS: string(expireAfterDays)
    ...(empty(allowedOrigins) ? {} : { ALLOWED_ORIGINS: allowedOrigins })
    ...(empty(otlpEndpoint) ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint })
    // Only where the vault has the secret: with a reference that leads nowhere the app refuses every call.
    ...(webhooksEnabled ? { WEBHOOK_KEY: '@Microsoft.KeyVault(SecretUri=${secrets}/webhook-key)' } : {})
    // Flex Consumption takes these from the app itself and refuses them here.
    ...(isFlex
      ? {}
      : {
          FUNCTIONS_EXTENSION_VERSION: '~4'
          FUNCTIONS_WORKER_RUNTIME: 'node'
          WEBSITE_RUN_FROM_PACKAGE: '1'
        })
  }
}

output name string = app.name
output baseUrl string = publicUrl
