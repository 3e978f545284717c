import type * as z from 'zod'
import { type Receipt, takeBack } from '../../azure/queues.ts'
import { settings } from '../../azure/settings.ts'
import { read, type StoredRow } from '../../azure/store.ts'
import { type Command, commit, guidOf } from '../../command/command.ts'
import { afterAnswer } from '../../command/outbox.ts'
import { accountOf } from '../../command/partner-accounts.ts'
import { type Held, release, renew, reserve } from '../../command/reservations.ts'
import {
  CustomerRoot,
  decodeIfAny,
  encode,
  keys,
  PartnershipRow,
  Reservation,
  uniqueKeys,
} from '../../command/tables.ts'
import { Agreement } from '../../domain/agreement.ts'
import { isAvailable } from '../../domain/cloud.ts'
import { Fault } from '../../domain/fault.ts'
import { CustomerId, type PartnerId } from '../../domain/ids.ts'
import type { Caller, PartnerAccount } from '../../domain/partner.ts'
import {
  type AcceptedRelationship,
  acceptRelationship,
  checkMayAcceptRelationship,
  type NewRelationship,
} from '../../domain/relationship.ts'
import { relationshipAccepted } from '../../domain/webhook.ts'
import { type RelationshipToken, relationshipLink } from '../partnerships/links.ts'
import { guardIfHeard, webhookEffect } from '../webhooks/webhooks.ts'
import { listRows } from './customer-rows.ts'
import { providersOf } from './customers.ts'
import { domains } from './new-customer.ts'

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
  const row = decodeIfAny(PartnershipRow, await read('providers', partnerId, keys.partnership(indirectResellerId)))
  if (row?.partnership.state !== 'active')
    throw new Fault('associatedPartnerNotActive', { field: 'indirectResellerId' })
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
  return isLive(decodeIfAny(CustomerRoot, await read('providers', providerId, keys.customer(partnerId))))
}

const isLive = (root: z.infer<typeof CustomerRoot> | undefined): boolean =>
  root?.kind === 'live' && root.customer.relationship === 'reseller'

/**
 * The caller's organization accepts the partner that a link is of. That it is a customer already is as well.
 * @throws {Fault} domainTaken and those of acceptRelationship; {Conflict}
 */
export async function acceptByCustomer(
  command: Command,
  caller: Caller,
  link: RelationshipToken,
  wanted: NewRelationship,
): Promise<void> {
  const { providerId, resellerId } = link
  const customerId = CustomerId.parse(caller.partnerId)
  const provider = await sellerOf(link)
  checkMayAcceptRelationship(provider, resellerId, caller)
  const [held, row, partnership, guard] = await Promise.all([
    claimDomain(wanted.domain, { providerId, ownerId: customerId }, command.now),
    read('providers', providerId, keys.customer(customerId)),
    resellerId ? read('providers', providerId, keys.partnership(resellerId)) : undefined,
    guardIfHeard(providerId, customerId, 'reseller-relationship-accepted-by-customer'),
  ])
  const root = decodeIfAny(CustomerRoot, row)
  try {
    if (isLive(root)) return await letGo(held, guard)
    const parties = {
      ...{ provider, caller, delegatedAdmin: link.delegatedAdmin, hasReseller: resellerId !== undefined },
      partnership: decodeIfAny(PartnershipRow, partnership)?.partnership,
      agreementRequired: isAvailable('agreements', settings.cloud),
    }
    const version = root?.version ?? 0
    const ids = {
      customerId,
      billingProfileId: guidOf('billing profile', customerId, providerId),
      agreementId: guidOf('direct agreement', customerId, String(version)),
    }
    const before = root?.kind === 'live' ? root.customer : undefined
    const accepted = acceptRelationship(wanted, parties, ids, before, command.now)
    if (held && !held.isFresh) await renew(held)
    await commitRelationship(command, { partition: providerId, version, row, guard }, accepted)
  } catch (error) {
    if (error instanceof Fault) await letGo(held, guard)
    throw error
  }
}

async function letGo(held: Held | undefined, guard: Receipt | undefined): Promise<void> {
  if (guard) afterAnswer(takeBack(guard))
  if (held) await release(held)
}

/** Claims the domain; the same organization may be a customer of several partners, and has it but once. @throws {Fault} domainTaken */
async function claimDomain(domain: string, owner: Omit<Reservation, 'at'>, now: Date): Promise<Held | undefined> {
  const key = uniqueKeys.domain(domain)
  try {
    return await reserve(key, owner, domains, now)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const holder = decodeIfAny(Reservation, await read('uniq', key, key))
    if (holder?.ownerId !== owner.ownerId) throw error
    return undefined
  }
}

interface Place {
  readonly partition: PartnerId
  readonly version: number
  readonly row: StoredRow | undefined
  readonly guard: Receipt | undefined
}

async function commitRelationship(
  command: Command,
  { partition, version, row, guard }: Place,
  { customer, agreements, event }: AcceptedRelationship,
): Promise<void> {
  const id = customer.customerId
  const root = { kind: 'live' as const, version: version + 1, requestHash: command.bodyHash, customer }
  const rootRow = encode(CustomerRoot, partition, keys.customer(id), root)
  const signed = agreements.map((one) => encode(Agreement, partition, keys.agreement(id, one.agreementId), one))
  await commit(command, {
    partition,
    id,
    version,
    writes: [
      row ? { kind: 'replace', row: rootRow, etag: row.etag } : { kind: 'insert', row: rootRow },
      ...[...listRows(partition, customer), ...signed].map((one) => ({ kind: 'upsert' as const, row: one })),
    ],
    event,
    customer: { id, name: customer.companyName },
    ...(guard && { effects: [webhookEffect(command, relationshipAccepted(id))], guard }),
  })
}
