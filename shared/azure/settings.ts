import { createPrivateKey, type KeyObject } from 'node:crypto'
import * as z from 'zod'
import { clouds } from '../domain/cloud.ts'
import { MpnId, PartnerId } from '../domain/ids.ts'
import { Language } from '../domain/language.ts'
import { type PartnerAccount, partnerKinds } from '../domain/partnerships/partner.ts'

// Strict base64: Node skips what it does not know, and a key of a vault that could not be read arrives as its public address.
const Keys = z
  .string()
  .regex(/^\s*[\w+/-]+={0,2}\s*(,\s*[\w+/-]+={0,2}\s*)*$/, 'is not base64, or its key vault could not be read')
  .transform((list) => list.split(',').map((key) => Buffer.from(key.trim(), 'base64')))
  .refine(
    (keys) => keys.every((key) => key.length >= 32),
    'give one or two base64 keys of at least 32 bytes, comma-separated',
  )

const RsaKey = z.string().transform((text, context): KeyObject | undefined => {
  if (text.trim() === '') return undefined
  const key = readPrivateKey(text)
  if (key?.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048) return key
  context.addIssue({ code: 'custom', message: 'give an RSA key of 2048 bits or more, PKCS#8 in PEM, all of it base64' })
  return z.NEVER
})

function readPrivateKey(text: string): KeyObject | undefined {
  try {
    return createPrivateKey(Buffer.from(text, 'base64'))
  } catch {
    return undefined
  }
}

const OwnAccount = z.object({
  partnerId: PartnerId,
  kind: z.enum(partnerKinds),
  name: z.string().min(1),
  country: z.string().length(2),
  mpnId: MpnId,
  domain: z.string().toLowerCase(),
  email: z.string(),
  language: Language.optional(),
  isSandbox: z.boolean().optional(),
})

const Json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' })
    return z.NEVER
  }
})

const slots = /^(\d{1,3})-(\d{1,3})$/

const TableAccount = z
  .object({
    slots: z.string().regex(slots, 'give the first and the last slot, as in 128-255'),
    tableServiceUri: z.url().optional(),
    connectionString: z.string().optional(),
  })
  .transform(({ slots: text, tableServiceUri, connectionString }, context) => {
    const [from = -1, to = -1] = (slots.exec(text) ?? []).slice(1).map(Number)
    const given = connectionString ? { connectionString } : tableServiceUri && { endpoint: tableServiceUri }
    if (given && from <= to && to <= 255) return { from, to, access: given }
    context.addIssue({
      code: 'custom',
      message: given ? 'slots run from 0 to 255' : 'give tableServiceUri or connectionString',
    })
    return z.NEVER
  })

const Origins = z.string().transform((list, context): ReadonlySet<string> => {
  const origins = list.split(/[\s,]+/).filter((origin) => origin !== '')
  if (
    origins.every(
      (origin) =>
        /^(?:https:\/\/[^/?#@]+|http:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?)$/.test(origin) && URL.canParse(origin),
    )
  )
    return new Set(origins.map((origin) => new URL(origin).origin))
  context.addIssue({ code: 'custom', message: 'give origins without a path, as in https://app.example.com' })
  return z.NEVER
})

const days = (fallback: number) => z.coerce.number().int().min(1).max(365).default(fallback)

const Environment = z.object({
  AzureWebJobsStorage: z.string().optional(),
  AzureWebJobsStorage__tableServiceUri: z.url().optional(),
  AzureWebJobsStorage__queueServiceUri: z.url().optional(),
  AZURE_CLIENT_ID: z.string().optional(),
  BASE_URL: z.url().refine((url) => !url.endsWith('/'), 'must not end with a slash'),
  CLOUD: z.enum(clouds).default('public'),
  PARTNER_ACCOUNTS: Json.pipe(z.array(OwnAccount).min(1)),
  TABLE_ACCOUNTS: z.preprocess((text) => (text === '' ? undefined : text), Json.pipe(z.array(TableAccount)).optional()),
  AUTH_ISSUER: z.string().min(1),
  AUTH_AUDIENCE: z.string().min(1),
  AUTH_JWKS_URL: z.url(),
  AUTH_TENANTS: z.string().min(1),
  SIGNIN_ISSUER: z.url(),
  SIGNIN_CLIENT_ID: z.string().min(1),
  SIGNIN_CLIENT_SECRET: z.string().min(1).optional(),
  EMAIL_CONNECTION_STRING: z.string().optional(),
  EMAIL_ENDPOINT: z.url().optional(),
  EMAIL_SENDER: z.email(),
  LINK_KEYS: Keys,
  SESSION_KEYS: Keys,
  WEBHOOK_KEY: RsaKey.optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
  MAINTENANCE: z.preprocess((text) => (text === '' ? undefined : text), z.enum(['true', 'false']).default('false')),
  ALLOWED_ORIGINS: Origins.default(new Set()),
  REQUESTS_PER_MINUTE: z.coerce.number().int().min(0).default(500),
  INVITATION_REMIND_AFTER_DAYS: days(7),
  INVITATION_EXPIRE_AFTER_DAYS: days(14),
})

/** Every setting there is. @internal */
export const settingNames: readonly string[] = Object.keys(Environment.shape)

/** How to reach a service: a connection string (one's own machine) or an address and the app's identity (Azure). */
export type Access = { readonly connectionString: string } | { readonly endpoint: string }

/** What is missing or wrong in the settings: the name of each, and why, without what was set. */
class SettingsError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`Twotier cannot start, settings are missing or wrong:\n${problems.map((one) => `  ${one}`).join('\n')}`)
    this.problems = problems
  }
}

