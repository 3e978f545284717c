import { type Receipt, takeBack } from '../../azure/queues.ts'
import { Conflict, endOf, range, read, type StoredRow, type Write, write } from '../../azure/store.ts'
import { type Answer, noContent } from '../../command/answer.ts'
import { type Command, commit, guard, readAnswer, replayIfAnswered } from '../../command/command.ts'
import { afterAnswer } from '../../command/outbox.ts'
import { decode, decodeIfAny, type Effect, encode, keys, PartnershipRow, RequestRoot } from '../../command/tables.ts'
import type { Customer } from '../../domain/customer.ts'
import { Fault } from '../../domain/fault.ts'
import type { PartnerId, RequestId } from '../../domain/ids.ts'
import type { AcceptedInvite } from '../../domain/invitation.ts'
import type { Partnership } from '../../domain/partnership.ts'
import type { DecidedRequest, PartnershipRequest } from '../../domain/partnership-request.ts'
import { requestEnded } from '../../domain/webhook.ts'
import { prefixed, readPage, wantedPage } from '../../lists/paging.ts'
import { rowsAsSource } from '../../lists/seek.ts'
import type { PageQuery } from '../../wire/page-query.ts'
import { hears, webhookEffect } from '../webhooks/webhooks.ts'
import { partnershipWrites } from './partnership-rows.ts'

export interface OpenRequest {
  readonly root: StoredRow
  readonly version: number
  readonly request: PartnershipRequest
  readonly earlierAnswer: StoredRow | undefined
  readonly guard: Receipt | undefined
}

export interface OpenAcceptance extends OpenRequest {
  readonly partnershipRow: StoredRow | undefined
  readonly partnership: Partnership | undefined
  readonly partnershipVersion: number
}

interface RequestName {
  readonly providerId: PartnerId
  readonly requestId: RequestId
}

/**
 * Opens a partnership request for a command. `guarded` when the command will owe the outside something.
 * @throws {Fault} partnershipRequestNotFound; {Replay} when this command was answered before
 */
export async function openRequest(
  command: Command,
  { providerId, requestId }: RequestName,
  { guarded = false }: { readonly guarded?: boolean } = {},
): Promise<OpenRequest> {
  const [root, earlierAnswer, receipt] = await Promise.all([
    read('providers', providerId, keys.request(requestId)),
    readAnswer(command, providerId, requestId),
    guarded ? guard(providerId, requestId) : undefined,
  ])
  replayIfAnswered(command, earlierAnswer)
  return { ...assemble(root, requestId), earlierAnswer, guard: receipt }
}

/** As openRequest, with the partnership that `resellerId` has or had with the provider. */
export async function openAcceptance(
  command: Command,
  name: RequestName,
  resellerId: PartnerId,
): Promise<OpenAcceptance> {
  const [open, row] = await Promise.all([
    openRequest(command, name, { guarded: true }),
    read('providers', name.providerId, keys.partnership(resellerId)),
  ])
  const found = decodeIfAny(PartnershipRow, row)
  return { ...open, partnershipRow: row, partnership: found?.partnership, partnershipVersion: found?.version ?? 0 }
}

/** Reads a request to show it. @throws {Fault} partnershipRequestNotFound */
export async function readRequest({ providerId, requestId }: RequestName): Promise<PartnershipRequest> {
  return assemble(await read('providers', providerId, keys.request(requestId)), requestId).request
}

/** Reads a request that may not be there: a message can be the guard of a command that never committed. */
export async function findRequest(name: { readonly providerId: string; readonly requestId: string }) {
  return decodeIfAny(RequestRoot, await read('providers', name.providerId, keys.request(name.requestId)))?.request
}

/** As readRequest, and notes that the link was opened, by a person or a mail scanner. The note is no command: no version, no audit. */
export async function readOpenedRequest(
  { providerId, requestId }: RequestName,
  now: Date,
): Promise<PartnershipRequest> {
  const { request, root, version } = assemble(await read('providers', providerId, keys.request(requestId)), requestId)
  if (!request.openedAt) {
    const row = requestRow({ ...request, openedAt: now.toISOString() }, version)
    afterAnswer(write('providers', { kind: 'replace', row, etag: root.etag }).catch(unlessConflict))
  }
  return request
}

/**
 * Changes a request for the service itself: nothing happens when it is not there or `decide` finds nothing to do. The mails
 * that the decision queued go out after the commit.
 * @throws {Conflict}
 */
