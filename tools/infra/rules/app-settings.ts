import { readSettings, settingNames } from '../../../shared/azure/settings.ts'
import type { Deployment } from '../deployment.ts'
import { type JsonObject, objectOf } from '../expressions/json.ts'
import { differs, differsAsSet, look, ofType, type Problems, suffixOf } from './look.ts'
import { wanted } from './wanted.ts'

/** What the platform reads; the app does not. */
const platform = [
  'AzureWebJobsStorage__blobServiceUri',
  'AzureWebJobsStorage__credential',
  'AzureWebJobsStorage__clientId',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
]

/** What Flex Consumption takes from the app itself, and refuses here. */
const premiumOnly = ['FUNCTIONS_EXTENSION_VERSION', 'FUNCTIONS_WORKER_RUNTIME', 'WEBSITE_RUN_FROM_PACKAGE']

/** What stands for an identity on one's own machine, and never in a deployment. */
export const localOnly = ['AzureWebJobsStorage', 'SIGNIN_CLIENT_SECRET', 'EMAIL_CONNECTION_STRING']

/** What an operator sets for a while, by hand; the next deployment takes it away. */
export const byHand = ['MAINTENANCE']

/** What only some deployments have. */
const optional = ['ALLOWED_ORIGINS', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'WEBHOOK_KEY']

/** Settings that are references to a secret of the vault, and which. */
const references: Readonly<Record<string, string>> = {
  LINK_KEYS: 'link-keys',
  SESSION_KEYS: 'session-keys',
  WEBHOOK_KEY: 'webhook-key',
}

/** The settings that a deployment gives the app. */
export function settingsOf(deployment: Deployment): JsonObject {
  const [settings] = ofType(deployment, 'Microsoft.Web/sites/config')
  return objectOf((settings && look(settings, 'properties')) ?? {})
}

function nameProblems(deployment: Deployment): string[] {
  const { isFlex } = wanted[deployment.set]
  const hasAll = deployment.set === 'everything'
  return differsAsSet('settings', Object.keys(settingsOf(deployment)), [
    ...settingNames.filter((name) => ![...localOnly, ...byHand].includes(name) && (hasAll || !optional.includes(name))),
    ...platform,
    ...(isFlex ? [] : premiumOnly),
  ])
}

function platformProblems(deployment: Deployment): string[] {
  const { isFlex } = wanted[deployment.set]
  const suffix = suffixOf(deployment)
  const client = `client id of id-${suffix}`
  const storage = deployment.cloud === 'usgov' ? 'core.usgovcloudapi.net' : 'core.windows.net'
  const values = settingsOf(deployment)
  const expected: Readonly<Record<string, string | undefined>> = {
    AzureWebJobsStorage__blobServiceUri: `https://st${suffix}.blob.${storage}/`,
    AzureWebJobsStorage__queueServiceUri: `https://st${suffix}.queue.${storage}/`,
    AzureWebJobsStorage__tableServiceUri: `https://st${suffix}.table.${storage}/`,
    AzureWebJobsStorage__credential: 'managedidentity',
    AzureWebJobsStorage__clientId: client,
    AZURE_CLIENT_ID: client,
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: `ClientId=${client};Authorization=AAD`,
    FUNCTIONS_EXTENSION_VERSION: isFlex ? undefined : '~4',
    FUNCTIONS_WORKER_RUNTIME: isFlex ? undefined : 'node',
    WEBSITE_RUN_FROM_PACKAGE: isFlex ? undefined : '1',
  }
  return Object.entries(expected).flatMap(([name, value]) => differs(name, values[name], value))
}

function referenceProblems(deployment: Deployment): string[] {
  const values = settingsOf(deployment)
  const vault = deployment.cloud === 'usgov' ? 'vault.usgovcloudapi.net' : 'vault.azure.net'
  return Object.entries(references).flatMap(([name, secret]) =>
    name in values
      ? differs(
          name,
          values[name],
          `@Microsoft.KeyVault(SecretUri=https://kv-${suffixOf(deployment)}.${vault}/secrets/${secret})`,
        )
      : [],
  )
}

