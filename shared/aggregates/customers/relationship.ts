import { settings } from '../../azure/settings.ts'
import { read } from '../../azure/store.ts'
import { commit, leave, type Opened, open, outcomeOf } from '../../command/aggregate.ts'
import type { Answer } from '../../command/answer.ts'
import type { Command } from '../../command/command.ts'
import { guidOf } from '../../command/made-ids.ts'
import { accountOf } from '../../command/partner-accounts.ts'
import { type Held, release, renew } from '../../command/reservations.ts'
import {
  CustomerRoot,
  decodeIfAny,
  encode,
  keys,
  type LiveCustomerRoot,
  Reservation,
  uniqueKeys,
} from '../../command/tables.ts'
import { isAvailable } from '../../domain/cloud.ts'
import type { Customer } from '../../domain/customers/customer.ts'
import type {
  AcceptedRelationship,
  NewRelationship,
  Parties,
  RelationshipIds,
} from '../../domain/customers/relationship.ts'
import { Fault } from '../../domain/fault.ts'
import { CustomerId, type PartnerId } from '../../domain/ids.ts'
import type { Caller, PartnerAccount } from '../../domain/partnerships/partner.ts'
import { type RelationshipToken, relationshipLink } from '../partnerships/links.ts'
import { findPartnership, providersOf } from '../partnerships/partnerships.ts'
import { claimRegistrationNumber, inheritDomain, unlessTaken } from './claims.ts'
import { keptListKeys, listWrites, partWrites } from './customer-writes.ts'

/** The second partner that a relationship may be asked for together with. */
interface Asked {
  readonly indirectResellerId?: PartnerId | undefined
  readonly indirectCloudSolutionProviderId?: PartnerId | undefined
  readonly delegatedAdmin: boolean
}

/** The link that a partner sends to customers. @throws {Fault} associatedPartnerNotActive */
export async function linkOf({ partnerId, account }: Caller, asked: Asked): Promise<string> {
  // The US Government cloud has no relationship without delegated administration.
  const delegatedAdmin = asked.delegatedAdmin || settings.cloud === 'usgov'
  if (account?.kind === 'indirectReseller') {
    const providers = await providersOf(partnerId)
    const provider = providers.find(
      ({ providerId }) => providerId === (asked.indirectCloudSolutionProviderId ?? providers[0]?.providerId),
    )
    if (!provider) throw new Fault('associatedPartnerNotActive', { field: 'indirectCloudSolutionProviderId' })
    return relationshipLink({ providerId: provider.providerId, resellerId: partnerId, delegatedAdmin })
  }
  const { indirectResellerId } = asked
  if (!indirectResellerId) return relationshipLink({ providerId: partnerId, delegatedAdmin })
  const partnership = await findPartnership(partnerId, indirectResellerId)
  if (partnership?.state !== 'active') throw new Fault('associatedPartnerNotActive', { field: 'indirectResellerId' })
  return relationshipLink({ providerId: partnerId, resellerId: indirectResellerId, delegatedAdmin })
}

/** The partner behind a link. @throws {Fault} relationshipLinkUnknown when it is none any more */
export async function sellerOf({ providerId }: RelationshipToken): Promise<PartnerAccount> {
  const account = await accountOf(providerId)
  if (!account || account.kind === 'indirectReseller') throw new Fault('relationshipLinkUnknown')
  return account
}

/** Whether an organization is a customer of the partner that a link is of. */
export async function isCustomer({ providerId }: RelationshipToken, { partnerId }: Caller): Promise<boolean> {
  const root = decodeIfAny(CustomerRoot, await read('providers', providerId, keys.customer(partnerId)))
  return root?.kind === 'live' && root.customer.relationship === 'reseller'
}

/** The relationship of the caller's organization to a partner, open for its acceptance, with the domain claimed. */
export interface OpenRelationship extends Opened {
  /** What no other customer may have; not what another partner of the same organization has for it. */
  readonly claims: readonly Held[]
  readonly known: LiveCustomerRoot | undefined
  readonly customer: Customer | undefined
  readonly parties: Parties
  readonly ids: RelationshipIds
}

