/**
 * A key is exchanged in three steps, because instances learn of it at different times: until it has reached every one of
 * them a new key is accepted only, and what the old key signed is accepted until it has expired.
 */
const steps = ['added', 'promoted', 'dropped'] as const
export type Step = (typeof steps)[number]

/** Days until a reference to the vault has surely been read again by every instance. */
const spreadDays = 2

export interface KeyRing {
  /** Comma-separated; the first signs, all are accepted. */
  readonly keys: string
  /** The last step that was done; none on a ring that was never exchanged. */
  readonly step: string | undefined
  readonly changedAt: Date
}

/** Days for which something that was signed may be shown to us. */
export const lifeDays = {
  // A draft can be sent on its last day, with the link that was made with it, and then lives as long again.
  'link-keys': (expireAfterDays: number) => 2 * expireAfterDays,
  'session-keys': () => 1,
} as const
export type RingName = keyof typeof lifeDays

export type Decision = { readonly step: Step; readonly keys: string } | { readonly notBefore: Date }

/** What to do next with a key ring, or when to come again. `days` is how long a signature of it lives. */
export function nextStep({ keys, step, changedAt }: KeyRing, newKey: string, days: number, now: Date): Decision {
  const [first = '', second] = keys.split(',')
  if (second === undefined) return { step: 'added', keys: `${first},${newKey}` }
  const isPromoted = step === 'promoted'
  const notBefore = new Date(changedAt.getTime() + (spreadDays + (isPromoted ? days : 0)) * 86_400_000)
  if (now < notBefore) return { notBefore }
  return isPromoted ? { step: 'dropped', keys: first } : { step: 'promoted', keys: `${second},${first}` }
}
