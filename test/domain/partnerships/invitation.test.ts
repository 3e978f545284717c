import { describe, expect, test } from 'vitest'
import {
  checkRecipient,
  draftInvitation,
  editInvitation,
  expireInvitation,
  Invitation,
  markInvitationSent,
  nextGeneration,
  revokeInvitation,
  Subject,
  sendInvitation,
} from '../../../shared/domain/partnerships/invitation.ts'
import { askQuestion, checkLinkUsable } from '../../../shared/domain/partnerships/invitation-reply.ts'
import { textOf } from '../../../shared/text/sentences.ts'
import { caller, draft, draftWith, inState, link, nextLink, sent, sentBy, terms } from '../invitations.ts'
import { callerOf, now, provider } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { days } from '../sales.ts'

const theLastInstant = days(14, -1)
const theInstantItExpires = days(14)

describe('the link stays in the text, whole and alone', () => {
  test.for([
    ['a placeholder', 'Open {link}', 'allowed'],
    ['the link itself', `Open ${link}.`, 'allowed'],
    ['twice', `{link} or {link}`, 'allowed'],
    ['in brackets', `Open (${link})`, 'allowed'],
    ['missing', 'Open it', 'invitationLinkMissing'],
    ['cut short', `Open ${link.slice(0, -1)}`, 'invitationLinkMissing'],
    ['wrapped', `Open ${link.slice(0, 30)}\n${link.slice(30)}`, 'invitationLinkMissing'],
    ['with something glued on', `Open ${link}x`, 'invitationLinkMissing'],
    ['with a word in front', `see${link}`, 'invitationLinkMissing'],
    ['in other letters', `Open ${link.toUpperCase()}`, 'invitationLinkMissing'],
  ] as const)('%s', ([, body, expected]) => {
    expect(refusalOf(() => draftWith(body))).toBe(expected)
    expect(refusalOf(() => editInvitation(draft, { body }, caller, link))).toBe(expected)
  })
})

describe('what may be done in which state', () => {
  const actions = {
    edit: (invitation: Invitation) => editInvitation(invitation, { subject: 'New' }, caller, link),
    send: (invitation: Invitation) => sentBy(invitation, 'm9', days(2)),
    done: (invitation: Invitation) => markInvitationSent(invitation, caller, terms, now),
    revoke: (invitation: Invitation) => revokeInvitation(invitation, caller, now),
  }
  const wrong = 'partnershipRequestStateWrong'

  test.for([
    ['edit', { draft: 'allowed', sent: wrong, accepted: wrong, declined: wrong, expired: wrong, revoked: wrong }],
    [
      'send',
      { draft: 'allowed', sent: 'allowed', accepted: wrong, declined: 'allowed', expired: 'allowed', revoked: wrong },
    ],
    ['done', { draft: 'allowed', sent: wrong, accepted: wrong, declined: wrong, expired: wrong, revoked: wrong }],
    ['revoke', { draft: 'allowed', sent: 'allowed', accepted: wrong, declined: wrong, expired: wrong, revoked: wrong }],
  ] as const)('%s', ([action, expected]) => {
    const outcome = Object.fromEntries(
      Object.entries(inState).map(([state, invitation]) => [state, refusalOf(() => actions[action](invitation))]),
    )

    expect(outcome).toEqual(expected)
  })
})

describe('what comes of it', () => {
  const send = (invitation: Invitation) =>
    sendInvitation(invitation, { link: nextLink, oldLink: link, mailId: 'm9' }, caller, terms, days(2))

  test.for([
    ['a draft is drafted', draftWith('{link}'), 'draft', 'create_partnership_request'],
    [
      'an edited draft is still one',
      editInvitation(draft, { subject: 'New' }, caller, link),
      'draft',
      'update_partnership_request',
    ],
    ['a draft that is sent is sent', send(draft), 'sent', 'send_partnership_request'],
    [
      'a draft that the user sent is sent',
      markInvitationSent(draft, caller, terms, now),
      'sent',
      'send_partnership_request',
    ],
    ['what was declined is sent again', send(inState.declined), 'sent', 'send_partnership_request'],
    ['what has expired is sent again', send(inState.expired), 'sent', 'send_partnership_request'],
    ['a draft is revoked', revokeInvitation(draft, caller, now), 'revoked', 'revoke_partnership_request'],
    ['what was sent is revoked', revokeInvitation(sent, caller, now), 'revoked', 'revoke_partnership_request'],
    ['a draft expires', expireInvitation(draft, days(14)), 'expired', 'expire_partnership_request'],
    ['what was sent expires', expireInvitation(sent, days(14)), 'expired', 'expire_partnership_request'],
  ] as const)('%s', ([, decided, state, operation]) => {
    expect(decided?.invitation.state).toBe(state)
    expect(decided?.event).toMatchObject({ operation, resource: 'partnership_request', resourceId: draft.requestId })
  })

  test('sending again gives it all its time again, and nothing of the answer before is left', () => {
    const { invitation } = send(inState.declined)

    expect(invitation.expiresAt).toBe(days(16).toISOString())
    expect(invitation).not.toHaveProperty('reason')
  })
})

