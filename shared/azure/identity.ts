import { ManagedIdentityCredential } from '@azure/identity'
import { settings } from './settings.ts'

let credential: ManagedIdentityCredential | undefined

/** The app's own identity in Azure. Imported only where an address stands in place of a connection string. */
export function identity(): ManagedIdentityCredential {
  credential ??= settings.identityClientId
    ? new ManagedIdentityCredential({ clientId: settings.identityClientId })
    : new ManagedIdentityCredential()
  return credential
}

/** A token of the app's identity that the identity provider takes in place of a client's secret. */
export async function exchangeToken(): Promise<string> {
  const audience = settings.cloud === 'usgov' ? 'api://AzureADTokenExchangeUSGov' : 'api://AzureADTokenExchange'
  return (await identity().getToken(`${audience}/.default`)).token
}
