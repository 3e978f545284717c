import { spreadTables } from '../../shared/azure/slots.ts'
import { queueNames, tableNames } from '../../shared/azure/storage-names.ts'
import { eventNames } from '../../shared/azure/telemetry.ts'

/** The deployment's files by their path below `infra/`. */
export type Files = Readonly<Record<string, string>>

const module = (files: Files, name: string): string => files[`modules/${name}.bicep`] ?? ''
const all = (files: Files): string => Object.values(files).join('\n')

/** What the platform reads; the app does not. */
const platformSettings = [
  'AzureWebJobsStorage__blobServiceUri',
  'AzureWebJobsStorage__credential',
  'AzureWebJobsStorage__clientId',
  'APPLICATIONINSIGHTS_CONNECTION_STRING',
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
  'FUNCTIONS_EXTENSION_VERSION',
  'FUNCTIONS_WORKER_RUNTIME',
  'WEBSITE_RUN_FROM_PACKAGE',
]

/** What stands for an identity on one's own machine. */
const localSettings = ['AzureWebJobsStorage', 'SIGNIN_CLIENT_SECRET', 'EMAIL_CONNECTION_STRING']

/** Every role that anybody is given. */
export const roleIds: Readonly<Record<string, string>> = {
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b': 'Storage Blob Data Owner',
  '974c5e8b-45b9-4653-ba55-5f855dd0fb88': 'Storage Queue Data Contributor',
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3': 'Storage Table Data Contributor',
  'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a': 'Storage Queue Data Message Sender',
  '3913510d-42f4-4e42-8a64-420c390055eb': 'Monitoring Metrics Publisher',
  '09976791-48a7-449e-bb21-39d1a415f350': 'Communication and Email Service Owner',
  '4633458b-17de-408a-b874-0445c86b69e6': 'Key Vault Secrets User',
  'b86a8fe4-44ce-4948-aee5-eccb2c155cd7': 'Key Vault Secrets Officer',
}

/** The names in a list of strings. */
export function listIn(text: string, name: string): string[] {
  const [, body = ''] = new RegExp(`var ${name} = \\[([^\\]]*)\\]`).exec(text) ?? []
  return [...body.matchAll(/'([^']+)'/g)].map(([, one = '']) => one)
}

/** The settings that the deployment gives the app, with their values as they are written. */
export function settingsIn(files: Files): Map<string, string> {
  const [, body = ''] = /name: 'appsettings'([\s\S]*?)\n}\n/.exec(module(files, 'app')) ?? []
  return new Map([...body.matchAll(/\b([A-Z]\w*): ([^\n]+)/g)].map(([, name = '', value = '']) => [name, value]))
}

/** The settings that the app knows, from the schema that reads them. */
export function settingsOf(source: string): string[] {
  const [, body = ''] = /const Environment = z\.object\(\{([\s\S]*?)\n\}\)/.exec(source) ?? []
  return [...body.matchAll(/^ {2}(\w+):/gm)].map(([, name = '']) => name)
}

/** Everything that a deployment of ours must be, and that these files are not. */
export function infraProblems(files: Files, settingsSource: string): string[] {
  return [
    ...storageProblems(files),
    ...settingProblems(files, settingsSource),
    ...roleProblems(files),
    ...secretProblems(files),
    ...closedProblems(files),
    ...alertProblems(files),
  ]
}

const difference = (what: string, left: readonly string[], right: readonly string[]): string[] =>
  [...left].sort().join() === [...right].sort().join() ? [] : [`${what}: ${left} are not ${right}`]

function storageProblems(files: Files): string[] {
  const storage = module(files, 'storage')
  const reports = queueNames.find((name) => name === 'record-delivery-report')
  return [
    ...difference('tables', listIn(storage, 'tables'), tableNames),
    ...difference('spread tables', listIn(module(files, 'table-account'), 'tables'), spreadTables),
    ...difference('queues', listIn(storage, 'queues'), queueNames),
    ...(/for name in queues: \{ name: '\$\{name\}-poison' \}/.test(storage) ? [] : ['no poison queues']),
    ...(/output reportQueue string = last\(queues\)/.test(storage) && listIn(storage, 'queues').at(-1) === reports
      ? []
      : ['delivery reports go to a queue that nobody reads']),
  ]
}

function settingProblems(files: Files, source: string): string[] {
  const given = [...settingsIn(files).keys()]
  const app = module(files, 'app')
  const [, premiumOnly = ''] = /isFlex\s*\? \{\}\s*: \{([\s\S]*?)\}/.exec(app.slice(app.indexOf("'appsettings'"))) ?? []
  const rejected = ['FUNCTIONS_WORKER_RUNTIME', 'FUNCTIONS_EXTENSION_VERSION']
  return [
    ...difference(
      'settings',
      given.filter((name) => !platformSettings.includes(name)),
      settingsOf(source).filter((name) => !localSettings.includes(name)),
    ),
    ...rejected
      .filter((name) => app.split(name).length !== 2 || !premiumOnly.includes(name))
      .map((name) => `${name} is refused by Flex Consumption`),
  ]
}

