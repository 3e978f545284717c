using '../../../infra/main.bicep'

param environmentName = 'sample'
param location = 'usgovvirginia'
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
param cloud = 'usgov'
param privateNetwork = true
param emailEndpoint = 'https://mail.partners.example'
param emailSender = 'DoNotReply@partners.example'
