import { settings } from '../azure/settings.ts'
import { read } from '../azure/store.ts'
import type { PartnerAccount } from '../domain/partnerships/partner.ts'
import { Kept } from './kept.ts'
import { AccountRoot, decodeIfAny, keys } from './tables.ts'

const kept = new Kept<PartnerAccount>({ ms: 30_000, atMost: 1_000 })

/**
 * The account of a tenant: the operator's own from the settings, an enrolled one from storage. An enrolled account is kept
 * half a minute, so that a restriction takes that long to be felt; that a tenant is not enrolled is never kept.
 */
export async function accountOf(partnerId: string): Promise<PartnerAccount | undefined> {
  const own = settings.accounts.get(partnerId)
  if (own) return own
  const known = kept.get(partnerId)
  if (known) return known.value
  const root = decodeIfAny(AccountRoot, await read('providers', partnerId, keys.account(partnerId)))
  const account = root?.kind === 'live' ? root.account : undefined
  if (account) keepAccount(account)
  return account
}

/** Keeps an account that was just read or written. */
export function keepAccount(account: PartnerAccount): void {
  kept.set(account.partnerId, account)
}

/** As accountOf, for a partner that must exist. @throws {Error} when it does not */
export async function ownAccount(partnerId: string): Promise<PartnerAccount> {
  const account = await accountOf(partnerId)
  if (!account) throw new Error(`no account of partner ${partnerId}`)
  return account
}