function roleProblems(files: Files): string[] {
  const lines = all(files).split('\n')
  const isComment = (line = '') => line.trim().startsWith('//')
  const ids = lines.flatMap((line, index) =>
    [...line.matchAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)].map(([id]) => ({ id, index })),
  )
  const assignments = lines.flatMap((line, index) =>
    line.includes("'Microsoft.Authorization/roleAssignments@") ? [index] : [],
  )
  return [
    ...ids.filter(({ id }) => !(id in roleIds)).map(({ id }) => `role ${id} is not one of ours`),
    ...ids
      .filter(({ id, index }) => !lines[index - 1]?.includes(`// ${roleIds[id]}:`))
      .map(({ id }) => `role ${id} is not said what for`),
    ...assignments.filter((index) => !isComment(lines[index - 1])).map((index) => `${lines[index]}: without a reason`),
    ...(assignments.length === 7 ? [] : [`${assignments.length} role assignments`]),
  ]
}

function secretProblems(files: Files): string[] {
  const text = all(files)
  const outputs = text.match(/^output .*$/gm) ?? []
  const secure = [...text.matchAll(/@secure\(\)\nparam (\w+) \w+ = (.*)/g)]
  const secrets = [...text.matchAll(/(.*)\nresource \w+ 'Microsoft\.KeyVault\/vaults\/secrets@/g)]
  const isReference = (value = '') => /^'@Microsoft\.KeyVault\(SecretUri=\$\{secrets\}\/[a-z-]+\)'/.test(value)
  return [
    ...(text.match(/\b(list\w*(Keys|Secrets?|Sas)\w*|getSecret|primaryKey|InstrumentationKey)\b/g) ?? []).map(
      (word) => `${word} is used`,
    ),
    ...outputs.filter((line) => /secret|password|connectionstring|firstLink|firstSession/i.test(line)),
    ...secure
      .filter(([, , value = '']) => !/^base64\('\$\{newGuid\(\)/.test(value))
      .map(([, name]) => `${name} can be given`),
    ...secrets.filter(([, before]) => before !== '@onlyIfNotExists()').map(() => 'a deployment makes keys anew'),
    ...[...settingsIn(files)]
      .filter(([name, value]) => /_KEYS?$/.test(name) && !isReference(value))
      .map(([name]) => `${name} is not in the vault`),
    ...(files['main.bicepparam']?.match(/^param \w*(key|secret|password)\w* .*$/gim) ?? []).filter(
      (line) => !line.startsWith('param keyOfficerId '),
    ),
  ]
}

/** By resource type: what closes it, and how many of the type there are. */
const closed: readonly (readonly [type: string, count: number, words: readonly string[]])[] = [
  [
    'Microsoft.Storage/storageAccounts',
    2,
    [
      'allowSharedKeyAccess: false',
      'allowBlobPublicAccess: false',
      "minimumTlsVersion: 'TLS1_2'",
      'supportsHttpsTrafficOnly: true',
      'defaultToOAuthAuthentication: true',
    ],
  ],
  ['Microsoft.Communication/communicationServices', 1, ['disableLocalAuth: true']],
  ['Microsoft.OperationalInsights/workspaces', 1, ['disableLocalAuth: true', 'dailyQuotaGb:']],
  ['Microsoft.Insights/components', 1, ['DisableLocalAuth: true']],
  [
    'Microsoft.KeyVault/vaults',
    1,
    ['enableRbacAuthorization: true', 'enableSoftDelete: true', 'enablePurgeProtection: true'],
  ],
  [
    'Microsoft.Web/sites',
    1,
    ['httpsOnly: true', "minTlsVersion: '1.2'", "ftpsState: 'Disabled'", 'keyVaultReferenceIdentity:'],
  ],
]

function closedProblems(files: Files): string[] {
  const text = all(files)
  const problems = closed.flatMap(([type, count, words]) => {
    const found = [
      ...text.matchAll(new RegExp(`^resource \\w+ '${type}@[^']+' = (?:if \\([^\\n]*\\) )?\\{([\\s\\S]*?)^\\}`, 'gm')),
    ]
    return [
      ...(found.length === count ? [] : [`${found.length} of ${type}`]),
      ...found.flatMap(([, body = '']) =>
        words.filter((word) => !body.includes(word)).map((word) => `${type}: ${word}`),
      ),
    ]
  })
  const passwords = [...text.matchAll(/'basicPublishingCredentialsPolicies' = \{[^}]*allow: (\w+)/g)].map(
    ([, allow]) => allow,
  )
  const order = /dependsOn: \[topicMaySend\]/.test(module(files, 'email'))
    ? []
    : ['reports before the right to send them']
  return [...problems, ...difference('publishing passwords', passwords.map(String), ['false', 'false']), ...order]
}

function alertProblems(files: Files): string[] {
  const alerts = module(files, 'alerts')
  const queries = [...alerts.matchAll(/query: pipe\(\[([\s\S]*?)\]\)/g)].map(([, query = '']) => query)
  const events = [...module(files, 'events').matchAll(/^ {2}(\w+): '(\w+)'$/gm)]
  return [
    ...queries.filter((query) => !/found = /.test(query)).map((query) => `no figure: ${query}`),
    ...(queries.some((query) => query.includes('-poison') && query.includes('events.poisonRedriven'))
      ? []
      : ['no alert on poison']),
    ...(events.length > 0 ? [] : ['no events']),
    ...events
      .filter(([, , name = '']) => !(eventNames as readonly string[]).includes(name))
      .map(([, , name]) => `nobody tells of ${name}`),
    ...(/actionGroups: empty\(alertEmail\) \? \[\] : \[people\.id\]/.test(alerts) ? [] : ['alerts reach nobody']),
  ]
}
