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

@description('Spreads plan and storage over zones. Can only be chosen when they are made. On Flex Consumption Azure then keeps, and bills as always ready, two instances for HTTP and two for each queue and each timer: docs/deploy.md has the price.')
param zoneRedundant bool = false

@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_RAGRS', 'Standard_GZRS', 'Standard_RAGZRS'])
@description('How often and where storage keeps a copy; with GRS and GZRS in a second region too.')
param storageSku string = zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS'

@minValue(40)
@maxValue(1000)
@description('The most instances there may be (flex).')
param maximumInstanceCount int = 100

@allowed([2048, 4096])
@description('Memory of an instance in MB, and with it its share of processors (flex).')
param instanceMemoryMB int = 2048

@minValue(0)
@maxValue(1000)
@description('Instances for HTTP that run and are billed all the time, so that nobody waits for a start (flex).')
param alwaysReadyInstances int = 0

@description('Puts storage and key vault behind private endpoints, and the app into a virtual network.')
param privateNetwork bool = false

@description('Locks storage and key vault against deletion. The locks must be deleted before `azd down` (docs/deploy.md).')
param protect bool = false

@description('Further tags of every resource, as the policies of a subscription may ask for.')
param tags { *: string } = {}

@description('Address people reach the service at, without a slash at its end; the app\'s own address when empty.')
param baseUrl string = ''

@description('Id of an Azure Front Door (`frontDoorId`, a GUID): the app then answers to what comes through that one only. Empty: to everybody.')
param frontDoorId string = ''

@minLength(36)
@maxLength(36)
@description('Client id of the app registration, see docs/entra.md.')
param authClientId string

@description('Tenant of the app registration when it is for that tenant alone; empty when it is for many.')
param authTenantId string = ''

@minLength(1)
@description('Tenants that may use the service, comma-separated; * for every one.')
param allowedTenants string

@minLength(1)
@description('The partner accounts of the operator.')
param partnerAccounts partnerAccount[]

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

@description('Origins of web pages elsewhere whose scripts may call the API with a token (CORS), as in https://app.example.com,https://b.example. Empty: none.')
param allowedOrigins string = ''

@description('Set once the vault has a secret webhook-key: webhooks can be registered from then on.')
param webhooksEnabled bool = false

@description('Object id of the person or group that exchanges keys; nobody can read them when empty.')
param keyOfficerId string = ''

@description('Object id of the person or group that runs the service: reads rows, looks at messages and drops one.')
param operatorId string = ''

@description('Logs what became of each mail and report, with the addresses of receivers: those are persons.')
param diagnostics bool = false

@minValue(0)
@description('Calls of one tenant a minute to one kind of resource on one instance; 0 for no limit.')
param requestsPerMinute int = 500

@minValue(1)
@maxValue(365)
@description('Days until an invitation is reminded of.')
param remindAfterDays int = 7

@minValue(1)
@maxValue(365)
@description('Days until an invitation ends.')
param expireAfterDays int = 14

// What the app takes (shared/azure/settings.ts): with anything else it would refuse every call.
@sealed()
type partnerAccount = {
  @minLength(36)
  @maxLength(36)
  @description('The id of the Entra tenant that the partner signs in with.')
  partnerId: string

  kind: 'indirectProvider' | 'directPartner' | 'indirectReseller'

  @minLength(1)
  name: string

  @minLength(2)
  @maxLength(2)
  country: string

  @minLength(5)
  @maxLength(10)
  mpnId: string

  domain: string
  email: string
  language: ('en' | 'ko' | 'zh-CN' | 'ru')?
  isSandbox: bool?
}

@sealed()
type tableAccount = {
  @minLength(1)
  @maxLength(8)
  name: string

  @maxLength(7)
  slots: string
}

var suffix = toLower(uniqueString(subscription().id, environmentName, location))
var allTags = { ...tags, 'azd-env-name': environmentName }
var makesMail = !empty(emailDataLocation)
var spread = map(tableAccounts, account => {
  slots: account.slots
  tableServiceUri: 'https://st${account.name}${suffix}.table.${environment().suffixes.storage}'
})
var inUse = filter(spread, account => !empty(account.slots))

