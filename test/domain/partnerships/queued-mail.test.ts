import { expect, test } from 'vitest'
import {
  type AnswerMail,
  checkMailsOfDay,
  mailsIn,
  withAnswerMail,
} from '../../../shared/domain/partnerships/queued-mail.ts'
import { now } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { days } from '../sales.ts'

const queued = { state: 'queued' as const, at: now.toISOString() }
const invite = { ...queued, mailId: 'm1', kind: 'invite' as const }
const told = (count: number, kind: AnswerMail['kind'] = 'declined', at = now): AnswerMail[] =>
  Array.from({ length: count }, (_, index) => ({ ...queued, mailId: `t${index}`, kind, at: at.toISOString() }))

test('the mails of an invitation are those to the invited and those to the provider', () => {
  expect(mailsIn({ mails: [invite] })).toEqual([invite])
  expect(mailsIn({ mails: [invite], answerMails: told(1) })).toEqual([invite, ...told(1)])
})

test.for([
  ['the first of its kind', [], true],
  ['the fifth of a day', told(4), true],
  ['no sixth of a day', told(5), false],
  ['the sixth, where the first five are a day old', told(5, 'declined', days(-1)), true],
  ['no sixth, where the five are a little younger', told(5, 'declined', days(-1, 1)), false],
  ['the first of its kind after five of another', told(5, 'accepted'), true],
] as const)('the provider gets %s', ([, before, isQueued]) => {
  const { answerMails } = withAnswerMail({ answerMails: [...before] }, 'declined', 'new', now)

  expect(answerMails).toEqual(isQueued ? [...before, { ...queued, mailId: 'new', kind: 'declined' }] : before)
})

test.for([
  [4, 'allowed'],
  [5, 'tooManyRequests'],
] as const)('after %i mails of a day one more is %s', ([count, expected]) => {
  expect(refusalOf(() => checkMailsOfDay(told(count), now))).toBe(expected)
})