const login = { public: 'https://login.microsoftonline.com', usgov: 'https://login.microsoftonline.us' } as const
const tenant = 'aaaaaaaa-0000-4000-8000-000000000001'
const host = { public: 'azurewebsites.net', usgov: 'azurewebsites.us' } as const

const limits = {
  allowedOrigins: new Set<string>(),
  requestsPerMinute: 500,
  invitations: { remindAfterDays: 7, expireAfterDays: 14 },
}
const limitsOfAll = {
  allowedOrigins: new Set(['https://app.partners.example']),
  requestsPerMinute: 0,
  invitations: { remindAfterDays: 3, expireAfterDays: 30 },
}

/** What the app is to make of the settings of each set. */
function expectedOf(deployment: Deployment) {
  const { cloud, set } = deployment
  const { ownDomain, furtherAccounts, makesMail } = wanted[set]
  const hasAll = set === 'everything'
  const isOneTenant = hasAll || set === 'government'
  const suffix = suffixOf(deployment)
  const ofAzure = makesMail ? 'DoNotReply@of-azure.azurecomm.net' : 'DoNotReply@partners.example'
  return {
    baseUrl: hasAll ? 'https://partners.example' : `https://func-${suffix}.${host[cloud]}`,
    isLocal: false,
    cloud,
    sendsSpans: hasAll,
    ...(hasAll ? limitsOfAll : limits),
    email: { endpoint: makesMail ? `https://acs-${suffix}.communication.azure.com` : 'https://mail.partners.example' },
    emailSender: ownDomain ? `DoNotReply@${ownDomain}` : ofAzure,
    auth: {
      issuer: `${login[cloud]}/${isOneTenant ? tenant : '{tid}'}/v2.0`,
      audience: '11111111-2222-4333-8444-555555555555',
      jwksUrl: `${login[cloud]}/common/discovery/v2.0/keys`,
      tenants: ['*'],
    },
    signIn: {
      issuer: `${login[cloud]}/${isOneTenant ? tenant : 'organizations'}/v2.0`,
      clientId: '11111111-2222-4333-8444-555555555555',
      clientSecret: undefined,
    },
    tableAccounts: furtherAccounts.includes('b')
      ? [{ from: 128, to: 255, access: { endpoint: `https://stb${suffix}.table.core.windows.net` } }]
      : [],
    accounts: [tenant],
  }
}

function meaningProblems(deployment: Deployment, webhookKey: string): string[] {
  const key = Buffer.alloc(32).toString('base64')
  // As if the vault had been read.
  const given = { ...settingsOf(deployment), LINK_KEYS: key, SESSION_KEYS: key, WEBHOOK_KEY: webhookKey }
  const texts = Object.entries(given).filter(([, value]) => typeof value === 'string')
  const read = readSettings(Object.fromEntries(texts.map(([name, value]) => [name, String(value)])))
  const found: Readonly<Record<string, unknown>> = {
    ...read,
    auth: { ...read.auth, tenants: [...read.auth.tenants] },
    accounts: [...read.accounts.keys()],
  }
  return [
    ...Object.entries(given)
      .filter(([, value]) => typeof value !== 'string')
      .map(([name]) => `${name} is not a text`),
    ...Object.entries(expectedOf(deployment)).flatMap(([name, value]) =>
      differs(`the app's ${name}`, found[name], value),
    ),
  ]
}

/** The app starts with the settings that it is given, and understands what was meant. */
export function settingProblems(deployment: Deployment, webhookKey: string): Problems {
  return [
    ...nameProblems(deployment),
    ...platformProblems(deployment),
    ...referenceProblems(deployment),
    ...meaningProblems(deployment, webhookKey),
  ]
}
