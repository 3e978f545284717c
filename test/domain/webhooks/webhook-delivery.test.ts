import { describe, expect, test } from 'vitest'
import {
  DeliveryAttempt,
  delaySeconds,
  endAttempt,
  type Reception,
  type StartedAttempt,
  startAttempt,
} from '../../../shared/domain/webhooks/webhook-delivery.ts'
import { now } from '../people.ts'
import { days } from '../sales.ts'

const event = { eventId: 'e1', name: 'test-created' as const, resource: 'test', path: '/t', at: now.toISOString() }
const asked = { event, url: 'https://receiver.example/', attempt: 1, startedBy: 'i1' }
const started: StartedAttempt = { state: 'sending', ...asked, startedAt: now.toISOString() }
const endedAt = now.toISOString()
const theInstantItIsStillAtIt = days(0, 60_000)
const theInstantItIsAbandoned = days(0, 60_001)

describe('a message asks for an attempt', () => {
  const byAnother: StartedAttempt = { ...started, startedBy: 'i2' }

  test.for<readonly [string, DeliveryAttempt | undefined, Date, 'starts' | 'waits' | 'nothing']>([
    ['that nobody is at: it starts', undefined, now, 'starts'],
    ['that it is at itself: it starts again', started, now, 'starts'],
    ['that another is at: it waits', byAnother, now, 'waits'],
    ['that another is at for a minute: it waits', byAnother, theInstantItIsStillAtIt, 'waits'],
    ['that another has abandoned: it starts', byAnother, theInstantItIsAbandoned, 'starts'],
    ['that was delivered: nothing', { ...started, state: 'delivered', endedAt }, now, 'nothing'],
    ['that failed: nothing', { ...started, state: 'failed', endedAt, nextAttemptAt: endedAt }, now, 'nothing'],
    ['that was given up: nothing', { ...started, state: 'givenUp', endedAt }, now, 'nothing'],
  ])('%s', ([, earlier, at, expected]) => {
    const outcome = { starts: { ...started, startedAt: at.toISOString() }, waits: 'wait', nothing: undefined }[expected]

    expect(startAttempt(earlier, asked, at)).toEqual(outcome)
  })
})

describe('what comes of an attempt', () => {
  const answer = (status: number): Reception => ({ status, statusName: 'name' })

  test.for<readonly [string, number, Reception, DeliveryAttempt['state'], number | undefined]>([
    ['200 is delivered', 1, answer(200), 'delivered', undefined],
    ['299 is delivered', 1, answer(299), 'delivered', undefined],
    ['199 is not', 1, answer(199), 'failed', 30],
    ['a redirect is not', 1, answer(300), 'failed', 30],
    ['no answer is not', 1, { problem: 'timedOut' }, 'failed', 30],
    ['the ninth failure is tried once more', 9, answer(500), 'failed', 3600],
    ['the tenth is given up', 10, answer(500), 'givenUp', undefined],
    ['the tenth can still be delivered', 10, answer(204), 'delivered', undefined],
  ])('%s', ([, attempt, reception, state, nextInSeconds]) => {
    const outcome = endAttempt({ ...started, attempt }, reception, now)

    expect(outcome.nextInSeconds).toBe(nextInSeconds)
    expect(DeliveryAttempt.parse(outcome.ended)).toEqual(outcome.ended)
    expect(outcome.ended).toEqual({
      ...{ ...started, attempt, ...reception, endedAt, state },
      ...(nextInSeconds && { nextAttemptAt: days(0, nextInSeconds * 1000).toISOString() }),
    })
  })
})

test.for([
  [1, 30],
  [2, 60],
  [7, 1920],
  [8, 3600],
  [10, 3600],
] as const)('after the failed attempt %i it is tried again in %i seconds', ([attempt, expected]) => {
  expect(delaySeconds(attempt)).toBe(expected)
})