/**
 * Reads and checks every setting at once.
 * @throws {SettingsError} with every setting that is missing or wrong
 * @internal
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>) {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success)
    throw new SettingsError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`))
  const values = parsed.data
  const storage = values.AzureWebJobsStorage
  const accounts = values.PARTNER_ACCOUNTS.map(
    ({ isSandbox, ...account }): PartnerAccount => ({ ...account, status: 'active', ...(isSandbox && { isSandbox }) }),
  )
  return {
    tables: access('AzureWebJobsStorage', storage, '__tableServiceUri', values.AzureWebJobsStorage__tableServiceUri),
    queues: access('AzureWebJobsStorage', storage, '__queueServiceUri', values.AzureWebJobsStorage__queueServiceUri),
    email: access(
      'EMAIL',
      values.EMAIL_CONNECTION_STRING,
      '_ENDPOINT or EMAIL_CONNECTION_STRING',
      values.EMAIL_ENDPOINT,
    ),
    /** Storage accounts that slots of partitions were moved to; every other slot lies where `tables` says. */
    tableAccounts: values.TABLE_ACCOUNTS ?? [],
    identityClientId: values.AZURE_CLIENT_ID,
    baseUrl: values.BASE_URL,
    /** On one's own machine a webhook may be posted to it, and without TLS. */
    isLocal: new URL(values.BASE_URL).hostname === '127.0.0.1',
    cloud: values.CLOUD,
    accounts: new Map<string, PartnerAccount>(accounts.map((account) => [account.partnerId, account])),
    auth: {
      issuer: values.AUTH_ISSUER,
      audience: values.AUTH_AUDIENCE,
      jwksUrl: values.AUTH_JWKS_URL,
      tenants: new Set(values.AUTH_TENANTS.toLowerCase().split(/[\s,]+/)),
    },
    signIn: {
      issuer: values.SIGNIN_ISSUER,
      clientId: values.SIGNIN_CLIENT_ID,
      /** Without it the app's identity vouches for the client. */
      clientSecret: values.SIGNIN_CLIENT_SECRET,
    },
    emailSender: values.EMAIL_SENDER,
    linkKeys: values.LINK_KEYS,
    sessionKeys: values.SESSION_KEYS,
    webhookKey: values.WEBHOOK_KEY,
    /** Whether spans go to a collector; the exporter reads the address itself. */
    sendsSpans: values.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
    /** Whether nothing may be written for now. */
    isMaintained: values.MAINTENANCE === 'true',
    /** Of web pages elsewhere whose scripts may call the API; none unless they are named. */
    allowedOrigins: values.ALLOWED_ORIGINS,
    /** Of one tenant, for one kind of resource; 0 counts nothing. */
    requestsPerMinute: values.REQUESTS_PER_MINUTE,
    invitations: {
      remindAfterDays: values.INVITATION_REMIND_AFTER_DAYS,
      expireAfterDays: values.INVITATION_EXPIRE_AFTER_DAYS,
    },
  }
}

function access(
  name: string,
  connectionString: string | undefined,
  suffix: string,
  endpoint: string | undefined,
): Access {
  if (connectionString) return { connectionString }
  if (endpoint) return { endpoint }
  throw new SettingsError([`${name}${suffix}: is missing`])
}

type Settings = ReturnType<typeof readSettings>
type Variables = Parameters<typeof readSettings>[0]

/**
 * An app that throws while it loads is to the host one without functions, and healthy: every path is then 404, which clients take
 * for "there is no such customer". So it loads whatever its settings are, and `settings-wrong.ts` refuses what cannot be done.
 */
function readOrRefuse(environment: Variables): { readonly settings: Settings; readonly problem?: SettingsError } {
  try {
    return { settings: readSettings(environment) }
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return { settings: refusing(environment, error), problem: error }
  }
}

/** Has what it takes to put a message back into its queue and to refuse; whatever else is asked for is refused. */
function refusing(environment: Variables, problem: SettingsError): Settings {
  const { AzureWebJobsStorage: storage, AzureWebJobsStorage__queueServiceUri: endpoint = '' } = environment
  const known: Partial<Settings> = {
    queues: storage ? { connectionString: storage } : { endpoint },
    identityClientId: environment.AZURE_CLIENT_ID,
    sendsSpans: false,
    // A page of another origin need not read that.
    allowedOrigins: new Set(),
  }
  const get = (_: Settings, name: string | symbol) => {
    if (Object.hasOwn(known, name)) return Reflect.get(known, name)
    throw problem
  }
  return new Proxy(known as Settings, { get }) // what is not known is refused, never missing
}

const read = readOrRefuse(process.env)

/** The settings of this process, checked when the app loads. While they are wrong, asking for one throws `settingsProblem`. */
export const settings = read.settings
export const settingsProblem = read.problem
