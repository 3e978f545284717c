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
