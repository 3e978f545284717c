import '../../../functions/customers/list-customers.ts'
import '../../../functions/system/exchange-token-v3.ts'
import '../../../functions/system/exchange-token.ts'
import { expect, test } from 'vitest'
import { call, tokenOf } from '../../support/call.ts'
import { aProvider } from '../../support/given.ts'

// exchange-token and exchange-token-v3
test.each(['/generatetoken', '/v3/generatetoken'])('%s gives a token that the next call takes', async (path) => {
  const token = await tokenOf(aProvider().admin)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const { status, body } = await call('POST', path, { token, text: 'grant_type=jwt_token', headers })

  expect([status, body.token_type]).toEqual([200, 'Bearer'])
  expect(body.expires_in).toBeGreaterThan(3000)
  expect((await call('GET', '/v1/customers', { token: body.access_token })).status).toBe(200)
})

test('without a token, with a bad one, or for another grant there is none', async () => {
  const text = 'grant_type=jwt_token'
  expect(await call('POST', '/generatetoken', { text })).toMatchObject({ status: 401, body: { code: 800001 } })
  expect(await call('POST', '/generatetoken', { text, token: 'eyJ.x.y' })).toMatchObject({ status: 401 })
  expect(await call('POST', '/generatetoken', { text: 'grant_type=password', as: aProvider().admin })).toMatchObject({
    status: 400,
    body: { data: ['grant_type'] },
  })
})
