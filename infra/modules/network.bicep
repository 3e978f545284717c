param location string
param tags { *: string }
param suffix string
@allowed(['flex', 'premium'])
param hosting string
param storageId string
param vaultId string

// Key Vault's private zone has a name of its own in each cloud, other than the vault's public suffix.
var vaultZone = 'privatelink.${replace(substring(environment().suffixes.keyvaultDns, 1), 'vault.', 'vaultcore.')}'
var storageSuffix = environment().suffixes.storage
var subnetOwner = hosting == 'flex' ? 'Microsoft.App/environments' : 'Microsoft.Web/serverFarms'
// The third is for tables; further accounts use its zone too.
var targets = [
  { name: 'blob', zone: 'privatelink.blob.${storageSuffix}', resourceId: storageId }
  { name: 'queue', zone: 'privatelink.queue.${storageSuffix}', resourceId: storageId }
  { name: 'table', zone: 'privatelink.table.${storageSuffix}', resourceId: storageId }
  { name: 'vault', zone: vaultZone, resourceId: vaultId }
]

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${suffix}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.40.0.0/24'] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.40.0.0/26'
          delegations: [
            {
              name: 'app'
              properties: { serviceName: subnetOwner }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: '10.40.0.64/27' }
      }
    ]
  }

  resource appSubnet 'subnets' existing = {
    name: 'app'
  }

  resource endpointSubnet 'subnets' existing = {
    name: 'endpoints'
  }
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for target in targets: {
    name: target.zone
    location: 'global'
    tags: tags
  }
]

resource zoneLinks 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (target, index) in targets: {
    parent: zones[index]
    name: 'link-${suffix}'
    location: 'global'
    tags: tags
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
]

// Three are of one account, which takes one at a time.
@batchSize(1)
resource endpoints 'Microsoft.Network/privateEndpoints@2024-05-01' = [
  for target in targets: {
    name: 'pe-${target.name}-${suffix}'
    location: location
    tags: tags
    properties: {
      subnet: { id: network::endpointSubnet.id }
      privateLinkServiceConnections: [
        {
          name: target.name
          properties: { privateLinkServiceId: target.resourceId, groupIds: [target.name] }
        }
      ]
    }
  }
]

resource zoneGroups 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [
  for (target, index) in targets: {
    parent: endpoints[index]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: target.name, properties: { privateDnsZoneId: zones[index].id } }]
    }
  }
]

output appSubnetId string = network::appSubnet.id
output endpointSubnetId string = network::endpointSubnet.id
output tableZoneId string = zones[2].id
