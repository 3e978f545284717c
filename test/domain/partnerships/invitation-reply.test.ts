import { describe, expect, test } from 'vitest'
import type { Invitation } from '../../../shared/domain/partnerships/invitation.ts'
import {
  acceptInvitation,
  askQuestion,
  checkLinkUsable,
  declineInvitation,
} from '../../../shared/domain/partnerships/invitation-reply.ts'
import type { Partnership } from '../../../shared/domain/partnerships/partnership.ts'
import { accept, accepted, draft, inState, sent, sentBy } from '../invitations.ts'
import { callerOf, now, provider, reseller } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { days } from '../sales.ts'

const question = { generation: 1, from: 'tess@tern.example', text: 'Why?', mailId: 'q1' }
const theLastInstant = days(14, -1)
const theInstantItExpires = days(14)

describe('whoever follows the link', () => {
  const actions = {
    open: (invitation: Invitation, generation: number, at: Date) => checkLinkUsable(invitation, generation, at),
    accept: (invitation: Invitation, generation: number, at: Date) =>
      accept(invitation, callerOf(reseller), at, generation),
    decline: (invitation: Invitation, generation: number, at: Date) =>
      declineInvitation(invitation, { generation, reason: '', mailId: 'told' }, at),
    ask: (invitation: Invitation, generation: number, at: Date) =>
      askQuestion(invitation, { ...question, generation }, at),
  }
  const outcomes = (invitation: Invitation, generation: number, at: Date) =>
    Object.fromEntries(
      Object.entries(actions).map(([action, act]) => [action, refusalOf(() => act(invitation, generation, at))]),
    )
  const all = (outcome: string) => ({ open: outcome, accept: outcome, decline: outcome, ask: outcome })

  test.for([
    ['can do everything with a draft that was copied out', draft, 1, now, all('allowed')],
    ['can do everything with one that was sent', sent, 1, now, all('allowed')],
    ['can do everything until the last instant', sent, 1, theLastInstant, all('allowed')],
    ['is too late at the very instant it expires', sent, 1, theInstantItExpires, all('invitationExpired')],
    ['is too late with a draft, too', draft, 1, theInstantItExpires, all('invitationExpired')],
    ['is too late when it has expired', inState.expired, 1, now, all('invitationExpired')],
    ['cannot use it twice', accepted, 1, now, all('invitationUsed')],
    [
      'cannot use a declined one; declining again changes nothing',
      inState.declined,
      1,
      now,
      { ...all('invitationDeclined'), decline: 'allowed' },
    ],
    ['cannot use one that was taken back', inState.revoked, 1, now, all('invitationRevoked')],
    ['cannot use a link that a newer one replaced', sentBy(sent, 'm2', days(2)), 1, days(2), all('invitationReplaced')],
    ['can use the newer one', sentBy(sent, 'm2', days(2)), 2, days(2), all('allowed')],
    ['is told of the replacement first', accepted, 2, now, all('invitationReplaced')],
  ] as const)('%s', ([, invitation, generation, at, expected]) => {
    expect(outcomes(invitation, generation, at)).toEqual(expected)
  })
})

describe('what comes of it', () => {
  test.for([
    ['accepted', accept(sent), 'accepted', 'create_partner_relationship'],
    ['accepted from a draft', accept(draft), 'accepted', 'create_partner_relationship'],
    [
      'declined',
      declineInvitation(sent, { generation: 1, reason: 'no', mailId: 'told' }, now),
      'declined',
      'decline_partnership_request',
    ],
    [
      'declined from a draft',
      declineInvitation(draft, { generation: 1, reason: 'no', mailId: 'told' }, now),
      'declined',
      'decline_partnership_request',
    ],
    ['still open after a question', askQuestion(sent, question, now), 'sent', 'question_partnership_request'],
    ['still a draft after a question', askQuestion(draft, question, now), 'draft', 'question_partnership_request'],
  ] as const)('the invitation is %s', ([, decided, state, operation]) => {
    expect(decided?.invitation.state).toBe(state)
    expect(decided?.event.operation).toBe(operation)
    expect(decided?.invitation.timeline.at(-1)?.what).toBe(
      operation === 'question_partnership_request' ? 'questionAsked' : decided?.invitation.state,
    )
  })
})

test('an acceptance is told to the provider by mail', () => {
  expect(accepted.answerMails).toEqual([{ mailId: 'told', kind: 'accepted', state: 'queued', at: now.toISOString() }])
})

