// Does the next step of exchanging a key in the key vault, or says when it may be done. Run it again until it is done.
//   node local/run.mjs infra/rotate-keys.ts --vault NAME --secret link-keys|session-keys [--expire-after-days 14]
//   node local/run.mjs infra/rotate-keys.ts --vault NAME --secret webhook-key   makes the webhooks' key, or a new one
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { az, withPrivateFile } from './az.ts'
import { lifeDays, nextStep, type RingName, type Step } from './key-rotation.ts'

const Stored = z.object({
  value: z.string(),
  tags: z.object({ step: z.string().optional() }).nullable(),
  attributes: z.object({ updated: z.coerce.date() }),
})

const { values } = parseArgs({
  options: {
    vault: { type: 'string' },
    secret: { type: 'string' },
    'expire-after-days': { type: 'string', default: '14' },
  },
})

const isRing = (name: string): name is RingName => name in lifeDays

function main(): void {
  const { vault, secret } = values
  if (!vault || !secret) throw new Error('Say which: --vault NAME --secret link-keys, session-keys or webhook-key')
  if (isRing(secret)) exchange(vault, secret)
  else if (secret === 'webhook-key') makeWebhookKey(vault)
  else throw new Error(`There is no secret ${secret}`)
}

function makeWebhookKey(vault: string): void {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  put(vault, 'webhook-key', Buffer.from(pem).toString('base64'), 'dropped')
  console.log('webhook-key is new. Receivers that pinned the certificate must take the new one when the app restarts.')
}

function exchange(vault: string, secret: RingName): void {
  const stored = Stored.parse(az('keyvault', 'secret', 'show', '--vault-name', vault, '--name', secret))
  const ring = { keys: stored.value, step: stored.tags?.step, changedAt: stored.attributes.updated }
  const days = lifeDays[secret](Number(values['expire-after-days']))
  const decision = nextStep(ring, randomBytes(32).toString('base64'), days, new Date())
  if ('notBefore' in decision) {
    console.log(
      `${secret}: ${ring.step} on ${ring.changedAt.toISOString()}. Not before ${decision.notBefore.toISOString()}.`,
    )
    return
  }
  put(vault, secret, decision.keys, decision.step)
  console.log(`${secret}: the key is ${decision.step}. The app reads it within a day, or when it is restarted.`)
}

function put(vault: string, secret: string, value: string, step: Step): void {
  withPrivateFile(value, (path) =>
    az(
      ...`keyvault secret set --vault-name ${vault} --name ${secret} --encoding utf-8 --tags step=${step}`.split(' '),
      '--file',
      path,
    ),
  )
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
