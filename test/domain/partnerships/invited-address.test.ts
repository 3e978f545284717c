import { expect, test } from 'vitest'
import { InvitationId } from '../../../shared/domain/ids.ts'
import type { Invitation } from '../../../shared/domain/partnerships/invitation.ts'
import { addressKey, openBeside, withDraft, withInvite } from '../../../shared/domain/partnerships/invited-address.ts'
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
  expect(openBeside(self, [inState[state]], now)).toHaveLength(expected)
})

test.for([
  ['the same one', { ...self, requestId: inState.sent.requestId }, now],
  ['one to somebody else', { ...self, to: 'tess@tern.example.org' }, now],
  ['one whose time is over', self, days(14)],
] as const)('not %s', ([, one, at]) => {
  expect(openBeside(one, [inState.sent], at)).toEqual([])
})

test('the oldest comes first', () => {
  const older: Invitation = { ...inState.sent, createdAt: days(-3).toISOString() }
  expect(openBeside(self, [inState.draft, older], now)).toEqual([older, inState.draft])
})

test.for([
  ['Tess@Tern.Example', 'tess@tern.example'],
  ['tess@münchen.example', 'tess@xn--mnchen-3ya.example'],
] as const)('%s is compared as %s', ([to, key]) => {
  expect(addressKey(to)).toBe(key)
})

test('what is noted of an address is what counts: open invitations, twenty at most, and mails of the last day', () => {
  const many = Array.from({ length: 30 }, () => inState.draft)
  expect(withDraft({ invites: ['x'] }, [], requestId)).toEqual({ invites: ['x'], requestIds: [requestId] })
  expect(withDraft({ invites: [] }, many, requestId).requestIds).toHaveLength(20)
  expect(withDraft({ invites: [] }, many, requestId).requestIds.at(-1)).toBe(requestId)
  const invites = [days(-2), days(-1), days(-1, 1)].map((at) => at.toISOString())
  expect(withInvite({ requestIds: [], invites }, now).invites).toEqual([invites[2], now.toISOString()])
})