/** @throws {Fault} domainTaken; {Conflict} */
export async function openRelationship(
  command: Command,
  caller: Caller,
  {
    link,
    provider,
    wanted,
  }: { readonly link: RelationshipToken; readonly provider: PartnerAccount; readonly wanted: NewRelationship },
): Promise<OpenRelationship> {
  const { providerId, resellerId, delegatedAdmin } = link
  const customerId = CustomerId.parse(caller.partnerId)
  const owner = { providerId, ownerId: customerId }
  // Each is waited for, whatever becomes of the others: a claim that comes late would be nobody's.
  const reading = Promise.allSettled([
    claimOwnDomain(command, wanted.domain, owner),
    // Somebody of the organization itself is asked in no other way than this: it is not sent away because a partner knows its number.
    unlessTaken(claimRegistrationNumber(command, wanted, owner)),
    read('providers', providerId, keys.customer(customerId)),
    resellerId && findPartnership(providerId, resellerId),
  ])
  const place = { partition: providerId, id: customerId }
  const { found, ...opening } = await open(command, place, reading, {
    owed: ['reseller-relationship-accepted-by-customer'],
    isAnswered: false,
  })
  const [domain, number, ...reads] = found
  const claimed = [outcomeOf(domain), outcomeOf(number)]
  const [row, partnership] = [outcomeOf(reads[0]), outcomeOf(reads[1])]
  const root = decodeIfAny(CustomerRoot, row)
  const { version = 0 } = root ?? {}
  const known = root?.kind === 'live' ? root : undefined
  return {
    ...{ ...opening, root: row, version },
    claims: claimed.filter((held) => held !== undefined),
    known,
    customer: known?.customer,
    parties: {
      ...{ provider, caller, delegatedAdmin, hasReseller: resellerId !== undefined },
      partnership: partnership || undefined,
      agreementRequired: isAvailable('agreements', settings.cloud),
    },
    ids: {
      customerId,
      billingProfileId: guidOf('billing profile', customerId, providerId),
      agreementId: guidOf('direct agreement', customerId, String(version)),
    },
  }
}

/** Claims the domain; the same organization may be a customer of several partners, and has it but once. @throws {Fault} domainTaken */
async function claimOwnDomain(
  command: Command,
  domain: string,
  owner: { readonly providerId: PartnerId; readonly ownerId: CustomerId },
): Promise<Held | undefined> {
  try {
    return await inheritDomain(command, domain, owner)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const key = uniqueKeys.domain(domain)
    const holder = decodeIfAny(Reservation, await read('uniq', key, key))
    if (holder?.ownerId !== owner.ownerId) throw error
    return undefined
  }
}

/** Commits an acceptance, if it changes anything, and gives the answer. @throws {Conflict} */
export async function commitRelationship(
  open: OpenRelationship,
  accepted: AcceptedRelationship | undefined,
  answer: Answer,
): Promise<Answer> {
  const { claims, command, place } = open
  if (!accepted) {
    leave(open)
    await Promise.all(claims.map(release))
    return answer
  }
  const { customer, agreements, event, notices } = accepted
  const id = customer.customerId
  const { version, known } = open
  const root = {
    ...{ ...known, kind: 'live' as const, version: version + 1, requestHash: command.bodyHash, customer },
    ...{ listKeys: undefined, ...keptListKeys(customer) },
  }
  await Promise.all(claims.filter(({ isFresh }) => !isFresh).map(renew))
  await commit(open, {
    root: encode(CustomerRoot, place.partition, keys.customer(id), root),
    writes: [...listWrites(place.partition, known, customer), ...partWrites(place.partition, id, { agreements })],
    event,
    notices,
    customer: { id, name: customer.companyName },
  })
  return answer
}
