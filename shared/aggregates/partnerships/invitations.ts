import type * as z from 'zod'
import { settings } from '../../azure/settings.ts'
import { Conflict, read, type StoredRow, type Write, write } from '../../azure/store.ts'
import { commit, leave, type Opened, type Owed, open } from '../../command/aggregate.ts'
import type { Answer } from '../../command/answer.ts'
import type { Command } from '../../command/command.ts'
import { putDue } from '../../command/due.ts'
import { guidOf, hash, markedGuid, markIn } from '../../command/made-ids.ts'
import { afterAnswer } from '../../command/outbox.ts'
import { accountOf } from '../../command/partner-accounts.ts'
import { decode, decodeIfAny, type Effect, encode, InvitationRoot, keys, PartnershipRow } from '../../command/tables.ts'
import { Fault } from '../../domain/fault.ts'
import { InvitationId, type PartnerId } from '../../domain/ids.ts'
import type { DecidedInvitation, Invitation } from '../../domain/partnerships/invitation.ts'
import type { AcceptedInvitation } from '../../domain/partnerships/invitation-reply.ts'
import {
  addressKey,
  type Beside,
  besideOf,
  InvitedAddress,
  withDraft,
  withInvite,
} from '../../domain/partnerships/invited-address.ts'
import type { PartnerAccount } from '../../domain/partnerships/partner.ts'
import { type Partnership, type ResellerView, resellerViewOf } from '../../domain/partnerships/partnership.ts'
import { type InvitationMail, mailsIn } from '../../domain/partnerships/queued-mail.ts'
import { daysAfter } from '../../domain/time.ts'
import { prefixed, readPage, wantedPage } from '../../lists/paging.ts'
import { rowsAsSource } from '../../lists/seek.ts'
import type { PageQuery } from '../../wire/page-query.ts'
import { invitationLink } from './links.ts'
import { partnershipWrites } from './partnerships.ts'

/** The root as it was read, with what this version does not know of it. */
type Known = z.infer<typeof InvitationRoot>

interface InvitationName {
  readonly providerId: PartnerId
  readonly requestId: InvitationId
}

/** An invitation, open for a command. */
export interface OpenInvitation extends Opened {
  readonly known: Known
  readonly invitation: Invitation
}

/**
 * Opens an invitation for a command, which owes a mail or, if anything, an event.
 * @throws {Fault} partnershipRequestNotFound; {Replay} when this command was answered before
 */
export async function openInvitation(
  command: Command,
  name: InvitationName,
  owed: readonly Owed[] = [],
): Promise<OpenInvitation> {
  const { found, ...opening } = await open(command, placeOf(name), readRoot(name), { owed })
  return { ...opening, ...assemble(found, name) }
}

/** As openInvitation, for a command that begins its time anew: when it is reminded of and when it ends is noted beside. */
export async function openInvitationAnew(command: Command, name: InvitationName, owed: readonly Owed[] = []) {
  const [invitation] = await Promise.all([openInvitation(command, name, owed), putInvitationDue(name, command.now)])
  return invitation
}

/** As openInvitationAnew, for a command that mails it: with what its address was mailed already. */
export async function openInvitationToSend(command: Command, name: InvitationName) {
  const [invitation, address] = await Promise.all([openInvitationAnew(command, name, ['always']), readAddress(name)])
  return { ...invitation, address }
}

/** As openInvitation, with what else went to the same address. */
export async function openInvitationWithOthers(command: Command, name: InvitationName) {
  const [opened, address] = await Promise.all([openInvitation(command, name), readAddress(name)])
  return { ...opened, others: await othersOf(opened.invitation, address, command.now) }
}

/** An invitation, open for its acceptance by `resellerId`, with the partnership that this one has or had with the provider. */
export interface OpenAcceptance extends OpenInvitation {
  readonly provider: PartnerAccount
  readonly partnership: Partnership | undefined
  readonly partnershipRow: StoredRow | undefined
  readonly partnershipVersion: number
}

/** @throws {Fault} invitationUnknown, partnershipRequestNotFound; {Replay} */
export async function openAcceptance(
  command: Command,
  name: InvitationName,
  resellerId: PartnerId,
): Promise<OpenAcceptance> {
  const [invitation, partnershipRow, provider] = await Promise.all([
    openInvitation(command, name, ['always', 'partnership-request-accepted']),
    read('providers', name.providerId, keys.partnership(resellerId)),
    inviterOf(name),
  ])
  const { partnership, version = 0 } = decodeIfAny(PartnershipRow, partnershipRow) ?? {}
  return { ...invitation, provider, partnershipRow, partnership, partnershipVersion: version }
}

/** What the reseller sees after an acceptance, also after one that changes nothing. @throws {Fault} invitationUsed */
export function acceptedView(open: OpenAcceptance, accepted: AcceptedInvitation | undefined): ResellerView {
  if (accepted) return resellerViewOf(accepted.partnership, open.provider, open.partnershipVersion + 1)
  if (!open.partnership) throw new Fault('invitationUsed')
  return resellerViewOf(open.partnership, open.provider, open.partnershipVersion)
}

