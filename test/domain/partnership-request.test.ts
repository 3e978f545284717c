import { describe, expect, test } from 'vitest'
import { RequestId } from '../../shared/domain/ids.ts'
import { acceptInvite, askQuestion, checkLinkUsable, declineInvite } from '../../shared/domain/invitation.ts'
import { queuedMail, recordDelivery, recordMail, remindRequest } from '../../shared/domain/invitation-mail.ts'
import type { Partnership } from '../../shared/domain/partnership.ts'
import {
  checkRecipient,
  draftRequest,
  editRequest,
  expireRequest,
  markRequestSent,
  nextGeneration,
  type PartnershipRequest,
  revokeRequest,
  sendRequest,
} from '../../shared/domain/partnership-request.ts'
import { callerOf, now, provider, reseller } from './people.ts'
import { refusalOf } from './refusal.ts'

const requestId = RequestId.parse('ffffffff-0000-4000-8000-000000000006')
const link = 'https://twotier.example/invitations?token=a.b.1.sig'
const nextLink = 'https://twotier.example/invitations?token=a.b.2.sig'
const terms = { remindAfterDays: 7, expireAfterDays: 14 }
const caller = callerOf(provider)
const days = (days: number, ms = 0) => new Date(now.getTime() + days * 86_400_000 + ms)

const draftWith = (body: string) =>
  draftRequest(
    { to: 'tess@tern.example', language: 'en', subject: 'Partnership', body },
    { requestId, link },
    caller,
    terms,
    now,
  )
const draft = draftWith('Please open {link}').request
const sentBy = (before: PartnershipRequest, mailId = 'm1', at = now) =>
  sendRequest(before, { link: before.state === 'draft' ? link : nextLink, oldLink: link, mailId }, caller, terms, at)
    .request
const sent = sentBy(draft)
const accepted = accept(sent)?.request ?? sent
const inState: Readonly<Record<string, PartnershipRequest>> = {
  draft,
  sent,
  accepted,
  declined: declineInvite(sent, 1, 'no', now)?.request ?? sent,
  expired: expireRequest(sent, days(14))?.request ?? sent,
  revoked: revokeRequest(sent, caller, now).request,
}

function accept(request: PartnershipRequest, by = callerOf(reseller), at = now, generation = 1) {
  return acceptInvite(request, undefined, { generation, authorize: true }, { provider, caller: by }, at)
}

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

  test.for([
    ['draft', 'allowed'],
    ['sent', 'allowed'],
    ['accepted', 'invitationUsed'],
    ['declined', 'invitationDeclined'],
    ['expired', 'invitationExpired'],
    ['revoked', 'invitationRevoked'],
  ] as const)('the link of a request that is %s', ([state, expected]) => {
    expect(refusalOf(() => checkLinkUsable(inState[state] ?? draft, 1, now))).toBe(expected)
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

describe('time', () => {
  test('the link works until the very instant it expires', () => {
    expect(refusalOf(() => checkLinkUsable(sent, 1, days(14, -1)))).toBe('allowed')
    expect(refusalOf(() => checkLinkUsable(sent, 1, days(14)))).toBe('invitationExpired')
  })

  test('it expires once, and not before its time', () => {
    expect(expireRequest(sent, days(14, -1))).toBeUndefined()
    expect(expireRequest(sent, days(14))?.request.state).toBe('expired')
    expect(expireRequest(accepted, days(14))).toBeUndefined()
    expect(expireRequest(inState.expired ?? sent, days(15))).toBeUndefined()
  })

  test('it is reminded of once a sending, and only while it waits', () => {
    expect(remindRequest(sent, 'r1', terms, days(7, -1))).toBeUndefined()
    const reminded = remindRequest(sent, 'r1', terms, days(7))?.request ?? draft
    expect(reminded.mails.map(({ kind }) => kind)).toEqual(['invite', 'reminder'])
    expect(remindRequest(reminded, 'r1', terms, days(8))).toBeUndefined()
    expect(remindRequest(sent, 'r1', terms, days(14))).toBeUndefined()
    expect(remindRequest(accepted, 'r1', terms, days(8))).toBeUndefined()
    expect(remindRequest(draft, 'r1', terms, days(8))).toBeUndefined()
  })
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
    ['the provider itself', callerOf(provider), 'invitationOwn'],
  ] as const)('by %s', ([, by, expected]) => {
    expect(refusalOf(() => accept(sent, by))).toBe(expected)
  })

  test('needs the box ticked', () => {
    const parties = { provider, caller: callerOf(reseller) }

    expect(refusalOf(() => acceptInvite(sent, undefined, { generation: 1, authorize: false }, parties, now))).toBe(
      'acceptanceNotTicked',
    )
  })

  test('within the European region works across borders', () => {
    const german = { ...provider, country: 'DE' }
    const french = callerOf({ ...reseller, country: 'FR' })

    expect(
      refusalOf(() =>
        acceptInvite(sent, undefined, { generation: 1, authorize: true }, { provider: german, caller: french }, now),
      ),
    ).toBe('allowed')
  })

  test('again by the same reseller changes nothing; by another, or when the partnership was removed, it is used', () => {
    const again = (earlier: Partnership | undefined) =>
      acceptInvite(accepted, earlier, { generation: 1, authorize: true }, { provider, caller: callerOf(reseller) }, now)
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
    const second = acceptInvite(
      sentBy(draft),
      first,
      { generation: 1, authorize: true },
      { provider, caller: callerOf(reseller) },
      days(1),
    )

    expect(first).toMatchObject({
      state: 'active',
      resellerId: reseller.partnerId,
      mpnId: reseller.mpnId,
      since: now.toISOString(),
    })
    expect(second?.partnership.since).toBe(first?.since)
  })
})

