import { describe, expect, test } from 'vitest'
import { checkLinkUsable } from '../../shared/domain/invitation.ts'
import {
  checkRecipient,
  editRequest,
  expireRequest,
  markRequestSent,
  nextGeneration,
  type PartnershipRequest,
  revokeRequest,
  sendRequest,
} from '../../shared/domain/partnership-request.ts'
import { accepted, caller, draft, draftWith, inState, link, nextLink, sent, sentBy, terms } from './invitations.ts'
import { now, provider } from './people.ts'
import { refusalOf } from './refusal.ts'
import { days } from './sales.ts'

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
    expect(refusalOf(() => editRequest(draft, { body }, link))).toBe(expected)
  })
})

describe('what may be done in which state', () => {
  const actions = {
    edit: (request: PartnershipRequest) => editRequest(request, { subject: 'New' }, link),
    send: (request: PartnershipRequest) => sentBy(request, 'm9', days(2)),
    done: (request: PartnershipRequest) => markRequestSent(request, caller, terms, now),
    revoke: (request: PartnershipRequest) => revokeRequest(request, caller, now),
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
      Object.entries(inState).map(([state, request]) => [state, refusalOf(() => actions[action](request))]),
    )

    expect(outcome).toEqual(expected)
  })
})

describe('what comes of it', () => {
  const send = (request: PartnershipRequest) =>
    sendRequest(request, { link: nextLink, oldLink: link, mailId: 'm9' }, caller, terms, days(2))

  test.for([
    ['a draft is drafted', draftWith('{link}'), 'draft', 'create_partnership_request'],
    [
      'an edited draft is still one',
      editRequest(draft, { subject: 'New' }, link),
      'draft',
      'update_partnership_request',
    ],
    ['a draft that is sent is sent', send(draft), 'sent', 'send_partnership_request'],
    [
      'a draft that the user sent is sent',
      markRequestSent(draft, caller, terms, now),
      'sent',
      'send_partnership_request',
    ],
    ['what was declined is sent again', send(inState.declined), 'sent', 'send_partnership_request'],
    ['what has expired is sent again', send(inState.expired), 'sent', 'send_partnership_request'],
    ['a draft is revoked', revokeRequest(draft, caller, now), 'revoked', 'revoke_partnership_request'],
    ['what was sent is revoked', revokeRequest(sent, caller, now), 'revoked', 'revoke_partnership_request'],
    ['a draft expires', expireRequest(draft, days(14)), 'expired', 'expire_partnership_request'],
    ['what was sent expires', expireRequest(sent, days(14)), 'expired', 'expire_partnership_request'],
  ] as const)('%s', ([, decided, state, operation]) => {
    expect(decided?.request.state).toBe(state)
    expect(decided?.event).toMatchObject({ operation, resource: 'partnership_request', resourceId: draft.requestId })
  })

  test('sending again gives it all its time again, and nothing of the answer before is left', () => {
    const { request } = send(inState.declined)

    expect(request.expiresAt).toBe(days(16).toISOString())
    expect(request).not.toHaveProperty('reason')
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

test('nobody is mailed more than five times in a day', () => {
  let request = sent
  for (const count of [2, 3, 4, 5]) request = sentBy(request, `m${count}`)

  expect(refusalOf(() => sentBy(request, 'm6', days(0, 86_399_999)))).toBe('tooManyRequests')
  expect(refusalOf(() => sentBy(request, 'm6', days(1)))).toBe('allowed')
})

test('it expires once, and not before its time', () => {
  expect(expireRequest(sent, days(14, -1))).toBeUndefined()
  expect(expireRequest(sent, days(14))?.request.state).toBe('expired')
  expect(expireRequest(accepted, days(14))).toBeUndefined()
  expect(expireRequest(inState.expired, days(15))).toBeUndefined()
})

test('the audit of a request never holds its link', () => {
  const { event } = draftWith('{link}')

  expect(JSON.stringify(event)).not.toContain('token=')
})

test('a provider does not invite itself', () => {
  expect(refusalOf(() => checkRecipient('ana@HARBOR.example', provider))).toBe('invalidInput: to emailOfPartner')
  expect(refusalOf(() => checkRecipient('tess@tern.example', provider))).toBe('allowed')
})