interface More {
  readonly writes?: readonly Write[]
  readonly effects?: readonly Effect[]
}

/** Commits an acceptance, if it changes anything: invitation and partnership together, the reseller's own view afterwards. @throws {Conflict} */
export function commitAcceptance(open: OpenAcceptance, accepted: AcceptedInvitation | undefined, answer: Answer) {
  if (!accepted) return commitInvitation(open, undefined, answer)
  const { partnership } = accepted
  return commitInvitation(open, accepted, answer, {
    writes: partnershipWrites(open.partnershipRow, partnership),
    effects: [{ kind: 'resellerView', resellerId: partnership.resellerId }],
  })
}

/**
 * Commits what was decided on an invitation, if anything, and gives the answer, which is kept with it where there is one. The
 * mails it has queued go out afterwards.
 * @throws {Conflict}
 */
export async function commitInvitation<A extends Answer | undefined>(
  open: OpenInvitation | NewInvitation,
  decided: DecidedInvitation | undefined,
  answer: A,
  { writes = [], effects = [] }: More = {},
): Promise<A> {
  if (!decided) {
    leave(open)
    return answer
  }
  const { invitation, event, notices = [] } = decided
  const change = {
    root: rootRow(open.known, invitation, open.version + 1),
    writes,
    event,
    notices,
    effects: [...effects, ...mailsOf(open.invitation, invitation)],
  }
  await commit(open, change, answer)
  return answer
}

/** The mails that a decision has queued. */
function mailsOf(before: Invitation | undefined, after: Invitation): Effect[] {
  const { requestId } = after
  const known = new Set(before && mailsIn(before).map(({ mailId }) => mailId))
  const queued = mailsIn(after).filter(({ mailId }) => !known.has(mailId))
  return queued.map(({ mailId }) => ({ kind: 'mail', requestId, mailId }))
}

/** Commits a sending, and notes that the address was mailed. @throws {Conflict} */
export function commitSending(
  open: OpenInvitation & { readonly address: KnownAddress },
  decided: DecidedInvitation,
  answer: Answer,
) {
  const { found } = open.address
  const { now } = open.command
  return commitInvitation(
    open,
    decided,
    answer,
    found && { writes: [addressWrite(open.address, withInvite(found, now))] },
  )
}

interface NewInvitation extends Opened {
  readonly known: undefined
  readonly invitation: undefined
  readonly address: KnownAddress
  /** What went to the same address before. */
  readonly others: Beside
}

/** Commits a draft, and notes it at its address. @throws {Conflict} */
export function commitDraft(open: NewInvitation, decided: DecidedInvitation, answer: Answer) {
  const { address, others } = open
  const noted = withDraft(address.found ?? { invites: [] }, others, decided.invitation.requestId)
  return commitInvitation(open, decided, answer, { writes: [addressWrite(address, noted)] })
}

/** What is known of the address of an invitation. Those of version 0.1.0 have no mark of it in their ids. */
interface KnownAddress {
  readonly key: string
  readonly partition: PartnerId
  readonly row: StoredRow | undefined
  readonly found: InvitedAddress | undefined
}

async function readAddress({ providerId, requestId }: InvitationName): Promise<KnownAddress> {
  const key = keys.invitedAddress(markIn(requestId))
  const row = await read('providers', providerId, key)
  return { key, partition: providerId, row, found: decodeIfAny(InvitedAddress, row) }
}

function addressWrite({ key, partition, row }: KnownAddress, address: InvitedAddress): Write {
  const next = encode(InvitedAddress, partition, key, address)
  return row ? { kind: 'replace', row: next, etag: row.etag } : { kind: 'insert', row: next }
}

async function othersOf(invitation: Invitation, { found }: KnownAddress, now: Date): Promise<Beside> {
  const { providerId, requestId } = invitation
  const ids = (found?.requestIds ?? []).filter((id) => id !== requestId)
  const others = await Promise.all(ids.map((id) => findInvitation({ providerId, requestId: id })))
  return besideOf(
    invitation,
    others.filter((one) => one !== undefined),
    now,
  )
}

/** The id of an invitation that is to be drafted, newest first in lists and marked by its address, and its first link. */
export function newInvitationIds(providerId: PartnerId, to: string, now: Date) {
  const requestId = InvitationId.parse(markedGuid(now, hash(`${providerId} ${addressKey(to)}`)))
  return { requestId, link: invitationLink({ providerId, requestId, generation: 1 }) }
}

