import { expect, test } from 'vitest'
import { call } from '../../support/call.ts'
import { aProvider } from '../../support/given.ts'

test('when keys cannot be fetched a token is neither right nor wrong: identityUnavailable, try again', async () => {
  process.env.AUTH_JWKS_URL = 'http://127.0.0.1:9/jwks'
  await import('../../../functions/customers/list-customers.ts')

  expect(await call('GET', '/v1/customers', { as: aProvider().admin })).toMatchObject({
    status: 503,
    body: { code: 971010, isRetryable: true },
    headers: { 'retry-after': '5' },
  })
})
