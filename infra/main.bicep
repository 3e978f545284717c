targetScope = 'subscription'

metadata description = 'Twotier: a partner center in one resource group, without a key that anybody has to keep.'

@minLength(1)
@maxLength(20)
@description('Name of the environment; part of the name of the resource group.')
param environmentName string

@minLength(1)
@description('Region of everything that has one.')
@metadata({ azd: { type: 'location' } })
param location string

@description('Existing or new resource group; rg-<environmentName> when empty.')
param resourceGroupName string = ''

@allowed(['public', 'usgov'])
@description('What Partner Center offers in this cloud; it decides which features are on.')
param cloud string = 'public'

@allowed(['flex', 'premium'])
@description('flex: Flex Consumption. premium: Elastic Premium, where there is no Flex Consumption (US Government).')
param hosting string = cloud == 'usgov' ? 'premium' : 'flex'

@description('Spreads plan and storage over zones. Can only be chosen when they are made.')
param zoneRedundant bool = false

@minValue(40)
@maxValue(1000)
@description('The most instances there may be (flex).')
param maximumInstanceCount int = 100

@description('Puts storage and key vault behind private endpoints, and the app into a virtual network.')
param privateNetwork bool = false

@description('Address people reach the service at, without a slash at its end; the app\'s own address when empty.')
param baseUrl string = ''

@minLength(36)
@description('Client id of the app registration, see docs/entra.md.')
param authClientId string

@description('Tenant of the app registration when it is for that tenant alone; empty when it is for many.')
param authTenantId string = ''

@minLength(1)
@description('Tenants that may use the service, comma-separated; * for every one.')
param allowedTenants string

@minLength(2)
@description('The partner accounts of the operator, as JSON (README, settings).')
param partnerAccounts string

@description('Further storage accounts for providers by slot, and which slots; none while their rows are being moved.')
param tableAccounts tableAccount[] = []

@description('Where the mail service keeps its data. Empty: no mail service is made (US Government), name one below.')
param emailDataLocation string = cloud == 'usgov' ? '' : 'United States'

@description('Domain that mails come from; empty: one of Azure\'s, for trying out (10 mails an hour).')
param emailDomain string = ''

@description('Set once the DNS records of emailDomain are verified. Until then mails come from a domain of Azure\'s.')
param emailDomainVerified bool = false

@description('Endpoint of a mail service that is there already; used when none is made.')
param emailEndpoint string = ''

@description('Sender address at that mail service.')
param emailSender string = ''

@description('Gets the alerts. Empty: alerts show in the portal only.')
param alertEmail string = ''

@minValue(1)
@description('Gigabytes of telemetry a day, after which none is kept until the next day.')
param dailyCapGb int = 2

@description('Collector of OpenTelemetry spans (OTLP over HTTP); empty: none are sent.')
param otlpEndpoint string = ''

@description('Set once the vault has a secret webhook-key: webhooks can be registered from then on.')
param webhooksEnabled bool = false

@description('Object id of the person or group that exchanges keys; nobody can read them when empty.')
param keyOfficerId string = ''

@description('Calls of one tenant a minute to one kind of resource on one instance; 0 for no limit.')
param requestsPerMinute int = 500

@description('Days until an invitation is reminded of.')
param remindAfterDays int = 7

@description('Days until an invitation ends.')
param expireAfterDays int = 14

type tableAccount = {
  @minLength(1)
  @maxLength(8)
  name: string

  slots: string
}

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var spread = [
  for account in tableAccounts: {
    slots: account.slots
    tableServiceUri: 'https://st${account.name}${token}.table.${environment().suffixes.storage}'
  }
]
var inUse = filter(spread, account => !empty(account.slots))

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: empty(resourceGroupName) ? 'rg-${environmentName}' : resourceGroupName
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: { location: location, tags: tags, token: token }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    dailyCapGb: dailyCapGb
    appPrincipalId: identity.outputs.principalId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    isPrivate: privateNetwork
    appPrincipalId: identity.outputs.principalId
    keyOfficerId: keyOfficerId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    isPrivate: privateNetwork
    zoneRedundant: zoneRedundant
    appPrincipalId: identity.outputs.principalId
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    hosting: hosting
    storageId: storage.outputs.id
    vaultId: vault.outputs.id
  }
}

module tables 'modules/table-account.bicep' = [
  for account in tableAccounts: {
    name: 'tables-${account.name}'
    scope: group
    params: {
      location: location
      tags: tags
      accountName: 'st${account.name}${token}'
      zoneRedundant: zoneRedundant
      appPrincipalId: identity.outputs.principalId
      endpointSubnetId: privateNetwork ? network!.outputs.endpointSubnetId : ''
      tableZoneId: privateNetwork ? network!.outputs.tableZoneId : ''
    }
  }
]

module email 'modules/email.bicep' = if (!empty(emailDataLocation)) {
  name: 'email'
  scope: group
  params: {
    tags: tags
    token: token
    dataLocation: emailDataLocation
    domain: emailDomain
    domainVerified: emailDomainVerified
    appPrincipalId: identity.outputs.principalId
    storageName: storage.outputs.name
    reportQueue: storage.outputs.reportQueue
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  scope: group
  params: {
    location: location
    tags: union(tags, { 'azd-service-name': 'api' })
    token: token
    hosting: hosting
    zoneRedundant: zoneRedundant
    maximumInstanceCount: maximumInstanceCount
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
    identityName: identity.outputs.name
    storageName: storage.outputs.name
    packageContainer: storage.outputs.packageContainer
    insightsName: monitoring.outputs.insightsName
    vaultName: vault.outputs.name
    cloud: cloud
    baseUrl: baseUrl
    authClientId: authClientId
    authTenantId: authTenantId
    allowedTenants: allowedTenants
    partnerAccounts: partnerAccounts
    tableAccounts: empty(inUse) ? '' : string(inUse)
    emailEndpoint: empty(emailDataLocation) ? emailEndpoint : email!.outputs.endpoint
    emailSender: empty(emailDataLocation) ? emailSender : email!.outputs.sender
    otlpEndpoint: otlpEndpoint
    webhooksEnabled: webhooksEnabled
    requestsPerMinute: requestsPerMinute
    remindAfterDays: remindAfterDays
    expireAfterDays: expireAfterDays
  }
  dependsOn: [tables]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    alertEmail: alertEmail
    insightsId: monitoring.outputs.insightsId
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: { location: location, tags: tags, insightsId: monitoring.outputs.insightsId }
}

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_NAME string = app.outputs.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
output APP_PRINCIPAL_ID string = identity.outputs.principalId
output BASE_URL string = app.outputs.baseUrl
