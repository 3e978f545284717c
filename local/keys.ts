import { generateKeyPair, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import * as z from 'zod'
import { readOrCreate } from './json-file.ts'

const SigningKeys = z.strictObject({ linkKeys: z.array(z.base64()), sessionKeys: z.array(z.base64()) })
const WebhookKey = z.strictObject({ webhookKey: z.base64() })

/** The app's signing keys, base64 of 32 bytes each; the first one signs. And the RSA key of its webhooks. */
export type Keys = Readonly<z.infer<typeof SigningKeys> & z.infer<typeof WebhookKey>>

/** The keys of this folder, made on first use; without a folder, new ones that last as long as the process. */
export async function readOrCreateKeys(folder: string | undefined): Promise<Keys> {
  const [signingKeys, webhookKey] = await Promise.all([
    readOrCreate(folder && join(folder, 'keys.json'), SigningKeys, async () => ({
      linkKeys: [newKey()],
      sessionKeys: [newKey()],
    })),
    readOrCreate(folder && join(folder, 'webhook-key.json'), WebhookKey, newWebhookKey),
  ])
  return { ...signingKeys, ...webhookKey }
}

function newKey(): string {
  return randomBytes(32).toString('base64')
}

async function newWebhookKey(): Promise<z.infer<typeof WebhookKey>> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
  return { webhookKey: Buffer.from(pem).toString('base64') }
}
