import { azuriteConnectionString } from './azurite.ts'
import type { Keys } from './keys.ts'
import { type Organisation, organisations } from './people.ts'
import { sampleWebhookKey } from './sample-webhook-key.ts'

export interface Ports {
  readonly host: number
  readonly mailbox: number
  readonly issuer: number
  readonly queue: number
  readonly table: number
  /** Only the real Functions host needs blobs (for its timers). */
  readonly blob?: number
}

export const defaultPorts = { host: 7071, mailbox: 7072, issuer: 7073, blob: 10000, queue: 10001, table: 10002 }

/** What the app's API is called in its tokens. */
export const audience = 'api://twotier'

export const emailSender = 'DoNotReply@mail.harbor.example'

/** The pages' sign-in client. Known to everyone, like every secret of the local surroundings. */
export const signinClient = { clientId: 'twotier-pages', clientSecret: 'local-only-signin-secret' }

/** The key that the mailbox checks signatures with. */
export const mailboxAccessKey = Buffer.from('local-only-mailbox-key-no-secret').toString('base64')

/** The keys of local.settings.sample.json: fixed, and only for one's own machine. */
export const sampleKeys: Keys = {
  linkKeys: [Buffer.from('local-only-link-key-not-a-secret').toString('base64')],
  sessionKeys: [Buffer.from('local-only-session-key-no-secret').toString('base64')],
  webhookKey: sampleWebhookKey,
}

export type AppSettings = ReturnType<typeof appSettings>

/** Every setting of the app, for surroundings that listen on these ports of this machine. */
export function appSettings(ports: Ports, keys: Keys) {
  const issuer = localUrl(ports.issuer)
  return {
    FUNCTIONS_WORKER_RUNTIME: 'node',
    AzureWebJobsStorage: azuriteConnectionString({
      tablePort: ports.table,
      queuePort: ports.queue,
      blobPort: ports.blob,
    }),
    BASE_URL: localUrl(ports.host),
    CLOUD: 'public',
    PARTNER_ACCOUNTS: JSON.stringify([organisations.harbor, organisations.solo, organisations.quay].map(toAccount)),
    AUTH_ISSUER: issuer,
    AUTH_AUDIENCE: audience,
    AUTH_JWKS_URL: `${issuer}/jwks`,
    AUTH_TENANTS: '*',
    SIGNIN_ISSUER: issuer,
    SIGNIN_CLIENT_ID: signinClient.clientId,
    SIGNIN_CLIENT_SECRET: signinClient.clientSecret,
    EMAIL_CONNECTION_STRING: mailboxConnectionString(localUrl(ports.mailbox)),
    EMAIL_SENDER: emailSender,
    LINK_KEYS: keys.linkKeys.join(','),
    SESSION_KEYS: keys.sessionKeys.join(','),
    WEBHOOK_KEY: keys.webhookKey,
  }
}

/** Where the issuer may send people back to after they signed in. */
export function redirectUri(baseUrl: string): string {
  return `${baseUrl}/signin/callback`
}

export function localUrl(port: number): string {
  return `http://127.0.0.1:${port}`
}

export function mailboxConnectionString(url: string): string {
  return `endpoint=${url}/;accesskey=${mailboxAccessKey}`
}

function toAccount({ tenantId, kind, name, country, mpnId, domain, email, isSandbox }: Organisation) {
  return { partnerId: tenantId, kind, name, country, mpnId, domain, email, ...(isSandbox && { isSandbox }) }
}
