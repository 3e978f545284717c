using 'main.bicep'

// azd sets these from its environment (`azd env set NAME VALUE`); without azd, set them in the shell. None is a secret.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'twotier')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param cloud = readEnvironmentVariable('CLOUD', 'public')
param authClientId = readEnvironmentVariable('AUTH_CLIENT_ID')
param authTenantId = readEnvironmentVariable('AUTH_TENANT_ID', '')
param allowedTenants = readEnvironmentVariable('AUTH_TENANTS')
param partnerAccounts = readEnvironmentVariable('PARTNER_ACCOUNTS')
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param keyOfficerId = readEnvironmentVariable('KEY_OFFICER_ID', '')
param webhooksEnabled = bool(readEnvironmentVariable('WEBHOOKS_ENABLED', 'false'))
param privateNetwork = bool(readEnvironmentVariable('PRIVATE_NETWORK', 'false'))
param baseUrl = readEnvironmentVariable('CUSTOM_BASE_URL', '')
param emailDomain = readEnvironmentVariable('EMAIL_DOMAIN', '')
param emailDomainVerified = bool(readEnvironmentVariable('EMAIL_DOMAIN_VERIFIED', 'false'))
param emailEndpoint = readEnvironmentVariable('EMAIL_ENDPOINT', '')
param emailSender = readEnvironmentVariable('EMAIL_SENDER', '')
