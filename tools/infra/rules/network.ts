import type { Deployment, Resource } from '../deployment.ts'
import { listOf, textOf } from '../expressions/json.ts'
import { at, differs, differsAsSet, differsAt, isMain, look, ofType, type Problems } from './look.ts'
import { wanted } from './wanted.ts'

const zonesOf = {
  public: {
    blob: 'privatelink.blob.core.windows.net',
    queue: 'privatelink.queue.core.windows.net',
    table: 'privatelink.table.core.windows.net',
    vault: 'privatelink.vaultcore.azure.net',
  },
  usgov: {
    blob: 'privatelink.blob.core.usgovcloudapi.net',
    queue: 'privatelink.queue.core.usgovcloudapi.net',
    table: 'privatelink.table.core.usgovcloudapi.net',
    vault: 'privatelink.vaultcore.usgovcloudapi.net',
  },
} as const

const last = (id: unknown): string => String(id).split('/').at(-1) ?? ''

/** First address and number of addresses of a range, as in 10.40.0.0/24. */
function rangeOf(prefix: string): readonly [start: number, size: number] {
  const [address = '', bits] = prefix.split('/')
  return [address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0), 2 ** (32 - Number(bits))]
}

const isWithin = ([start, size]: readonly [number, number], [outer, outerSize]: readonly [number, number]): boolean =>
  start >= outer && start + size <= outer + outerSize && start % size === 0

function subnetProblems(network: Resource, deployment: Deployment): string[] {
  const subnets = listOf(look(network, 'properties.subnets'))
  const space = rangeOf(textOf(look(network, 'properties.addressSpace.addressPrefixes.0')))
  const ranges = subnets.map((subnet) => rangeOf(textOf(at(subnet, 'properties.addressPrefix'))))
  const owner = wanted[deployment.set].isFlex ? 'Microsoft.App/environments' : 'Microsoft.Web/serverFarms'
  const [app, endpoints] = ranges
  const areApart = app && endpoints && (app[0] + app[1] <= endpoints[0] || endpoints[0] + endpoints[1] <= app[0])
  return [
    ...differs(
      'subnets',
      subnets.map((subnet) => at(subnet, 'name')),
      ['app', 'endpoints'],
    ),
    ...ranges.filter((range) => !isWithin(range, space)).map(() => 'a subnet lies outside of the network'),
    ...(areApart ? [] : ['the subnets overlap']),
    ...differs(
      'who may use the subnet of the app',
      at(subnets[0], 'properties.delegations.0.properties.serviceName'),
      owner,
    ),
  ]
}

/** Which private endpoint leads where: one for each door of storage and vault, and one for each further account. */
function endpointProblems(deployment: Deployment): string[] {
  const endpoints = ofType(deployment, 'Microsoft.Network/privateEndpoints')
  const groups = ofType(deployment, 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups')
  const found = endpoints.map((one) => {
    const group = groups.find(({ id }) => id.startsWith(`${one.id}/`))
    const zone = last(group && look(group, 'properties.privateDnsZoneConfigs.0.properties.privateDnsZoneId'))
    const connection = look(one, 'properties.privateLinkServiceConnections.0.properties')
    return `${last(at(connection, 'privateLinkServiceId'))} ${at(connection, 'groupIds.0')} ${zone}`
  })
  const { resources, cloud } = deployment
  const zones = zonesOf[cloud]
  const expected = resources.flatMap((one) => {
    const { type, name } = one
    if (type === 'Microsoft.KeyVault/vaults') return [`${name} vault ${zones.vault}`]
    if (type !== 'Microsoft.Storage/storageAccounts') return []
    const doors = isMain(one, deployment) ? (['blob', 'queue', 'table'] as const) : (['table'] as const)
    return doors.map((door) => `${name} ${door} ${zones[door]}`)
  })
  const subnet = `${ofType(deployment, 'Microsoft.Network/virtualNetworks')[0]?.id}/subnets/endpoints`
  return [
    ...differsAsSet('private endpoints', found, expected),
    ...endpoints.flatMap((one) => differsAt(one, { 'properties.subnet.id': subnet })),
  ]
}

function zoneProblems(deployment: Deployment): string[] {
  const links = ofType(deployment, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks')
  const [network] = ofType(deployment, 'Microsoft.Network/virtualNetworks')
  const names = Object.values(zonesOf[deployment.cloud])
  return [
    ...differsAsSet(
      'zones',
      ofType(deployment, 'Microsoft.Network/privateDnsZones').map(({ name }) => name),
      names,
    ),
    ...differsAsSet(
      'zones linked to the network',
      links.map(({ name }) => name.split('/')[0] ?? ''),
      names,
    ),
    ...links.flatMap((one) =>
      differsAt(one, { properties: { registrationEnabled: false, virtualNetwork: { id: network?.id ?? null } } }),
    ),
  ]
}

/** Where it is private, everything that is closed to the outside can be reached from inside; elsewhere there is no network. */
export function networkProblems(deployment: Deployment): Problems {
  const found = deployment.resources.filter(({ type }) => type.startsWith('Microsoft.Network/'))
  if (!wanted[deployment.set].isPrivate) return differs('what there is of a network', found.length, 0)
  const [network] = ofType(deployment, 'Microsoft.Network/virtualNetworks')
  if (!network) return ['there is no network']
  return [...subnetProblems(network, deployment), ...endpointProblems(deployment), ...zoneProblems(deployment)]
}