func isMadeOf(text string, characters string) bool =>
  empty(filter(range(0, length(text)), at => !contains(characters, substring(text, at, 1))))
func isNumber(text string, most int) bool =>
  !empty(text) && length(text) <= length(string(most)) && isMadeOf(text, '0123456789') ? int(text) <= most : false
func isRange(first string, last string) bool =>
  isNumber(first, 255) && isNumber(last, 255) ? int(first) <= int(last) : false
func areSlots(ends string[]) bool => length(ends) == 2 && isRange(first(ends) ?? '', last(ends) ?? '')
func isGuid(text string) bool =>
  isMadeOf(toLower(text), '0123456789abcdef-') && join(map(split(text, '-'), part => string(length(part))), '-') == '8-4-4-4-12'
func isLabel(text string) bool =>
  !empty(text) && !startsWith(text, '-') && isMadeOf(toLower(text), 'abcdefghijklmnopqrstuvwxyz0123456789-')
func isWord(text string) bool => length(text) > 1 && isMadeOf(toLower(text), 'abcdefghijklmnopqrstuvwxyz')
func isName(labels string[]) bool => empty(filter(labels, label => !isLabel(label))) && isWord(last(labels) ?? '')
func isAddress(labels string[]) bool => length(labels) == 4 && empty(filter(labels, label => !isNumber(label, 255)))
func isHost(labels string[]) bool => isName(labels) || isAddress(labels)
func isAuthority(parts string[]) bool =>
  isHost(split(first(parts) ?? '', '.')) && (length(parts) == 1 || length(parts) == 2 && isNumber(
    last(parts) ?? '',
    65535
  ))
func hasScheme(text string) bool => startsWith(text, 'https://') || startsWith(text, 'http://')
func isUrl(text string) bool =>
  hasScheme(text) && isAuthority(split(split('${text}//', '/')[2], ':')) && !contains(text, ' ')
func isOrigin(text string) bool => isUrl(text) && startsWith(text, 'https://') && length(split(text, '/')) == 3
func isDomain(text string) bool => contains(text, '.') && isName(split(text, '.'))
func isFilled(texts string[]) bool => empty(filter(texts, text => empty(text)))
func isMailbox(text string) bool =>
  isMadeOf(toLower(text), 'abcdefghijklmnopqrstuvwxyz0123456789_+-.') && isFilled(split(text, '.'))
func isMailAddress(text string) bool =>
  length(split(text, '@')) == 2 && isMailbox(split('${text}@', '@')[0]) && isDomain(split('${text}@', '@')[1])

