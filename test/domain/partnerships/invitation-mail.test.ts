import { describe, expect, test } from 'vitest'
import { type Invitation, nextGeneration } from '../../../shared/domain/partnerships/invitation.ts'
import {
  queuedMail,
  recordDelivery,
  recordMail,
  remindInvitation,
} from '../../../shared/domain/partnerships/invitation-mail.ts'
import { askQuestion } from '../../../shared/domain/partnerships/invitation-reply.ts'
import type { QueuedMail } from '../../../shared/domain/partnerships/queued-mail.ts'
import { accepted, draft, inState, sent, sentBy, terms } from '../invitations.ts'
import { now } from '../people.ts'
import { days } from '../sales.ts'

const withMail = (state: QueuedMail['state']): Invitation => ({
  ...sent,
  mails: sent.mails.map((mail) => ({ ...mail, state })),
})
const ofKind = (kind: QueuedMail['kind']): Invitation => ({
  ...sent,
  mails: sent.mails.map((mail) => ({ ...mail, kind })),
})
const asked = askQuestion(
  sent,
  { generation: 1, from: 'tess@tern.example', text: 'Why?', mailId: 'q1' },
  now,
).invitation

describe('a mail that waits to be sent', () => {
  test.for([
    ['is worth sending', sent, 'm1', false],
    ['is not when the invitation was accepted', accepted, 'm1', true],
    ['is not when it was declined', inState.declined, 'm1', true],
    ['is not when it has expired', inState.expired, 'm1', true],
    ['is not when it was taken back', inState.revoked, 'm1', true],
    ['is not when a newer one replaced it', sentBy(sent, 'm2', days(1)), 'm1', true],
    ['is the newer one', sentBy(sent, 'm2', days(1)), 'm2', false],
    ['is a question, however the invitation ended', { ...accepted, mails: asked.mails }, 'q1', false],
    [
      'is an answer, however the invitation went on',
      { ...inState.revoked, answerMails: accepted.answerMails },
      'told',
      false,
    ],
    ['is an invitation though somebody asked', asked, 'm1', false],
  ] as const)('%s', ([, invitation, mailId, isStale]) => {
    expect(queuedMail(invitation, mailId)).toMatchObject({ mailId, isStale })
  })

  test.for([
    ['nobody knows', sent, 'another'],
    ['was sent', withMail('sent'), 'm1'],
    ['was refused', withMail('refused'), 'm1'],
    ['was delivered', withMail('delivered'), 'm1'],
  ] as const)('is none that %s', ([, invitation, mailId]) => {
    expect(queuedMail(invitation, mailId)).toBeUndefined()
  })
})

