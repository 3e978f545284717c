import type { StoredRow } from '../../azure/store.ts'
import type { Command } from '../../command/command.ts'
import { type Arbiter, type Held, isTaken, release, reserve } from '../../command/reservations.ts'
import { CustomerRoot, decode, keys, uniqueKeys } from '../../command/tables.ts'
import { registrationKey } from '../../domain/contact/registration-number.ts'
import type { Customer } from '../../domain/customers/customer.ts'
import { Fault } from '../../domain/fault.ts'
import type { CustomerId, PartnerId } from '../../domain/ids.ts'

/** Of a customer, what no other may have. */
type Named = Pick<Customer, 'domain' | 'organizationRegistrationNumber'> & {
  readonly address: Pick<Customer['address'], 'country'>
}

interface Owner {
  readonly providerId: PartnerId
  readonly ownerId: CustomerId
}

type KeyOf = (customer: Named) => string | undefined

/** A live root counts as the owner only while it still has the name. */
function arbiter({ takenFault, keyOf }: Pick<Arbiter, 'takenFault'> & { readonly keyOf: KeyOf }): Arbiter {
  return {
    takenFault,
    rootOf: ({ providerId, ownerId }) => ({ partition: providerId, key: keys.customer(ownerId) }),
    isLive: (row, key) => customerNamed(keyOf, row, key)?.relationship === 'reseller',
    isVoid: (row) => decode(CustomerRoot, row).kind === 'void',
    fence: { kind: 'void', version: 0 },
  }
}

function customerNamed(keyOf: KeyOf, row: StoredRow, key: string): Customer | undefined {
  const root = decode(CustomerRoot, row)
  return root.kind === 'live' && keyOf(root.customer) === key ? root.customer : undefined
}

const domainKey = ({ domain }: Named): string => uniqueKeys.domain(domain)

function numberKey({ address, organizationRegistrationNumber: number }: Named): string | undefined {
  return number ? uniqueKeys.registrationNumber(registrationKey(address.country, number)) : undefined
}

/** An organization that accepts a partner brings its domain along, which it may have had as a customer before. */
const domainsOfOrganizations: Arbiter = {
  ...arbiter({ takenFault: 'domainTaken', keyOf: domainKey }),
  isLeft: (row, key) => customerNamed(domainKey, row, key)?.relationship === 'ended',
}

/** To anybody else a domain is never given a second time: whose relationship has ended has it as well. */
export const domains: Arbiter = {
  ...arbiter({ takenFault: 'domainTaken', keyOf: domainKey }),
  isLive: (row, key) => customerNamed(domainKey, row, key) !== undefined,
}
export const registrationNumbers = arbiter({ takenFault: 'registrationNumberTaken', keyOf: numberKey })

/** Whether a customer has the domain, or had it. One that is being created right now does not have it yet. */
export async function isDomainTaken(domain: string): Promise<boolean> {
  return isTaken(uniqueKeys.domain(domain), domains)
}

/** @throws {Fault} domainTaken; {Conflict} */
export async function claimDomain(command: Command, domain: string, owner: Owner): Promise<Held> {
  return claim(command, uniqueKeys.domain(domain), owner, domains)
}

/** As claimDomain, for an organization that brings along what a customer had before. @throws {Fault} domainTaken; {Conflict} */
export async function inheritDomain(command: Command, domain: string, owner: Owner): Promise<Held> {
  return claim(command, uniqueKeys.domain(domain), owner, domainsOfOrganizations)
}

/** Nothing to claim where customers have no number. @throws {Fault} registrationNumberTaken; {Conflict} */
export async function claimRegistrationNumber(
  command: Command,
  customer: Named,
  owner: Owner,
): Promise<Held | undefined> {
  const key = numberKey(customer)
  return key === undefined ? undefined : claim(command, key, owner, registrationNumbers)
}

async function claim(command: Command, key: string, owner: Owner, names: Arbiter): Promise<Held> {
  const held = await reserve(key, owner, names, command.now)
  command.ifRefused(() => release(held))
  return held
}

/** What a claim gives, and nothing where somebody else has the name. */
export async function unlessTaken(claiming: Promise<Held | undefined>): Promise<Held | undefined> {
  try {
    return await claiming
  } catch (error) {
    if (error instanceof Fault) return undefined
    throw error
  }
}
