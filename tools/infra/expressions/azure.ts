import { type Json, type JsonObject, textOf } from './json.ts'

export type CloudName = 'public' | 'usgov'

/** What `environment()` says in a cloud, as far as templates of ours ask. */
export const environments: Readonly<Record<CloudName, JsonObject>> = {
  public: {
    suffixes: { storage: 'core.windows.net', keyvaultDns: '.vault.azure.net' },
    authentication: { loginEndpoint: 'https://login.microsoftonline.com/' },
  },
  usgov: {
    suffixes: { storage: 'core.usgovcloudapi.net', keyvaultDns: '.vault.usgovcloudapi.net' },
    authentication: { loginEndpoint: 'https://login.microsoftonline.us/' },
  },
}

const apps: Readonly<Record<CloudName, string>> = { public: 'azurewebsites.net', usgov: 'azurewebsites.us' }
const vaults: Readonly<Record<CloudName, string>> = { public: 'vault.azure.net', usgov: 'vault.usgovcloudapi.net' }
const stores: Readonly<Record<CloudName, string>> = { public: 'core.windows.net', usgov: 'core.usgovcloudapi.net' }

const kinds: Readonly<Record<string, (name: string, cloud: CloudName) => JsonObject>> = {
  'Microsoft.ManagedIdentity/userAssignedIdentities': (name) => ({
    principalId: `principal of ${name}`,
    clientId: `client id of ${name}`,
  }),
  'Microsoft.Insights/components': (name) => ({
    ConnectionString: `InstrumentationKey=of-${name};IngestionEndpoint=https://ingestion.example/`,
  }),
  'Microsoft.KeyVault/vaults': (name, cloud) => ({ vaultUri: `https://${name}.${vaults[cloud]}/` }),
  'Microsoft.Storage/storageAccounts': (name, cloud) => ({
    primaryEndpoints: Object.fromEntries(
      ['blob', 'queue', 'table'].map((kind) => [kind, `https://${name}.${kind}.${stores[cloud]}/`]),
    ),
  }),
  'Microsoft.Web/sites': (name, cloud) => ({ defaultHostName: `${name}.${apps[cloud]}` }),
  'Microsoft.Communication/communicationServices': (name) => ({ hostName: `${name}.communication.azure.com` }),
  'Microsoft.Communication/emailServices/domains': () => ({ fromSenderDomain: 'of-azure.azurecomm.net' }),
}

/** The type of a resource, from its id: every other part behind the provider. */
function typeOfId(id: string): string {
  const [provider, ...parts] = (id.split('/providers/').at(-1) ?? '').replace(/^~\//, '').split('/')
  return [provider, ...parts.filter((_, index) => index % 2 === 0)].join('/')
}

/** What Azure would say of a resource once it is made: made-up values of the right form. @throws {Error} for another type */
export function referenced(id: Json | undefined, cloud: CloudName): JsonObject {
  const type = typeOfId(textOf(id))
  const describe = kinds[type]
  if (!describe) throw new Error(`nobody knows what becomes of ${type}`)
  return describe(textOf(id).split('/').at(-1) ?? '', cloud)
}