describe('accepting', () => {
  const person = (change: object) => ({ ...callerOf(reseller), ...change })

  test.for([
    ['a Global admin of an enrolled reseller', callerOf(reseller), 'allowed'],
    ['an application', callerOf(reseller, ['GlobalAdmin'], false), 'userRequired'],
    ['a sales agent', callerOf(reseller, ['SalesAgent']), 'roleNotAllowed'],
    ['somebody whose organization is not enrolled', person({ account: undefined }), 'partnerNotEnrolled'],
    ['another provider', person({ account: { ...reseller, kind: 'indirectProvider' } }), 'partnerKindNotAllowed'],
    ['a restricted reseller', person({ account: { ...reseller, status: 'restricted' } }), 'programNotActive'],
    ['a reseller of another region', person({ account: { ...reseller, country: 'DE' } }), 'regionMismatch'],
    ['a reseller of a country of no region', person({ account: { ...reseller, country: 'RU' } }), 'regionMismatch'],
    ['a pending reseller', person({ account: { ...reseller, status: 'pending' } }), 'programNotActive'],
    ['the provider itself', callerOf(provider), 'invitationOwn'],
  ] as const)('by %s', ([, by, expected]) => {
    expect(refusalOf(() => accept(sent, by))).toBe(expected)
  })

  test('needs the box ticked', () => {
    const parties = { provider, caller: callerOf(reseller) }

    expect(
      refusalOf(() =>
        acceptInvitation(sent, undefined, { generation: 1, authorize: false, mailId: 'told' }, parties, now),
      ),
    ).toBe('acceptanceNotTicked')
  })

  test('within the European region works across borders', () => {
    const german = { ...provider, country: 'DE' }
    const french = callerOf({ ...reseller, country: 'FR' })

    expect(
      refusalOf(() =>
        acceptInvitation(
          sent,
          undefined,
          { generation: 1, authorize: true, mailId: 'told' },
          { provider: german, caller: french },
          now,
        ),
      ),
    ).toBe('allowed')
  })

  test('again by the same reseller changes nothing; by another, or when the partnership was removed, it is used', () => {
    const again = (earlier: Partnership | undefined) =>
      acceptInvitation(
        accepted,
        earlier,
        { generation: 1, authorize: true, mailId: 'told' },
        { provider, caller: callerOf(reseller) },
        now,
      )
    const partnership = accept(sent)?.partnership

    expect(again(partnership)).toBeUndefined()
    expect(refusalOf(() => again(partnership && { ...partnership, state: 'removed' }))).toBe('invitationUsed')
    const other = callerOf({ ...reseller, partnerId: callerOf(undefined).partnerId })
    expect(refusalOf(() => accept(accepted, { ...other, partnerId: callerOf(undefined).partnerId }))).toBe(
      'invitationUsed',
    )
  })

  test('makes the partnership and keeps its age when there was one', () => {
    const first = accept(sent)?.partnership
    const second = acceptInvitation(
      sentBy(draft),
      first,
      { generation: 1, authorize: true, mailId: 'told' },
      { provider, caller: callerOf(reseller) },
      days(1),
    )

    expect(first).toMatchObject({
      state: 'active',
      resellerId: reseller.partnerId,
      mpnId: reseller.mpnId,
      since: now.toISOString(),
    })
    expect(second?.partnership).toEqual(first)
    expect(accept(sent)?.event).not.toHaveProperty('before')
    expect(second?.event.before).toEqual(first)
  })
})

test('declining keeps the reason, and declining again changes nothing', () => {
  const declined = declineInvitation(sent, { generation: 1, reason: 'not now', mailId: 'told' }, now)?.invitation

  expect(declined).toMatchObject({ state: 'declined', reason: 'not now' })
  expect(declined?.timeline.at(-1)).toEqual({ at: now.toISOString(), what: 'declined', reason: 'not now' })
  expect(declined && sentBy(declined, 'm2', days(1)).timeline).toContainEqual(declined?.timeline.at(-1))
  expect(declined?.answerMails).toEqual([{ mailId: 'told', kind: 'declined', state: 'queued', at: now.toISOString() }])
  expect(
    declined && declineInvitation(declined, { generation: 1, reason: 'really', mailId: 'told' }, now),
  ).toBeUndefined()
})

test('five questions can be asked, and the invitation stays open', () => {
  let invitation = sent
  for (const count of [1, 2, 3, 4, 5])
    invitation = askQuestion(
      invitation,
      { generation: 1, from: 'tess@tern.example', text: 'Why?', mailId: `q${count}` },
      now,
    ).invitation

  expect(invitation.state).toBe('sent')
  expect(invitation.questions).toHaveLength(5)
  expect(invitation.mails.at(-1)).toEqual({ mailId: 'q5', kind: 'question', state: 'queued', at: now.toISOString() })
  expect(
    refusalOf(() => askQuestion(invitation, { generation: 1, from: 'a@b.example', text: 'x', mailId: 'q6' }, now)),
  ).toBe('tooManyRequests')
})