test('sending again makes a new link, and the link sent before is dead', () => {
  expect(nextGeneration(draft)).toBe(1)
  expect(nextGeneration(sent)).toBe(2)

  const again = sentBy(sent, 'm2', days(2))

  expect(again.body).toContain(nextLink)
  expect(again.body).not.toContain(link)
  expect(refusalOf(() => checkLinkUsable(again, 1, days(2)))).toBe('invitationReplaced')
  expect(refusalOf(() => checkLinkUsable(again, 2, days(2)))).toBe('allowed')
})

test('questions do not use up what the provider may send', () => {
  let invitation: Invitation = sent
  for (const count of [1, 2, 3, 4, 5]) {
    const question = { generation: 1, from: 'tess@tern.example', text: 'Why?', mailId: `q${count}` }
    invitation = askQuestion(invitation, question, days(1, count)).invitation
  }
  for (const count of [2, 3, 4, 5, 6]) invitation = sentBy(invitation, `m${count}`, days(1, 10 + count))

  expect(refusalOf(() => sentBy(invitation, 'm7', days(1, 20)))).toBe('tooManyRequests')
})

test('nobody is mailed more than five times in a day', () => {
  let invitation = sent
  for (const count of [2, 3, 4, 5]) invitation = sentBy(invitation, `m${count}`)

  expect(refusalOf(() => sentBy(invitation, 'm6', days(0, 86_399_999)))).toBe('tooManyRequests')
  expect(refusalOf(() => sentBy(invitation, 'm6', days(1)))).toBe('allowed')
})

describe('when its time is over', () => {
  test.for([
    ['a draft expires', 'draft', 'expired'],
    ['what was sent expires', 'sent', 'expired'],
    ['what was accepted stays', 'accepted', undefined],
    ['what was declined stays', 'declined', undefined],
    ['what has expired stays', 'expired', undefined],
    ['what was revoked stays', 'revoked', undefined],
  ] as const)('%s', ([, before, state]) => {
    expect(expireInvitation(inState[before], theInstantItExpires)?.invitation.state).toBe(state)
    expect(expireInvitation(inState[before], theLastInstant)).toBeUndefined()
  })
})

test.for([
  ['draft', 'drafted'],
  ['sent', 'sendingByService'],
  ['accepted', 'accepted'],
  ['declined', 'declined'],
  ['expired', 'expired'],
  ['revoked', 'revoked'],
] as const)('an invitation that is %s is kept as it is, and its history ends with %s', ([state, what]) => {
  const opened = { ...inState[state], openedAt: now.toISOString() }

  expect(Invitation.parse(opened)).toEqual(opened)
  expect(opened.timeline.at(-1)?.what).toBe(what)
})

test('editing the text keeps the subject, and the other way round', () => {
  expect(editInvitation(draft, { body: 'Open {link}' }, caller, link).invitation).toMatchObject({
    subject: draft.subject,
  })
  expect(editInvitation(draft, { subject: 'New' }, caller, link).invitation).toMatchObject({
    subject: 'New',
    body: draft.body,
  })
})

test('a company that is called like the link keeps its name, and what is drafted for it can be saved again', () => {
  const name = `${'W'.repeat(190)} {link} Ltd`
  const by = callerOf({ ...provider, name })
  const ids = { requestId: draft.requestId, link }
  const wanted = { to: 'tess@tern.example', language: 'en' as const }
  const { invitation } = draftInvitation(wanted, ids, textOf('en').mail, by, terms, now)
  const { subject, body } = invitation

  expect(body).toContain(name)
  expect(body).toContain(link)
  expect(Subject.safeParse(subject).success).toBe(true)
  expect(editInvitation(invitation, { subject, body }, by, link).invitation).toMatchObject({ subject, body })
  expect(editInvitation(invitation, { subject }, by, link).invitation).toMatchObject({ subject, body })
})

test('a sent invitation waits for its mail', () => {
  expect(sent.mails).toEqual([{ mailId: 'm1', kind: 'invite', state: 'queued', at: now.toISOString() }])
})

test('that the link was opened is known whatever comes next', () => {
  const opened = { ...sent, openedAt: now.toISOString() }

  expect(revokeInvitation(opened, caller, now).invitation.openedAt).toBe(now.toISOString())
  expect(revokeInvitation(sent, caller, now).invitation).not.toHaveProperty('openedAt')
})

test('the audit of a request never holds its link', () => {
  const { event } = draftWith('{link}')

  expect(JSON.stringify(event)).not.toContain('token=')
})

test('a provider does not invite itself', () => {
  expect(refusalOf(() => checkRecipient('ana@HARBOR.example', provider))).toBe('invalidInput: to emailOfPartner')
  expect(refusalOf(() => checkRecipient('tess@tern.example', provider))).toBe('allowed')
})
