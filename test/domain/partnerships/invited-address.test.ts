import { expect, test } from 'vitest'
import { InvitationId } from '../../../shared/domain/ids.ts'
import type { Invitation } from '../../../shared/domain/partnerships/invitation.ts'
import { addressKey, besideOf, withDraft, withInvite } from '../../../shared/domain/partnerships/invited-address.ts'
import { inState } from '../invitations.ts'
import { now } from '../people.ts'
import { days } from '../sales.ts'

const requestId = InvitationId.parse('ffffffff-0000-4000-8000-00000000000f')
const self = { requestId, to: 'TESS@tern.example' }

test.for([
  ['draft', 1],
  ['sent', 1],
  ['accepted', 0],
  ['declined', 0],
  ['expired', 0],
  ['revoked', 0],
] as const)('beside an invitation one that is %s is open: %i', ([state, expected]) => {
  expect(besideOf(self, [inState[state]], now).open).toHaveLength(expected)
})

test.for([
  ['the same one', { ...self, requestId: inState.sent.requestId }, now],
  ['one to somebody else', { ...self, to: 'tess@tern.example.org' }, now],
  ['one whose time is over', self, days(14)],
] as const)('not %s', ([, one, at]) => {
  expect(besideOf(one, [inState.sent], at)).toEqual({ open: [] })
})

test('the oldest comes first', () => {
  const older: Invitation = { ...inState.sent, createdAt: days(-3).toISOString() }
  expect(besideOf(self, [inState.draft, older], now).open).toEqual([older, inState.draft])
})

test('the last one that was accepted is named and noted on, whatever else there is', () => {
  const older: Invitation = { ...inState.accepted, createdAt: days(-3).toISOString() }
  const beside = besideOf(self, [inState.accepted, inState.sent, older], now)
  expect(beside).toEqual({ open: [inState.sent], accepted: inState.accepted })
  const noted = [inState.accepted.requestId, inState.sent.requestId, requestId]
  expect(withDraft({ invites: [] }, beside, requestId).requestIds).toEqual(noted)
  expect(besideOf({ ...self, to: 'somebody@else.example' }, [inState.accepted], now)).toEqual({ open: [] })
})

test.for([
  ['Tess@Tern.Example', 'tess@tern.example'],
  ['tess@münchen.example', 'tess@xn--mnchen-3ya.example'],
] as const)('%s is compared as %s', ([to, key]) => {
  expect(addressKey(to)).toBe(key)
})

test('what is noted of an address is what counts: open invitations, twenty at most, and mails of the last day', () => {
  const many = Array.from({ length: 30 }, () => inState.draft)
  expect(withDraft({ invites: ['x'] }, { open: [] }, requestId)).toEqual({ invites: ['x'], requestIds: [requestId] })
  expect(withDraft({ invites: [] }, { open: many }, requestId).requestIds).toHaveLength(20)
  expect(withDraft({ invites: [] }, { open: many }, requestId).requestIds.at(-1)).toBe(requestId)
  const invites = [days(-2), days(-1), days(-1, 1)].map((at) => at.toISOString())
  expect(withInvite({ requestIds: [], invites }, now).invites).toEqual([invites[2], now.toISOString()])
})
