import { randomInt, randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { sampleWebhookKey } from '../../local/sample-webhook-key.ts'

export interface TestPartner {
  readonly partnerId: string
  readonly kind: 'indirectProvider' | 'directPartner' | 'indirectReseller'
  readonly name: string
  readonly country: string
  readonly mpnId: string
  readonly domain: string
  readonly email: string
  readonly isSandbox?: true
}

// A process that starts others hands its settings on, and the system limits their length.
const perProcess = Number(process.env.PARTNERS_PER_PROCESS ?? 250)
const ofOtherKinds = Math.ceil(perProcess / 12)

function partner(kind: TestPartner['kind'], index: number): TestPartner {
  const mpnId = String(randomInt(1_000_000, 2_000_000_000))
  return {
    partnerId: randomUUID(),
    kind,
    name: `${kind} ${index}`,
    country: 'US',
    mpnId,
    domain: `p${mpnId}.example`,
    email: `office@p${mpnId}.example`,
  }
}

const pool = {
  indirectProvider: Array.from({ length: perProcess }, (_, index) => partner('indirectProvider', index)),
  directPartner: Array.from({ length: ofOtherKinds }, (_, index) => partner('directPartner', index)),
  sandbox: Array.from({ length: ofOtherKinds }, (_, index) => ({
    ...partner('indirectProvider', index),
    isSandbox: true as const,
  })),
}

/** A partner of the operator's that no other test has. */
export function freshPartner(kind: keyof typeof pool = 'indirectProvider'): TestPartner {
  const next = pool[kind].pop()
  if (!next) throw new Error(`more than ${perProcess} partners of kind ${kind} in one process`)
  return next
}

const keys = {
  link: Buffer.alloc(32, 'link').toString('base64'),
  session: Buffer.alloc(32, 'session').toString('base64'),
}

export const audience = 'api://twotier-test'
export const issuer = 'https://login.example/{tid}/v2.0'
export const baseUrl = 'http://127.0.0.1:7071'

/** The settings of the app for one test file. */
export function environment({
  storage,
  mailbox,
}: {
  readonly storage: string
  readonly mailbox: string
}): Record<string, string> {
  return {
    AzureWebJobsStorage: storage,
    BASE_URL: baseUrl,
    CLOUD: 'public',
    PARTNER_ACCOUNTS: JSON.stringify(Object.values(pool).flat()),
    AUTH_ISSUER: issuer,
    AUTH_AUDIENCE: audience,
    AUTH_JWKS_URL: inject('identity').jwksUrl,
    AUTH_TENANTS: '*',
    SIGNIN_ISSUER: 'http://127.0.0.1:9',
    SIGNIN_CLIENT_ID: 'pages',
    SIGNIN_CLIENT_SECRET: 'secret',
    EMAIL_CONNECTION_STRING: mailbox,
    EMAIL_SENDER: 'DoNotReply@mail.example.com',
    // Tests ask faster than people; the limit has a test of its own.
    REQUESTS_PER_MINUTE: '0',
    LINK_KEYS: keys.link,
    SESSION_KEYS: keys.session,
    WEBHOOK_KEY: sampleWebhookKey,
  }
}