describe('what became of a mail', () => {
  const refused = { state: 'refused' as const, reason: 'InvalidEmailAddress' }
  const undelivered = { state: 'undelivered' as const, reason: 'Bounced' }
  const superseded = queuedMail(accepted, 'm1')?.staleOutcome ?? refused

  test.for([
    ['that it was sent', recordMail(sent, 'm1', { state: 'sent' }, now), { state: 'sent' }, 'partnership_mail_sent'],
    ['that it was refused, and why', recordMail(sent, 'm1', refused, now), refused, 'partnership_mail_refused'],
    [
      'that nobody needed it any more, which is nothing to be mended',
      recordMail(accepted, 'm1', superseded, now),
      { state: 'refused', reason: 'superseded' },
      'partnership_mail_superseded',
    ],
    [
      'that it arrived',
      recordDelivery(withMail('sent'), 'm1', { state: 'delivered' }, now),
      { state: 'delivered' },
      'partnership_mail_delivered',
    ],
    [
      'that it did not arrive, and why',
      recordDelivery(withMail('sent'), 'm1', undelivered, now),
      undelivered,
      'partnership_mail_undelivered',
    ],
    [
      'that it arrived before anybody noted that it was sent',
      recordDelivery(sent, 'm1', { state: 'delivered' }, now),
      { state: 'delivered' },
      'partnership_mail_delivered',
    ],
  ] as const)('is recorded: %s', ([, decided, mail, operation]) => {
    expect(decided?.invitation.mails).toEqual([{ mailId: 'm1', kind: 'invite', at: now.toISOString(), ...mail }])
    expect(decided?.event).toMatchObject({ operation, facts: { mailId: 'm1' } })
  })

  test('an invitation whose newest mail was refused is a draft again, and its next mail another one with a new link', () => {
    const unsent = recordMail(sent, 'm1', refused, now)?.invitation ?? sent

    expect(unsent).toMatchObject({ state: 'draft', generation: 1, body: sent.body })
    expect(unsent).not.toHaveProperty('sentAt')
    expect(nextGeneration(unsent)).toBe(2)
    expect(sentBy(unsent, 'm2', days(1))).toMatchObject({ state: 'sent', generation: 2 })
  })

  test.for([
    ['it was taken back', { ...inState.revoked, mails: sent.mails }, refused, 'revoked'],
    ['a newer mail is on its way', sentBy(sent, 'm2', days(1)), refused, 'sent'],
    ['nobody needed it any more', sent, { state: 'refused', reason: 'superseded' }, 'sent'],
    ['it was taken, but did not arrive', sent, undelivered, 'sent'],
    ['a question was refused', ofKind('question'), refused, 'sent'],
    ['a reminder was refused', ofKind('reminder'), refused, 'sent'],
  ] as const)('not where %s', ([, invitation, outcome, state]) => {
    const recorded =
      outcome.state === 'undelivered'
        ? recordDelivery(invitation, 'm1', outcome, now)
        : recordMail(invitation, 'm1', outcome, now)
    expect(recorded?.invitation.state).toBe(state)
  })

  test.for([
    ['is not known', 'another', 'queued'],
    ['was sent', 'm1', 'sent'],
    ['was refused', 'm1', 'refused'],
    ['was delivered', 'm1', 'delivered'],
    ['was not delivered', 'm1', 'undelivered'],
  ] as const)('of one that %s is not recorded again', ([, mailId, state]) => {
    expect(recordMail(withMail(state), mailId, { state: 'sent' }, now)).toBeUndefined()
  })

  test.for([
    ['is not known', 'another', 'queued'],
    ['was refused', 'm1', 'refused'],
    ['was delivered', 'm1', 'delivered'],
    ['was not delivered', 'm1', 'undelivered'],
  ] as const)('whether one arrived that %s is not recorded', ([, mailId, state]) => {
    expect(recordDelivery(withMail(state), mailId, undelivered, now)).toBeUndefined()
  })
})

describe('an invitation is reminded of', () => {
  const theInstantOfReminding = days(7)
  const remind = (invitation: Invitation, at = theInstantOfReminding) => remindInvitation(invitation, 'r1', terms, at)

  test('after a week, once', () => {
    const reminded = remind(sent)

    expect(reminded?.invitation).toMatchObject({
      state: 'sent',
      mails: [{ kind: 'invite' }, { kind: 'reminder', state: 'queued' }],
    })
    expect(reminded?.event.operation).toBe('remind_partnership_request')
    expect(reminded && remind(reminded.invitation, days(8))).toBeUndefined()
  })

  test.for([
    ['before its time', sent, days(7, -1)],
    ['at the very instant it expires', sent, days(14)],
    ['as a draft', draft, theInstantOfReminding],
    ['when it was accepted', accepted, theInstantOfReminding],
    ['when it was declined', inState.declined, theInstantOfReminding],
    ['when it has expired', inState.expired, theInstantOfReminding],
    ['when it was taken back', inState.revoked, theInstantOfReminding],
    ['in the week after it was sent again', sentBy(sent, 'm2', days(2)), theInstantOfReminding],
  ] as const)('not %s', ([, invitation, at]) => {
    expect(remind(invitation, at)).toBeUndefined()
  })
})
