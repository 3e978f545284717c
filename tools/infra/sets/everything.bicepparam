using '../../../infra/main.bicep'

param environmentName = 'sample'
param location = 'westeurope'
param authClientId = '11111111-2222-4333-8444-555555555555'
param allowedTenants = '*'
param partnerAccounts = [
  {
    partnerId: 'aaaaaaaa-0000-4000-8000-000000000001'
    kind: 'indirectProvider'
    name: 'Harbor Distribution'
    country: 'US'
    mpnId: '4400001'
    domain: 'harbor.example'
    email: 'partners@harbor.example'
  }
]
param authTenantId = 'aaaaaaaa-0000-4000-8000-000000000001'
param hosting = 'flex'
param maximumInstanceCount = 200
param instanceMemoryMB = 4096
param alwaysReadyInstances = 2
param zoneRedundant = true
param storageSku = 'Standard_GZRS'
param privateNetwork = true
param protect = true
param diagnostics = true
param tags = { costCenter: '4711' }
param baseUrl = 'https://partners.example'
param frontDoorId = 'aaaaaaaa-0000-4000-8000-000000000005'
param tableAccounts = [{ name: 'b', slots: '128-255' }, { name: 'c', slots: '' }]
param emailDomain = 'mail.partners.example'
param emailDomainVerified = true
param alertEmail = 'operators@partners.example'
param dailyCapGb = 5
param allowedOrigins = 'https://app.partners.example'
param otlpEndpoint = 'https://otlp.partners.example'
param webhooksEnabled = true
param keyOfficerId = 'aaaaaaaa-0000-4000-8000-000000000003'
param operatorId = 'aaaaaaaa-0000-4000-8000-000000000004'
param requestsPerMinute = 0
param remindAfterDays = 3
param expireAfterDays = 30
