import type { Golden } from '../deployment.ts'
import { type Json, type JsonObject, listOf, objectOf } from '../expressions/json.ts'
import { sampleEnvironment } from '../sample-environment.ts'
import { at, differs, differsAsSet, type Problems } from './look.ts'

/** Which variable a parameter comes from, and what it is there without; `undefined` where it must be set. */
const variables: Readonly<Record<string, readonly [parameter: string, fallback: string | undefined]>> = {
  AZURE_ENV_NAME: ['environmentName', 'twotier'],
  AZURE_LOCATION: ['location', 'westeurope'],
  CLOUD: ['cloud', 'public'],
  AUTH_CLIENT_ID: ['authClientId', undefined],
  AUTH_TENANT_ID: ['authTenantId', ''],
  AUTH_TENANTS: ['allowedTenants', undefined],
  PARTNER_ACCOUNTS: ['partnerAccounts', undefined],
  ALERT_EMAIL: ['alertEmail', ''],
  OPERATOR_ID: ['operatorId', ''],
  KEY_OFFICER_ID: ['keyOfficerId', ''],
  WEBHOOKS_ENABLED: ['webhooksEnabled', 'false'],
  PRIVATE_NETWORK: ['privateNetwork', 'false'],
  PROTECT: ['protect', 'false'],
  DIAGNOSTICS: ['diagnostics', 'false'],
  CUSTOM_BASE_URL: ['baseUrl', ''],
  FRONT_DOOR_ID: ['frontDoorId', ''],
  EMAIL_DOMAIN: ['emailDomain', ''],
  EMAIL_DOMAIN_VERIFIED: ['emailDomainVerified', 'false'],
  EMAIL_ENDPOINT: ['emailEndpoint', ''],
  EMAIL_SENDER: ['emailSender', ''],
  ALLOWED_ORIGINS: ['allowedOrigins', ''],
}

function isValueOf(variable: string, value: Json | undefined): boolean {
  const text = sampleEnvironment[variable]
  return (
    value === (text === 'true' || text) || (typeof value === 'object' && JSON.stringify(value) === sorted(text ?? ''))
  )
}

function sorted(text: string): string {
  const list = listOf(JSON.parse(text)).map(objectOf)
  return JSON.stringify(list.map((one) => Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))))
}

/** Every variable reaches the parameter it is for, and is missed where there is no default. */
export function environmentProblems({ outline, environment }: Golden, source: string): Problems {
  const read = [...source.matchAll(/readEnvironmentVariable\('(\w+)'(?:, '([^']*)')?\)/g)]
  const required = Object.entries(objectOf(outline.parameters)).filter(
    ([, one]) => at(one, 'defaultValue') === undefined,
  )
  return [
    ...differsAsSet(
      'variables',
      read.map(([, name, fallback]) => `${name} ${fallback}`),
      Object.entries(variables).map(([name, [, fallback]]) => `${name} ${fallback}`),
    ),
    ...Object.entries(variables)
      .filter(([variable, [parameter]]) => !isValueOf(variable, at(environment, `${parameter}.value`)))
      .map(([variable, [parameter]]) => `${parameter} is not what ${variable} says`),
    ...required.filter(([name]) => !(name in environment)).map(([name]) => `nothing gives ${name}`),
  ]
}

/** Every parameter stands in the guide's table with what it is without, and every variable somewhere in the guide. */
export function toldParameterProblems({ outline }: Golden, guide: string): Problems {
  const rows = guide.split('\n').flatMap((line) => /^\|([^|]*)\|/.exec(line)?.[1] ?? [])
  const told = rows.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name))
  const parameters = Object.entries(objectOf(outline.parameters))
  return [
    ...parameters.filter(([name]) => !told.includes(name)).map(([name]) => `the guide does not tell of ${name}`),
    ...parameters
      .filter(([, one]) => String(at(one, 'metadata.description') ?? '').length < 10)
      .map(([name]) => `${name} has no description`),
    ...Object.keys(variables)
      .filter((name) => !name.startsWith('AZURE_') && !guide.includes(name))
      .map((name) => `the guide does not tell of ${name}`),
  ]
}

/** How far the numbers and texts of the template may go: as far as the app and Azure take them, and no further. */
const limits: Readonly<Record<string, JsonObject>> = {
  environmentName: { minLength: 1, maxLength: 20 },
  location: { minLength: 1 },
  cloud: { allowedValues: ['public', 'usgov'] },
  hosting: { allowedValues: ['flex', 'premium'] },
  storageSku: {
    allowedValues: [
      'Standard_LRS',
      'Standard_ZRS',
      'Standard_GRS',
      'Standard_RAGRS',
      'Standard_GZRS',
      'Standard_RAGZRS',
    ],
  },
  maximumInstanceCount: { minValue: 40, maxValue: 1000 },
  instanceMemoryMB: { allowedValues: [2048, 4096] },
  alwaysReadyInstances: { minValue: 0, maxValue: 1000 },
  authClientId: { minLength: 36, maxLength: 36 },
  allowedTenants: { minLength: 1 },
  partnerAccounts: { minLength: 1 },
  dailyCapGb: { minValue: 1 },
  requestsPerMinute: { minValue: 0 },
  remindAfterDays: { minValue: 1, maxValue: 365 },
  expireAfterDays: { minValue: 1, maxValue: 365 },
}

const isLimit = (name: string): boolean => /^(min|max)(Length|Value)$|^allowedValues$/.test(name)

/** The defaults that somebody who sets nothing gets. */
const defaults: JsonObject = {
  resourceGroupName: '',
  cloud: 'public',
  hosting: "[if(equals(parameters('cloud'), 'usgov'), 'premium', 'flex')]",
  zoneRedundant: false,
  storageSku: "[if(parameters('zoneRedundant'), 'Standard_ZRS', 'Standard_LRS')]",
  maximumInstanceCount: 100,
  instanceMemoryMB: 2048,
  alwaysReadyInstances: 0,
  privateNetwork: false,
  protect: false,
  tags: {},
  baseUrl: '',
  frontDoorId: '',
  authTenantId: '',
  tableAccounts: [],
  emailDataLocation: "[if(equals(parameters('cloud'), 'usgov'), '', 'United States')]",
  emailDomain: '',
  emailDomainVerified: false,
  emailEndpoint: '',
  emailSender: '',
  alertEmail: '',
  dailyCapGb: 2,
  otlpEndpoint: '',
  allowedOrigins: '',
  webhooksEnabled: false,
  keyOfficerId: '',
  operatorId: '',
  diagnostics: false,
  requestsPerMinute: 500,
  remindAfterDays: 7,
  expireAfterDays: 14,
}

/** Limits and defaults are those above. */
export function limitProblems({ outline }: Golden): Problems {
  return Object.entries(objectOf(outline.parameters)).flatMap(([name, parameter]) => {
    const found = Object.entries(objectOf(parameter)).filter(([field]) => isLimit(field))
    return [
      ...differsAsSet(
        `limits of ${name}`,
        found.map(([field, value]) => `${field} ${[value].flat().map(String).sort().join(' ')}`),
        Object.entries(limits[name] ?? {}).map(
          ([field, value]) => `${field} ${[value].flat().map(String).sort().join(' ')}`,
        ),
      ),
      ...differs(`what ${name} is without`, at(parameter, 'defaultValue'), defaults[name]),
    ]
  })
}
