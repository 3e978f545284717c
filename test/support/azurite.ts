import type { TestProject } from 'vitest/node'
import { loadCatalogue } from '../../infra/catalogue.ts'
import { startAzurite } from '../../local/azurite.ts'
import { startMailbox } from '../../local/mailbox/mailbox.ts'
import { createStorage } from '../../local/storage.ts'
import { startIdentity } from './identity.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly storage: string
    readonly mailbox: { readonly url: string; readonly connectionString: string }
    readonly identity: { readonly jwksUrl: string; readonly privateKey: string }
  }
}

/** One emulator, one mailbox and one identity provider for all test files; every test has partners of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const azurite = await startAzurite({ tablePort: 0, queuePort: 0 })
  await createStorage(azurite.connectionString)
  const { connectionString } = azurite
  for (const file of ['offers', 'products']) await loadCatalogue(`local/catalogue/${file}.json`, { connectionString })
  const mailbox = await startMailbox({ port: 0 })
  const identity = await startIdentity()
  project.provide('storage', azurite.connectionString)
  project.provide('mailbox', { url: mailbox.url, connectionString: mailbox.connectionString })
  project.provide('identity', { jwksUrl: identity.jwksUrl, privateKey: identity.privateKey })
  return async () => {
    await Promise.all([identity.stop(), mailbox.stop(), azurite.stop()])
  }
}