test('declining keeps the reason, and declining again changes nothing', () => {
  const declined = declineInvite(sent, 1, 'not now', now)?.request

  expect(declined).toMatchObject({ state: 'declined', reason: 'not now' })
  expect(declined && declineInvite(declined, 1, 'really', now)).toBeUndefined()
})

test('five questions can be asked, and the invitation stays open', () => {
  let request = sent
  for (const count of [1, 2, 3, 4, 5])
    request = askQuestion(
      request,
      { generation: 1, from: 'tess@tern.example', text: 'Why?', mailId: `q${count}` },
      now,
    ).request

  expect(request.state).toBe('sent')
  expect(
    refusalOf(() => askQuestion(request, { generation: 1, from: 'a@b.example', text: 'x', mailId: 'q6' }, now)),
  ).toBe('tooManyRequests')
})

describe('mails', () => {
  test('an outcome is recorded once', () => {
    const recorded = recordMail(sent, 'm1', { state: 'sent' }, now)?.request

    expect(recorded?.mails).toMatchObject([{ mailId: 'm1', state: 'sent' }])
    expect(recorded && recordMail(recorded, 'm1', { state: 'sent' }, now)).toBeUndefined()
    expect(recordMail(sent, 'another', { state: 'sent' }, now)).toBeUndefined()
  })

  test('a refusal keeps its reason', () => {
    expect(
      recordMail(sent, 'm1', { state: 'refused', reason: 'InvalidEmailAddress' }, now)?.request.mails,
    ).toMatchObject([{ state: 'refused', reason: 'InvalidEmailAddress' }])
  })

  test('only a mail that the mail service refused is told of as refused; one that was never sent is superseded', () => {
    const refused = recordMail(sent, 'm1', { state: 'refused', reason: 'InvalidEmailAddress' }, now)
    const stale = queuedMail(accepted, 'm1')
    const superseded = stale && recordMail(accepted, 'm1', stale.staleOutcome, now)

    expect([refused?.event.operation, superseded?.event.operation]).toEqual([
      'partnership_mail_refused',
      'partnership_mail_superseded',
    ])
  })

  test('whether it arrived is recorded once, also where the report was faster than the note that it was sent', () => {
    const recorded = recordMail(sent, 'm1', { state: 'sent' }, now)?.request ?? sent
    const delivered = recordDelivery(recorded, 'm1', { state: 'delivered' }, now)?.request ?? sent

    expect(delivered.mails).toMatchObject([{ state: 'delivered' }])
    expect(recordDelivery(delivered, 'm1', { state: 'undelivered', reason: 'Bounced' }, now)).toBeUndefined()
    expect(recordDelivery(sent, 'm1', { state: 'undelivered', reason: 'Bounced' }, now)?.request.mails).toMatchObject([
      { state: 'undelivered', reason: 'Bounced' },
    ])
    expect(recordMail(delivered, 'm1', { state: 'sent' }, now)).toBeUndefined()
    expect(recordDelivery(sent, 'another', { state: 'delivered' }, now)).toBeUndefined()
  })

  test('a mail whose link is dead by now is not worth sending', () => {
    expect(queuedMail(sent, 'm1')).toMatchObject({ isStale: false })
    expect(queuedMail(accepted, 'm1')).toMatchObject({ isStale: true })
    expect(queuedMail(sentBy(sent, 'm2', days(1)), 'm1')).toMatchObject({ isStale: true })
    expect(queuedMail(sent, 'unknown')).toBeUndefined()
  })
})

test('the audit of a request never holds its link', () => {
  const { event } = draftWith('{link}')

  expect(JSON.stringify(event)).not.toContain('token=')
})

test('a provider does not invite itself', () => {
  expect(refusalOf(() => checkRecipient('ana@HARBOR.example', provider))).toBe('invalidInput: to emailOfPartner')
  expect(refusalOf(() => checkRecipient('tess@tern.example', provider))).toBe('allowed')
})