export async function changeRequestIfAny(
  command: Command,
  name: { readonly providerId: string; readonly requestId: string },
  decide: (request: PartnershipRequest) => DecidedRequest | undefined,
): Promise<void> {
  const root = await read('providers', name.providerId, keys.request(name.requestId))
  const found = decodeIfAny(RequestRoot, root)
  const decided = found && decide(found.request)
  if (!root || !decided) return
  const { requestId } = found.request
  const before = new Set(found.request.mails.map(({ mailId }) => mailId))
  const effects = decided.request.mails
    .filter(({ mailId }) => !before.has(mailId))
    .map(({ mailId }) => ({ kind: 'mail' as const, requestId, mailId }))
  const isExpired = decided.event.operation === 'expire_partnership_request'
  const isTold = isExpired && (await hears(name.providerId, 'partnership-request-expired'))
  const owed = isTold ? [...effects, webhookEffect(command, requestEnded('expired', requestId))] : effects
  const receipt = owed.length > 0 ? await guard(name.providerId, requestId) : undefined
  const open = { root, version: found.version, request: found.request, earlierAnswer: undefined, guard: receipt }
  await commitRequest(command, open, decided, { effects: owed })
}

/** Commits a request that is new. */
export async function commitNewRequest(
  command: Command,
  { request, event }: DecidedRequest,
  answer: Answer,
  again: { readonly answerId: string; readonly earlierAnswer: StoredRow | undefined },
): Promise<void> {
  await commit(command, {
    partition: request.providerId,
    id: request.requestId,
    version: 0,
    writes: [{ kind: 'insert', row: requestRow(request, 1) }],
    event,
    answer,
    ...again,
  })
}

/** Commits what was decided on an open request; `answer` is kept with it and given. @throws {Conflict} */
export async function commitRequest(
  command: Command,
  open: OpenRequest,
  decided: DecidedRequest,
  { answer, effects = [] }: { readonly answer?: Answer; readonly effects?: readonly Effect[] } = {},
): Promise<Answer> {
  await commitWith(command, open, decided, [], { ...(answer && { answer }), effects })
  return answer ?? noContent()
}

/** Commits an acceptance: request and partnership together, the reseller's own view afterwards. @throws {Conflict} */
export async function commitAcceptance(
  command: Command,
  open: OpenAcceptance,
  accepted: AcceptedInvite,
  answer: Answer,
  more: readonly Effect[] = [],
): Promise<void> {
  const { partnership } = accepted
  const effects: Effect[] = [{ kind: 'resellerView', resellerId: partnership.resellerId }, ...more]
  await commitWith(command, open, accepted, partnershipWrites(open.partnershipRow, partnership), { answer, effects })
}

async function commitWith(
  command: Command,
  open: OpenRequest,
  { request, event }: DecidedRequest,
  more: readonly Write[],
  { answer, effects }: { readonly answer?: Answer; readonly effects: readonly Effect[] },
): Promise<void> {
  await commit(command, {
    partition: request.providerId,
    id: request.requestId,
    version: open.version,
    writes: [{ kind: 'replace', row: requestRow(request, open.version + 1), etag: open.root.etag }, ...more],
    event,
    effects,
    ...(open.guard && { guard: open.guard }),
    ...(answer && { answer, earlierAnswer: open.earlierAnswer }),
  })
}

/** All partnerships of a provider that are in force, by reseller. */
export async function partnershipsOf(providerId: PartnerId): Promise<Partnership[]> {
  const prefix = keys.partnership('')
  const rows = await range('providers', providerId, { from: prefix, to: endOf(prefix) })
  return rows.map((row) => decode(PartnershipRow, row).partnership).filter(({ state }) => state === 'active')
}

/** The reseller of a customer, while the partnership with it is in force. */
export async function resellersOf(providerId: PartnerId, { associatedPartnerId }: Customer): Promise<Partnership[]> {
  if (!associatedPartnerId) return []
  const row = await read('providers', providerId, keys.partnership(associatedPartnerId))
  const partnership = decodeIfAny(PartnershipRow, row)?.partnership
  return partnership?.state === 'active' ? [partnership] : []
}

/** One page of a provider's requests, newest first. */
export async function listRequests(providerId: PartnerId, query: PageQuery, token: string | null) {
  const wanted = wantedPage(`requests ${providerId}`, query, {}, token)
  const page = await readPage(rowsAsSource(prefixed(providerId, keys.request(''))), wanted)
  return { ...page, items: page.items.map((row) => decode(RequestRoot, row).request) }
}

/** Nothing was decided: the guard of the command has nothing to finish. */
export function letGo({ guard: receipt }: OpenRequest): void {
  if (receipt) afterAnswer(takeBack(receipt))
}

function assemble(root: StoredRow | undefined, requestId: RequestId) {
  const found = decodeIfAny(RequestRoot, root)
  if (!root || !found) throw new Fault('partnershipRequestNotFound', { requestId })
  return { root, version: found.version, request: found.request }
}

function requestRow(request: PartnershipRequest, version: number) {
  return encode(RequestRoot, request.providerId, keys.request(request.requestId), { version, request })
}

// A command was faster; the link will be opened again.
function unlessConflict(error: unknown): void {
  if (!(error instanceof Conflict)) throw error
}