/** Opens an invitation that is to be drafted. A repeat cannot know its id: its answer lies under one of the provider's. */
export async function openNewInvitation(command: Command, drafted: Invitation): Promise<NewInvitation> {
  const place = { ...placeOf(drafted), answerId: guidOf('partnership request', drafted.providerId) }
  const reading = Promise.all([readAddress(drafted), putInvitationDue(drafted, command.now)])
  const { found, ...opening } = await open(command, place, reading)
  const [address] = found
  const others = await othersOf(drafted, address, command.now)
  return { ...opening, ...{ root: undefined, version: 0, known: undefined, invitation: undefined }, address, others }
}

/**
 * Changes an invitation for the service itself: nothing happens when it is not there or `decide` finds nothing to do. Whether
 * the outside is owed anything is known only then, so that the guard is a trip of its own.
 * @throws {Conflict}
 */
export async function changeInvitationIfAny(
  command: Command,
  name: { readonly providerId: string; readonly requestId: string },
  decide: (invitation: Invitation) => DecidedInvitation | undefined,
): Promise<void> {
  const root = await read('providers', name.providerId, keys.invitation(name.requestId))
  const found = decodeIfAny(InvitationRoot, root)
  const decided = found && decide(found.request)
  if (!decided) return
  const { version, request: invitation } = found
  const known = found
  const opening = { command, place: placeOf(invitation), earlierAnswer: undefined, guard: undefined }
  await commitInvitation({ ...opening, root, version, known, invitation }, decided, undefined)
}

/** Reads an invitation to show it. @throws {Fault} partnershipRequestNotFound */
export async function readInvitation(name: InvitationName): Promise<Invitation> {
  return assemble(await readRoot(name), name).invitation
}

/** Reads an invitation that may not be there: a message can be of a command that never committed. */
export async function findInvitation(name: { readonly providerId: string; readonly requestId: string }) {
  return decodeIfAny(InvitationRoot, await read('providers', name.providerId, keys.invitation(name.requestId)))?.request
}

/** As readInvitation, and notes that the link was opened, by a person or a mail scanner. The note is no command: no version, no audit. */
export async function readOpenedInvitation(name: InvitationName, now: Date): Promise<Invitation> {
  const { invitation, root, version, known } = assemble(await readRoot(name), name)
  if (!invitation.openedAt && !settings.isMaintained) {
    const row = rootRow(known, { ...invitation, openedAt: now.toISOString() }, version)
    afterAnswer(write('providers', { kind: 'replace', row, etag: root.etag }).catch(unlessConflict))
  }
  return invitation
}

/** One page of a provider's invitations, newest first. */
export async function listInvitations(providerId: PartnerId, query: PageQuery, token: string | null) {
  const wanted = wantedPage(`requests ${providerId}`, query, {}, token)
  const page = await readPage(rowsAsSource(prefixed(providerId, keys.invitation(''))), wanted)
  return { ...page, items: page.items.map((row) => decode(InvitationRoot, row).request) }
}

/** The provider that an invitation is of. @throws {Fault} invitationUnknown when it is none any more */
export async function inviterOf({ providerId }: Pick<InvitationName, 'providerId'>): Promise<PartnerAccount> {
  const provider = await accountOf(providerId)
  if (provider?.kind !== 'indirectProvider') throw new Fault('invitationUnknown')
  return provider
}

/**
 * Notes when the receiver of a sending at `now` is reminded, and when its link ends. A later sending notes later times;
 * whoever handles the earlier ones looks at the invitation and finds nothing to do.
 */
async function putInvitationDue({ providerId, requestId: id }: InvitationName, now: Date): Promise<void> {
  const { remindAfterDays, expireAfterDays } = settings.invitations
  await Promise.all([
    putDue(daysAfter(now, remindAfterDays), { kind: 'remindInvitation', providerId, id }),
    putDue(daysAfter(now, expireAfterDays), { kind: 'expireInvitation', providerId, id }),
  ])
}

/** The id of a mail, which is also its operation id at the mail service: one mail has one, however often it is tried. */
export function mailIdOf(requestId: string, kind: InvitationMail['kind'], count: number): string {
  return guidOf('mail', requestId, kind, String(count))
}

const placeOf = ({ providerId, requestId }: InvitationName) => ({ partition: providerId, id: requestId })

function readRoot({ providerId, requestId }: InvitationName): Promise<StoredRow | undefined> {
  return read('providers', providerId, keys.invitation(requestId))
}

function assemble(root: StoredRow | undefined, { requestId }: InvitationName) {
  const found = decodeIfAny(InvitationRoot, root)
  if (!root || !found) throw new Fault('partnershipRequestNotFound', { requestId })
  return { root, version: found.version, known: found, invitation: found.request }
}

function rootRow(known: Known | undefined, invitation: Invitation, version: number) {
  const { providerId, requestId } = invitation
  const value = { ...known, version, request: invitation }
  return encode(InvitationRoot, providerId, keys.invitation(requestId), value)
}

// A command was faster; the link will be opened again.
function unlessConflict(error: unknown): void {
  if (!(error instanceof Conflict)) throw error
}
