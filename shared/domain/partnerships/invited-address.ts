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

/** The invitations to one address that are looked at for open ones; the newest. */
const keptInvitations = 20

/** An address as addresses are compared: no mail server that is known keeps people apart by capitals. */
export function addressKey(to: string): string {
  return (mailable(to) ?? to).toLowerCase()
}

/** Those of a provider's invitations that are open as well and go to the address of another one, oldest first. */
export function openBeside(
  { requestId, to }: Pick<Invitation, 'requestId' | 'to'>,
  others: readonly Invitation[],
  now: Date,
): readonly Invitation[] {
  return others
    .filter((one) => one.requestId !== requestId && addressKey(one.to) === addressKey(to))
    .filter(({ state, expiresAt }) => openStates.includes(state) && now.getTime() < Date.parse(expiresAt))
    .sort((one, other) => Date.parse(one.createdAt) - Date.parse(other.createdAt))
}

/** Notes that one more was drafted, and forgets those that are over. */
export function withDraft(
  { invites }: Pick<InvitedAddress, 'invites'>,
  beside: readonly Invitation[],
  requestId: string,
): InvitedAddress {
  const requestIds = [...beside.map((one) => one.requestId), requestId]
  return { invites, requestIds: requestIds.slice(-keptInvitations) }
}

/** Notes that an invitation is mailed. */
export function withInvite({ requestIds, invites }: InvitedAddress, now: Date): InvitedAddress {
  return { requestIds, invites: [...ofLastDay(invites, now), now.toISOString()] }
}

function ofLastDay(moments: readonly string[], now: Date): string[] {
  return moments.filter((at) => now.getTime() - Date.parse(at) < dayMs)
}