var names = map(tableAccounts, account => account.name)
// What the app would refuse to work with, and what would be made in vain. Said before anything is made.
var problems = [
  ...(empty(baseUrl) || isUrl(baseUrl) && startsWith(baseUrl, 'https://') && !endsWith(baseUrl, '/')
    ? []
    : ['baseUrl must begin with https:// and not end with a slash.'])
  ...(makesMail || isUrl(emailEndpoint) ? [] : ['No mail service is made: emailEndpoint must be the address of one.'])
  ...(makesMail || isMailAddress(emailSender) ? [] : ['No mail service is made: emailSender must be a mail address.'])
  ...(empty(emailDomain) || isDomain(emailDomain) ? [] : ['emailDomain must be a domain, as in mail.example.com.'])
  ...(empty(filter(partnerAccounts, account => !isMadeOf(account.mpnId, '0123456789')))
    ? []
    : ['The mpnId of a partner account must be digits.'])
  ...(empty(filter(partnerAccounts, account => !isGuid(account.partnerId)))
    ? []
    : ['The partnerId of a partner account must be the id of an Entra tenant.'])
  ...(empty(filter(names, name => !isMadeOf(name, 'abcdefghijklmnopqrstuvwxyz0123456789')))
    ? []
    : ['The name of a table account must be small letters and digits.'])
  ...(length(union(names, [])) == length(names) ? [] : ['Two table accounts have one name.'])
  ...(empty(filter(inUse, account => !areSlots(split(account.slots, '-'))))
    ? []
    : ['The slots of a table account must be two numbers from 0 to 255, as in 128-255.'])
  ...(empty(allowedOrigins) || empty(filter(split(allowedOrigins, ','), origin => !isOrigin(origin)))
    ? []
    : ['allowedOrigins must be origins without a path, as in https://app.example.com.'])
  ...(empty(otlpEndpoint) || isUrl(otlpEndpoint) ? [] : ['otlpEndpoint must be an address.'])
  ...(empty(frontDoorId) || isGuid(frontDoorId) ? [] : ['frontDoorId must be a GUID, not a name.'])
  ...(empty(keyOfficerId) || isGuid(keyOfficerId) ? [] : ['keyOfficerId must be an object id, not a name.'])
  ...(empty(operatorId) || isGuid(operatorId) ? [] : ['operatorId must be an object id, not a name.'])
  ...(empty(frontDoorId) || !empty(baseUrl) ? [] : ['With frontDoorId, baseUrl must be the address of the front door.'])
  ...(zoneRedundant && !contains(storageSku, 'ZRS')
    ? ['With zoneRedundant, storageSku must spread over zones too.']
    : [])
  ...(cloud == 'usgov' && hosting == 'flex' ? ['There is no Flex Consumption in US Government.'] : [])
]

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  // Everything hangs on the name, so nothing is made when it fails.
  name: !empty(problems)
    ? fail('Nothing was deployed. ${join(problems, ' ')}')
    : empty(resourceGroupName) ? 'rg-${environmentName}' : resourceGroupName
  location: location
  tags: allTags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: { location: location, tags: allTags, suffix: suffix, isMailMade: makesMail }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    location: location
    tags: allTags
    suffix: suffix
    dailyCapGb: dailyCapGb
    appPrincipalId: identity.outputs.principalId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    location: location
    tags: allTags
    suffix: suffix
    isPrivate: privateNetwork
    isProtected: protect
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
    tags: allTags
    suffix: suffix
    isPrivate: privateNetwork
    sku: storageSku
    isProtected: protect
    appPrincipalId: identity.outputs.principalId
    operatorId: operatorId
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  scope: group
  params: {
    location: location
    tags: allTags
    suffix: suffix
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
      tags: allTags
      accountName: 'st${account.name}${suffix}'
      sku: storageSku
      isProtected: protect
      appPrincipalId: identity.outputs.principalId
      operatorId: operatorId
      endpointSubnetId: privateNetwork ? network!.outputs.endpointSubnetId : ''
      tableZoneId: privateNetwork ? network!.outputs.tableZoneId : ''
    }
  }
]

module email 'modules/email.bicep' = if (makesMail) {
  name: 'email'
  scope: group
  params: {
    tags: allTags
    suffix: suffix
    dataLocation: emailDataLocation
    domain: emailDomain
    domainVerified: emailDomainVerified
    appPrincipalId: identity.outputs.principalId
    storageName: storage.outputs.name
    reportQueue: storage.outputs.reportQueue
    reporterName: identity.outputs.reporterName
    isDiagnosed: diagnostics
    workspaceId: monitoring.outputs.workspaceId
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  scope: group
  params: {
    location: location
    tags: allTags
    suffix: suffix
    hosting: hosting
    zoneRedundant: zoneRedundant
    maximumInstanceCount: maximumInstanceCount
    instanceMemoryMB: instanceMemoryMB
    alwaysReadyInstances: alwaysReadyInstances
    frontDoorId: frontDoorId
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
    partnerAccounts: string(partnerAccounts)
    tableAccounts: empty(inUse) ? '' : string(inUse)
    emailEndpoint: makesMail ? email!.outputs.endpoint : emailEndpoint
    emailSender: makesMail ? email!.outputs.sender : emailSender
    otlpEndpoint: otlpEndpoint
    allowedOrigins: allowedOrigins
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
    tags: allTags
    suffix: suffix
    alertEmail: alertEmail
    insightsId: monitoring.outputs.insightsId
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: { location: location, tags: allTags, suffix: suffix, insightsId: monitoring.outputs.insightsId }
}

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_NAME string = app.outputs.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
output APP_PRINCIPAL_ID string = identity.outputs.principalId
output BASE_URL string = app.outputs.baseUrl
