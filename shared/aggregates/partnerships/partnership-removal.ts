import { type Receipt, takeBack } from '../../azure/queues.ts'
import { read, type StoredRow } from '../../azure/store.ts'
import type { Answer } from '../../command/answer.ts'
import { type Command, commit, guard, readAnswer, replayIfAnswered } from '../../command/command.ts'
import { afterAnswer } from '../../command/outbox.ts'
import { decodeIfAny, keys, PartnershipRow } from '../../command/tables.ts'
import { Fault } from '../../domain/fault.ts'
import type { PartnerId } from '../../domain/ids.ts'
import type { Caller } from '../../domain/partner.ts'
import type { Partnership } from '../../domain/partnership.ts'
import { type Declaration, removePartnership } from '../../domain/partnership-removal.ts'
import type { Language } from '../../domain/partnership-request.ts'
import { partnershipRemoved } from '../../domain/webhook.ts'
import { hears, webhookEffect } from '../webhooks/webhooks.ts'
import { partnershipWrites } from './partnership-rows.ts'

// Removals have a history of their own; what made the partnership is told by the request's. A bare id could be a customer's.
const aggregateOf = (resellerId: PartnerId): string => `partnership-${resellerId}`

interface OpenPartnership {
  readonly row: StoredRow
  readonly removals: number
  readonly partnership: Partnership
  readonly earlierAnswer: StoredRow | undefined
  readonly guard: Receipt
}

/** A partnership of the provider's, in force or removed. @throws {Fault} partnershipNotFound */
export async function readPartnership(providerId: PartnerId, resellerId: PartnerId): Promise<Partnership> {
  return known(await read('providers', providerId, keys.partnership(resellerId)), resellerId).partnership
}

/**
 * Removes the caller's partnership with a reseller; what is removed already stays as it is.
 * @throws {Fault} partnershipNotFound and those of removePartnership; {Conflict}; {Replay}
 */
export async function removeReseller(
  command: Command,
  caller: Caller,
  removal: { readonly resellerId: PartnerId; readonly declared: Declaration & { readonly language: Language } },
  toAnswer: (partnership: Partnership) => Answer,
): Promise<Answer> {
  const { resellerId, declared } = removal
  const [open, isHeard] = await Promise.all([
    openPartnership(command, caller.partnerId, resellerId),
    hears(caller.partnerId, 'partnership-removed'),
  ])
  const removed = removePartnership(open.partnership, declared, caller, command.now)
  if (!removed) {
    afterAnswer(takeBack(open.guard))
    return toAnswer(open.partnership)
  }
  const answer = toAnswer(removed.partnership)
  await commit(command, {
    partition: caller.partnerId,
    id: aggregateOf(resellerId),
    version: open.removals,
    writes: partnershipWrites(open.row, removed.partnership, open.removals + 1),
    event: removed.event,
    effects: [
      { kind: 'resellerView', resellerId },
      ...(isHeard ? [webhookEffect(command, partnershipRemoved(resellerId))] : []),
    ],
    guard: open.guard,
    answer,
    earlierAnswer: open.earlierAnswer,
  })
  return answer
}

async function openPartnership(
  command: Command,
  providerId: PartnerId,
  resellerId: PartnerId,
): Promise<OpenPartnership> {
  const id = aggregateOf(resellerId)
  const [row, earlierAnswer, receipt] = await Promise.all([
    read('providers', providerId, keys.partnership(resellerId)),
    readAnswer(command, providerId, id),
    guard(providerId, id),
  ])
  replayIfAnswered(command, earlierAnswer)
  return { ...known(row, resellerId), earlierAnswer, guard: receipt }
}

function known(row: StoredRow | undefined, resellerId: PartnerId) {
  const found = decodeIfAny(PartnershipRow, row)
  if (!row || !found) throw new Fault('partnershipNotFound', { resellerId })
  return { row, removals: found.removals, partnership: found.partnership }
}
