using 'main.bicep'

// azd sets these from its environment (`azd env set NAME VALUE`); without azd, set them in the shell. None is a secret.
// What is switched is `true` or `false`: empty, 1 or yes are refused (BCP338). Switch off with `false`.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'twotier')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param cloud = readEnvironmentVariable('CLOUD', 'public')
param authClientId = readEnvironmentVariable('AUTH_CLIENT_ID')
param authTenantId = readEnvironmentVariable('AUTH_TENANT_ID', '')
param allowedTenants = readEnvironmentVariable('AUTH_TENANTS')
param partnerAccounts = json(readEnvironmentVariable('PARTNER_ACCOUNTS'))
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param operatorId = readEnvironmentVariable('OPERATOR_ID', '')
param keyOfficerId = readEnvironmentVariable('KEY_OFFICER_ID', '')
param webhooksEnabled = bool(readEnvironmentVariable('WEBHOOKS_ENABLED', 'false'))
param privateNetwork = bool(readEnvironmentVariable('PRIVATE_NETWORK', 'false'))
param protect = bool(readEnvironmentVariable('PROTECT', 'false'))
param diagnostics = bool(readEnvironmentVariable('DIAGNOSTICS', 'false'))
param baseUrl = readEnvironmentVariable('CUSTOM_BASE_URL', '')
param frontDoorId = readEnvironmentVariable('FRONT_DOOR_ID', '')
param emailDomain = readEnvironmentVariable('EMAIL_DOMAIN', '')
param emailDomainVerified = bool(readEnvironmentVariable('EMAIL_DOMAIN_VERIFIED', 'false'))
param emailEndpoint = readEnvironmentVariable('EMAIL_ENDPOINT', '')
param emailSender = readEnvironmentVariable('EMAIL_SENDER', '')
