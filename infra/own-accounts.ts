import * as z from 'zod'

// The rest of an account is checked by the template and by the app.
const Accounts = z.array(z.looseObject({ partnerId: z.string().optional() }))

export interface Tenants {
  /** The tenant of the app registration. */
  readonly home: string
  readonly isMultiTenant: boolean
}

/**
 * The operator's own partner accounts, as the setting takes them: a partner id is the id of the Entra tenant that its people sign
 * in with, so an account that says none gets the tenant at hand.
 * @throws {Error} when nobody could sign in as one of them
 */
export function ownAccounts(text: string, { home, isMultiTenant }: Tenants): string {
  const accounts = Accounts.parse(JSON.parse(text)).map(({ partnerId, ...account }) => ({
    partnerId: (partnerId ?? home).toLowerCase(),
    ...account,
  }))
  const ids = accounts.map(({ partnerId }) => partnerId)
  if (new Set(ids).size !== ids.length) throw new Error('Two partner accounts have one tenant: one must say its own')
  const explained = 'A partner id is the id of the Entra tenant that the partner signs in with'
  if (!ids.includes(home.toLowerCase()))
    throw new Error(`None of the partner accounts is of your tenant, ${home}. ${explained}.`)
  const others = ids.filter((id) => id !== home.toLowerCase())
  if (!isMultiTenant && others.length > 0)
    throw new Error(
      `The registration is for one tenant, so nobody could sign in as ${others.join(', ')}. ${explained}.`,
    )
  return JSON.stringify(accounts)
}
