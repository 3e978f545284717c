import * as z from 'zod'
import { mailable } from '../contact/email.ts'
import { dayMs } from '../time.ts'
import { type Invitation, openStates } from './invitation.ts'

/** What a provider has done with one address: which invitations it was drafted, and when it was mailed one in the last day. */
export const InvitedAddress = z.object({
  requestIds: z.array(z.string()),
  invites: z.array(z.iso.datetime()),
})
export type InvitedAddress = z.infer<typeof InvitedAddress>

/** The invitations to one address that are looked at; the newest. */
const keptInvitations = 20

/** An address as addresses are compared: no mail server that is known keeps people apart by capitals. */
export function addressKey(to: string): string {
  return (mailable(to) ?? to).toLowerCase()
}

/** What else of a provider went to the address of an invitation, and is worth knowing. */
export interface Beside {
  /** Open as well, oldest first. */
  readonly open: readonly Invitation[]
  /** The last one that was accepted: whoever reads there is a partner already, unless the partnership was removed since. */
  readonly accepted?: Extract<Invitation, { state: 'accepted' }>
}

export function besideOf(
  { requestId, to }: Pick<Invitation, 'requestId' | 'to'>,
  others: readonly Invitation[],
  now: Date,
): Beside {
  const same = others
    .filter((one) => one.requestId !== requestId && addressKey(one.to) === addressKey(to))
    .sort((one, other) => Date.parse(one.createdAt) - Date.parse(other.createdAt))
  const accepted = same.filter((one) => one.state === 'accepted').at(-1)
  return {
    open: same.filter(({ state, expiresAt }) => openStates.includes(state) && now.getTime() < Date.parse(expiresAt)),
    ...(accepted && { accepted }),
  }
}

/** Notes that one more was drafted, and forgets those that do not matter any more. */
export function withDraft(
  { invites }: Pick<InvitedAddress, 'invites'>,
  { open, accepted }: Beside,
  requestId: string,
): InvitedAddress {
  const before = accepted ? [accepted, ...open] : open
  const requestIds = [...before.map((one): string => one.requestId), requestId]
  return { invites, requestIds: requestIds.slice(-keptInvitations) }
}

/** Notes that an invitation is mailed. */
export function withInvite({ requestIds, invites }: InvitedAddress, now: Date): InvitedAddress {
  return { requestIds, invites: [...ofLastDay(invites, now), now.toISOString()] }
}

function ofLastDay(moments: readonly string[], now: Date): string[] {
  return moments.filter((at) => now.getTime() - Date.parse(at) < dayMs)
}
