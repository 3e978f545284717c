import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StorageQueueHandler, Timer, TimerHandler } from '@azure/functions'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { anyRole } from '../../../shared/http/contract.ts'
import { deadlinesMs } from '../../../shared/http/deadline.ts'
import { endpoint } from '../../../shared/http/endpoint.ts'
import { timer, worker } from '../../../shared/http/worker.ts'
import { pageEndpoint } from '../../../shared/pages/page-endpoint.ts'
import { send } from '../../support/call.ts'
import { aProvider } from '../../support/given.ts'
import { watchedContext } from '../../support/log-lines.ts'

// Nothing but these is waited for: the steps never end.
beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => vi.useRealTimers())

/** Lets everything go on until the step runs, and then its time be over. */
async function overdue<T>(work: Promise<T>, begun: Promise<void>, ms: number): Promise<PromiseSettledResult<T>> {
  const [result] = await Promise.all([Promise.allSettled([work]), begun.then(() => vi.advanceTimersByTimeAsync(ms))])
  return result[0]
}

function endless() {
  const { promise: begun, resolve } = Promise.withResolvers<void>()
  const step = (): Promise<never> => {
    resolve()
    return new Promise(() => {})
  }
  return { begun, step }
}

const api = { summary: 'Never', kinds: 'anyone', roles: anyRole, answers: { 204: 'nothing' }, faults: [] } as const

test('a call that takes too long is 503 with Retry-After', async () => {
  const { begun, step } = endless()
  const handler = endpoint({ ...api, name: 'never', method: 'GET', route: 'v1/never' }, step)

  const result = await overdue(send(handler, 'GET', '/v1/never', { as: aProvider().admin }), begun, deadlinesMs.call)

  expect(result).toMatchObject({ value: { status: 503, body: { code: 971004 }, headers: { 'retry-after': '5' } } })
})

test('a page that takes too long says so', async () => {
  const { begun, step } = endless()
  const handler = pageEndpoint({ name: 'never-page', method: 'GET', route: 'never', summary: 'Never' }, step)

  const result = await overdue(send(handler, 'GET', '/never'), begun, deadlinesMs.call)

  expect(result).toMatchObject({ value: { status: 503, headers: { 'retry-after': '5' } } })
})

test('a queue step that takes too long lets its message come back, and a timer fails', async () => {
  const [message, run] = [endless(), endless()]
  const onMessage: StorageQueueHandler = worker('purge-partner', 'Never', message.step)
  const onTime: TimerHandler = timer('never-timer', '0 0 0 1 1 *', 'Never', run.step)

  const told = await overdue(
    Promise.resolve(onMessage({ providerId: 'p' }, watchedContext())),
    message.begun,
    deadlinesMs.message,
  )
  const fired = await overdue(Promise.resolve(onTime({} as Timer, watchedContext())), run.begun, deadlinesMs.timer)

  expect(told).toMatchObject({ status: 'rejected', reason: { name: 'Overdue' } })
  expect(fired).toMatchObject({ status: 'rejected', reason: { name: 'Overdue' } })
})

test('every deadline is well below the time after which the host ends the process', () => {
  const { functionTimeout } = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'host.json'), 'utf8'))
  const [hours = 0, minutes = 0, seconds = 0] = String(functionTimeout).split(':').map(Number)

  for (const ms of Object.values(deadlinesMs))
    expect(ms).toBeLessThanOrEqual(0.8 * 1000 * (3600 * hours + 60 * minutes + seconds))
})
