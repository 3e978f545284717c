import type { Deployment } from '../deployment.ts'
import type { Json } from '../expressions/json.ts'
import { differs, differsAsSet, differsAt, isMain, look, ofType, type Problems, textsIn } from './look.ts'
import { type Wanted, wanted } from './wanted.ts'

type Doors = Readonly<Record<string, Json | undefined>>

/** What keeps each kind of thing closed, and how many of a kind there are. */
const doors: Readonly<Record<string, (of: Wanted) => { readonly count: number; readonly doors: Doors }>> = {
  'Microsoft.Storage/storageAccounts': ({ isPrivate, furtherAccounts }) => ({
    count: 1 + furtherAccounts.length,
    doors: {
      'properties.allowSharedKeyAccess': false,
      'properties.defaultToOAuthAuthentication': true,
      'properties.allowBlobPublicAccess': false,
      'properties.allowCrossTenantReplication': false,
      'properties.minimumTlsVersion': 'TLS1_2',
      'properties.supportsHttpsTrafficOnly': true,
      'properties.networkAcls.defaultAction': isPrivate ? 'Deny' : 'Allow',
    },
  }),
  'Microsoft.Storage/storageAccounts/blobServices/containers': () => ({
    count: 1,
    doors: { 'properties.publicAccess': 'None' },
  }),
  'Microsoft.KeyVault/vaults': ({ isPrivate }) => ({
    count: 1,
    doors: {
      'properties.enableRbacAuthorization': true,
      'properties.enableSoftDelete': true,
      'properties.softDeleteRetentionInDays': 90,
      'properties.enablePurgeProtection': true,
      'properties.accessPolicies': undefined,
      'properties.publicNetworkAccess': isPrivate ? 'Disabled' : 'Enabled',
      'properties.networkAcls': { bypass: 'AzureServices', defaultAction: isPrivate ? 'Deny' : 'Allow' },
      'properties.tenantId': 'aaaaaaaa-0000-4000-8000-000000000001',
    },
  }),
  'Microsoft.Communication/communicationServices': ({ makesMail }) => ({
    count: makesMail ? 1 : 0,
    doors: { 'properties.disableLocalAuth': true },
  }),
  'Microsoft.OperationalInsights/workspaces': ({ dailyCapGb }) => ({
    count: 1,
    doors: {
      'properties.features.disableLocalAuth': true,
      'properties.workspaceCapping.dailyQuotaGb': dailyCapGb,
      'properties.retentionInDays': 90,
      'properties.publicNetworkAccessForIngestion': 'Enabled',
      'properties.publicNetworkAccessForQuery': 'Enabled',
    },
  }),
  'Microsoft.Insights/components': () => ({
    count: 1,
    doors: {
      'properties.DisableLocalAuth': true,
      'properties.IngestionMode': 'LogAnalytics',
      'properties.publicNetworkAccessForIngestion': 'Enabled',
      'properties.publicNetworkAccessForQuery': 'Enabled',
    },
  }),
  'Microsoft.Web/sites': ({ isFlex }) => ({
    count: 1,
    doors: {
      'properties.httpsOnly': true,
      'properties.publicNetworkAccess': 'Enabled',
      'properties.clientAffinityEnabled': false,
      'properties.siteConfig.minTlsVersion': '1.2',
      'properties.siteConfig.scmMinTlsVersion': isFlex ? undefined : '1.2',
      'properties.siteConfig.ftpsState': isFlex ? undefined : 'Disabled',
      'properties.siteConfig.cors': undefined,
      'identity.type': 'UserAssigned',
    },
  }),
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': () => ({ count: 2, doors: { 'properties.allow': false } }),
}

function doorProblems(deployment: Deployment): string[] {
  return Object.entries(doors).flatMap(([type, of]) => {
    const { count, doors: closed } = of(wanted[deployment.set])
    const found = ofType(deployment, type)
    return [...differs(`how many of ${type}`, found.length, count), ...found.flatMap((one) => differsAt(one, closed))]
  })
}

/** The account that Event Grid puts reports into stays open to trusted services; the others open to nobody. */
function storageDoorProblems(deployment: Deployment): string[] {
  const { isPrivate } = wanted[deployment.set]
  return ofType(deployment, 'Microsoft.Storage/storageAccounts').flatMap((account) => {
    return differsAt(account, {
      'properties.publicNetworkAccess': isPrivate && !isMain(account, deployment) ? 'Disabled' : 'Enabled',
      'properties.networkAcls.bypass': isMain(account, deployment) ? 'AzureServices' : 'None',
    })
  })
}

function frontDoorProblems(deployment: Deployment): string[] {
  const { frontDoorId } = wanted[deployment.set]
  const only = frontDoorId && {
    action: 'Allow',
    headers: { 'x-azure-fdid': [frontDoorId] },
    ipAddress: 'AzureFrontDoor.Backend',
    name: 'front-door',
    priority: 100,
    tag: 'ServiceTag',
  }
  return ofType(deployment, 'Microsoft.Web/sites').flatMap((site) =>
    differsAt(site, {
      'properties.siteConfig.ipSecurityRestrictions': only && [only],
      'properties.siteConfig.ipSecurityRestrictionsDefaultAction': only && 'Deny',
      'properties.siteConfig.scmIpSecurityRestrictionsUseMain': only && false,
      'properties.siteConfig.scmIpSecurityRestrictionsDefaultAction': only && 'Allow',
    }),
  )
}

function secretProblems(deployment: Deployment): string[] {
  const secrets = ofType(deployment, 'Microsoft.KeyVault/vaults/secrets')
  const anywhere = [...deployment.resources.flatMap(({ all }) => textsIn(all)), ...textsIn(deployment.outputs)]
  return [
    ...differsAsSet(
      'secrets of the vault',
      secrets.map(({ name }) => name.split('/')[1] ?? ''),
      ['link-keys', 'session-keys'],
    ),
    ...secrets
      .filter((one) => !String(look(one, 'properties.value')).includes('newGuid()'))
      .map(({ name }) => `${name} is not made by the deployment`),
    ...anywhere.filter((text) => /\blist\w*\(|AccountKey=|SharedAccessSignature|sig=/i.test(text)),
    ...differsAsSet('outputs', Object.keys(deployment.outputs), [
      'AZURE_RESOURCE_GROUP',
      'AZURE_FUNCTION_NAME',
      'AZURE_KEY_VAULT_NAME',
      'APP_PRINCIPAL_ID',
      'BASE_URL',
    ]),
  ]
}

function lockProblems(deployment: Deployment): string[] {
  const { isProtected, furtherAccounts } = wanted[deployment.set]
  const locks = ofType(deployment, 'Microsoft.Authorization/locks')
  const held = locks.map(({ id }) => id.split('/providers/Microsoft.Authorization/')[0] ?? '')
  const kept = deployment.resources.filter(({ type }) => /storageAccounts$|vaults$/.test(type)).map(({ id }) => id)
  return [
    ...differsAsSet('locks', held, isProtected ? kept : []),
    ...differs('how many locks', locks.length, isProtected ? 2 + furtherAccounts.length : 0),
    ...locks.flatMap((one) => differsAt(one, { 'properties.level': 'CanNotDelete' })),
  ]
}

/** Closed doors: keys off, nothing public that is not meant to be, no secret anywhere but in the vault. */
export function doorsProblems(deployment: Deployment): Problems {
  return [
    ...doorProblems(deployment),
    ...storageDoorProblems(deployment),
    ...frontDoorProblems(deployment),
    ...secretProblems(deployment),
    ...lockProblems(deployment),
  ]
}
