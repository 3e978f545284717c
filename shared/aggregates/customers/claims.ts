import type { Command } from '../../command/command.ts'
import { type Arbiter, findOwner, type Held, release, reserve } from '../../command/reservations.ts'
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
    isLive: (row, key) => {
      const root = decode(CustomerRoot, row)
      return root.kind === 'live' && root.customer.relationship === 'reseller' && keyOf(root.customer) === key
    },
    isVoid: (row) => decode(CustomerRoot, row).kind === 'void',
    fence: { kind: 'void', version: 0 },
  }
}

const domainKey = ({ domain }: Named): string => uniqueKeys.domain(domain)

function numberKey({ address, organizationRegistrationNumber: number }: Named): string | undefined {
  return number ? uniqueKeys.registrationNumber(registrationKey(address.country, number)) : undefined
}

export const domains = arbiter({ takenFault: 'domainTaken', keyOf: domainKey })
export const registrationNumbers = arbiter({ takenFault: 'registrationNumberTaken', keyOf: numberKey })

/** Whether a customer has the domain. One that is being created right now does not have it yet. */
export async function isDomainTaken(domain: string): Promise<boolean> {
  return (await findOwner(uniqueKeys.domain(domain), domains)) !== undefined
}

/** @throws {Fault} domainTaken; {Conflict} */
export async function claimDomain(command: Command, domain: string, owner: Owner): Promise<Held> {
  return claim(command, uniqueKeys.domain(domain), owner, domains)
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
