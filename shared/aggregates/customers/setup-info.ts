import { createHmac, randomBytes } from 'node:crypto'
import { deriveKey, keyIdOf } from '../../azure/secrets.ts'
import { settings } from '../../azure/settings.ts'
import { read, write } from '../../azure/store.ts'
import type { Command } from '../../command/command.ts'
import { decodeIfAny, keys, SetupInfo } from '../../command/tables.ts'
import { minuteMs } from '../../domain/time.ts'

/** How long the temporary password can be shown again after the first time. */
export const setupInfoMinutes = 10

// No letters or digits that look alike: people read this out on the telephone.
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789'

/** What makes the temporary password: a salt at rest and a key that is not. Gone with the salt. */
export function newSetupInfo({ actor, now }: Command): SetupInfo {
  const [key] = settings.sessionKeys
  if (!key) throw new Error('no session key')
  return {
    salt: randomBytes(24).toString('base64url'),
    keyId: keyIdOf(key),
    userId: actor.userId,
    shownAt: now.toISOString(),
  }
}

const expiryOf = ({ shownAt }: SetupInfo): number => Date.parse(shownAt) + setupInfoMinutes * minuteMs

/** The password, for the submitter and for as long as it may be shown again. */
export function passwordOf(setup: SetupInfo | undefined, { actor, now }: Command): string | undefined {
  if (!setup || setup.userId !== actor.userId) return undefined
  if (now.getTime() >= expiryOf(setup)) return undefined
  const key = settings.sessionKeys.find((candidate) => keyIdOf(candidate) === setup.keyId)
  if (!key) return undefined
  const bytes = createHmac('sha256', deriveKey(key, 'setup-info')).update(setup.salt).digest()
  const letters = [...bytes.subarray(0, 14)].map((byte) => alphabet.charAt(byte % alphabet.length))
  // One of each class a directory asks for, whatever the bytes gave.
  return `${letters.join('')}!a7K`
}

/** Deletes the salt once its time is over. A creation that was tried again was shown later, and has a purge of its own. */
export async function purgeSetupInfo(providerId: string, customerId: string, now: Date): Promise<void> {
  const setup = decodeIfAny(SetupInfo, await read('providers', providerId, keys.setupInfo(customerId)))
  if (setup && now.getTime() >= expiryOf(setup)) await forgetSetupInfo(providerId, customerId)
}

/** Deletes the salt: from now on nobody can make the password again. Harmless when it is gone. */
export async function forgetSetupInfo(providerId: string, customerId: string): Promise<void> {
  await write('providers', { kind: 'delete', row: { partition: providerId, key: keys.setupInfo(customerId) } })
}
