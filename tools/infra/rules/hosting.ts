import type { Deployment, Resource } from '../deployment.ts'
import { isObject } from '../expressions/json.ts'
import { differs, differsAsSet, differsAt, look, ofType, type Problems } from './look.ts'
import { wanted } from './wanted.ts'

/** What Flex Consumption refuses in the configuration of a site. */
const refusedByFlex = [
  'ftpsState',
  'linuxFxVersion',
  'use32BitWorkerProcess',
  'netFrameworkVersion',
  'functionsRuntimeScaleMonitoringEnabled',
  'functionAppScaleLimit',
  'alwaysOn',
]

function planProblems(deployment: Deployment): string[] {
  const { isFlex, isZoned } = wanted[deployment.set]
  const plans = ofType(deployment, 'Microsoft.Web/serverfarms')
  const sku = isFlex
    ? { name: 'FC1', tier: 'FlexConsumption' }
    : { capacity: isZoned ? 2 : 1, name: 'EP1', tier: 'ElasticPremium' }
  return [
    ...differs('how many plans', plans.length, 1),
    ...plans.flatMap((plan) =>
      differsAt(plan, {
        kind: isFlex ? 'functionapp' : 'elastic',
        sku,
        'properties.reserved': true,
        'properties.zoneRedundant': isZoned,
        'properties.maximumElasticWorkerCount': isFlex ? undefined : 20,
      }),
    ),
  ]
}

function flexProblems(site: Resource, deployment: Deployment, node: string): string[] {
  const { isFlex, maximumInstanceCount, instanceMemoryMB, alwaysReady } = wanted[deployment.set]
  if (!isFlex) return differsAt(site, { 'properties.functionAppConfig': null })
  const [container] = ofType(deployment, 'Microsoft.Storage/storageAccounts/blobServices/containers')
  const account = container?.name.split('/')[0]
  const [identity] = Object.keys(identitiesOf(site))
  const config = look(site, 'properties.siteConfig')
  return [
    ...differsAt(site, {
      'properties.functionAppConfig.runtime': { name: 'node', version: node },
      'properties.functionAppConfig.scaleAndConcurrency': {
        alwaysReady: alwaysReady === 0 ? [] : [{ instanceCount: alwaysReady, name: 'http' }],
        instanceMemoryMB,
        maximumInstanceCount,
      },
      'properties.functionAppConfig.deployment.storage': {
        authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity ?? null },
        type: 'blobContainer',
        value: `https://${account}.blob.core.windows.net/${container?.name.split('/').at(-1)}`,
      },
    }),
    ...refusedByFlex
      .filter((name) => isObject(config) && name in config)
      .map((name) => `${name} is refused by Flex Consumption`),
  ]
}

function identitiesOf(site: Resource) {
  const found = look(site, 'identity.userAssignedIdentities')
  return isObject(found) ? found : {}
}

function siteProblems(site: Resource, deployment: Deployment, node: string): string[] {
  const { isFlex, isPrivate } = wanted[deployment.set]
  const own = deployment.resources.filter(
    ({ type, name }) => type.endsWith('Identities') && !name.startsWith('id-reports'),
  )
  const plan = ofType(deployment, 'Microsoft.Web/serverfarms')[0]
  const subnet = ofType(deployment, 'Microsoft.Network/virtualNetworks')[0]
  return [
    ...differsAsSet(
      'identity of the app',
      Object.keys(identitiesOf(site)),
      own.map(({ id }) => id),
    ),
    ...differsAt(site, {
      kind: 'functionapp,linux',
      'properties.serverFarmId': plan?.id,
      'properties.keyVaultReferenceIdentity': own[0]?.id,
      'properties.virtualNetworkSubnetId': isPrivate ? `${subnet?.id}/subnets/app` : null,
      'properties.vnetRouteAllEnabled': isPrivate && !isFlex ? true : null,
      'properties.siteConfig.http20Enabled': true,
      'properties.siteConfig.linuxFxVersion': isFlex ? undefined : `Node|${node}`,
      'properties.siteConfig.functionsRuntimeScaleMonitoringEnabled': isPrivate && !isFlex ? true : undefined,
    }),
    ...flexProblems(site, deployment, node),
  ]
}

/** Plan and app: kind, runtime, size, zones, network. `node` is the major version that the project runs on. */
export function hostingProblems(deployment: Deployment, node: string): Problems {
  return [
    ...planProblems(deployment),
    ...ofType(deployment, 'Microsoft.Web/sites').flatMap((site) => siteProblems(site, deployment, node)),
  ]
}
