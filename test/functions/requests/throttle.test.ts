import { expect, test } from 'vitest'
import { call } from '../../support/call.ts'
import { aProvider } from '../../support/given.ts'

test('beyond the limit of a minute a tenant is told to wait, in the body the SDKs look for, and others are not', async () => {
  process.env.REQUESTS_PER_MINUTE = '3'
  await (await import('../../support/all-steps.ts')).importAllSteps()
  const { admin } = aProvider()
  const ask = (as = admin, path = '/v1/customers') => call('GET', path, { as })

  const replies = [await ask(), await ask(), await ask(), await ask()]

  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 429])
  const seconds = replies[3]?.headers['retry-after']
  expect(seconds).toMatch(/^[1-9]\d?$/)
  expect(replies[3]?.body).toEqual({
    statusCode: 429,
    message: `Rate limit is exceeded. Try again in ${seconds} seconds.`,
  })
  expect((await ask(aProvider().admin)).status).toBe(200)
  expect((await ask(admin, '/v1/agreements')).status).toBe(200)
})

test('a new minute begins anew', async () => {
  const { countCall } = await import('../../../shared/http/throttle.ts')
  const at = (ms: number) => () => countCall('v1/customers', 'tenant', ms)
  for (const ms of [0, 1, 2]) at(ms)()

  expect(at(59_999)).toThrow('tooManyRequests')
  expect(at(60_000)).not.toThrow()
})
