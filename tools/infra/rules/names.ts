import type { Deployment } from '../deployment.ts'
import { differs, look, type Problems, textsIn } from './look.ts'
import { wanted } from './wanted.ts'

/** What Azure takes for a name, by type; a child's is only its own last part. */
const forms: Readonly<Record<string, RegExp>> = {
  'Microsoft.Resources/resourceGroups': /^[\w().-]{0,89}[\w()-]$/,
  'Microsoft.ManagedIdentity/userAssignedIdentities': /^[A-Za-z0-9][\w-]{2,127}$/,
  'Microsoft.Storage/storageAccounts': /^[a-z0-9]{3,24}$/,
  'Microsoft.KeyVault/vaults': /^(?!.*--)[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]$/,
  'Microsoft.Web/sites': /^[a-z0-9][a-z0-9-]{0,58}[a-z0-9]$/,
  'Microsoft.Web/serverfarms': /^[\w-]{1,60}$/,
  'Microsoft.OperationalInsights/workspaces': /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/,
  'Microsoft.Communication/communicationServices': /^[A-Za-z0-9-]{1,63}$/,
  'Microsoft.Communication/emailServices': /^[A-Za-z0-9-]{1,63}$/,
  'Microsoft.EventGrid/systemTopics': /^[A-Za-z0-9-]{3,128}$/,
  'Microsoft.EventGrid/systemTopics/eventSubscriptions': /^[A-Za-z0-9-]{3,64}$/,
  'Microsoft.Insights/workbooks': /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/,
  'Microsoft.Authorization/roleAssignments': /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/,
  'Microsoft.Storage/storageAccounts/queueServices/queues': /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  'Microsoft.Storage/storageAccounts/tableServices/tables': /^[A-Za-z][A-Za-z0-9]{2,62}$/,
}

/** Those that have no region of their own. */
const global =
  /^Microsoft\.(Communication|EventGrid)\/|^Microsoft\.Network\/privateDnsZones|^Microsoft\.Insights\/actionGroups$/

function nameProblems({ resources }: Deployment): string[] {
  const ids = resources.map(({ id }) => id.toLowerCase())
  return [
    ...resources
      .filter(({ type, name }) => forms[type]?.test(name.split('/').at(-1) ?? '') === false)
      .map(({ type, name }) => `${type} cannot be named ${name}`),
    ...resources
      .filter(({ id }, index) => ids.indexOf(id.toLowerCase()) !== index)
      .map(({ id }) => `${id} is there twice`),
  ]
}

function mentionProblems({ resources, outputs }: Deployment): string[] {
  const known = new Set(resources.flatMap((one) => [one.id, ...subnetsOf(one.id, textsIn(one.all))]))
  const mentioned = [...resources.flatMap(({ all }) => textsIn(all)), ...textsIn(outputs)].filter((text) =>
    /^~\/[\w.]+\/\S+$/.test(text),
  )
  return [...new Set(mentioned)].filter((id) => !known.has(id)).map((id) => `${id} is mentioned and not made`)
}

const subnetsOf = (id: string, names: readonly string[]): string[] =>
  id.startsWith('~/Microsoft.Network/virtualNetworks/') ? names.map((name) => `${id}/subnets/${name}`) : []

function placeProblems({ set, resources }: Deployment): string[] {
  const { location, furtherTags } = wanted[set]
  const tags = { ...furtherTags, 'azd-env-name': 'sample' }
  return resources
    .filter((one) => look(one, 'location') !== undefined)
    .flatMap((one) => [
      ...differs(`${one.name}: location`, look(one, 'location'), global.test(one.type) ? 'global' : location),
      ...(one.type === 'Microsoft.Web/sites'
        ? differs(`${one.name}: tags`, look(one, 'tags'), { ...tags, 'azd-service-name': 'api' })
        : differs(`${one.name}: tags`, look(one, 'tags'), tags)),
    ])
}

/** In US Government the resource provider of sites knows no later version. */
const newestOfWeb = '2024-04-01'

function versionProblems({ resources }: Deployment): string[] {
  return resources
    .filter(({ type, all }) => type.startsWith('Microsoft.Web/') && String(all.apiVersion) > newestOfWeb)
    .map(({ type, all }) => `${type}@${all.apiVersion} is later than ${newestOfWeb}`)
}

/** Names as Azure takes them, nothing twice, nothing mentioned that is not made, places and tags. */
export function namingProblems(deployment: Deployment): Problems {
  return [
    ...nameProblems(deployment),
    ...mentionProblems(deployment),
    ...placeProblems(deployment),
    ...versionProblems(deployment),
  ]
}
