import { expect, test } from 'vitest'
import { timer, worker } from '../../../shared/http/worker.ts'
import { watchedContext } from '../../support/log-lines.ts'

const cold = Object.freeze(new Error('cold'))
const step = async () => {
  throw cold
}

test.each([
  ['queue', () => worker('purge-partner', '', step)({ providerId: 'p' }, watchedContext())],
  ['timer', () => timer('cold', '0 0 0 * * *', '', step)(Object({}), watchedContext())],
])('what a %s step throws can be written to, whatever it was: the worker would die of it', async (_, run) => {
  const thrown = await Promise.resolve(run()).then(
    () => undefined,
    (error: unknown) => error,
  )

  expect(thrown).toMatchObject({ message: 'cold', cause: cold })
  expect(Object.isExtensible(thrown)).toBe(true)
})
