import { expect, test } from 'vitest'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person, send } from '../../support/call.ts'
import { aProvider, givenReadyCustomer, must } from '../../support/given.ts'

await importAllSteps()
const { handler: getOpenapi } = await import('../../../functions/system/get-openapi.ts')

const never = '"bmV2ZXI="'
type Given = (
  admin: Person,
) => Promise<{ readonly path: string; readonly method: string; readonly body: (n: number) => object }>

const subscription: Given = async (admin) => {
  const { id } = await givenReadyCustomer(admin)
  const lineItems = [{ lineItemNumber: 0, offerId: '796B6B5F-613C-4E24-A17C-EBA730D49C02', quantity: 5 }]
  const { body } = must(await call('POST', `/v1/customers/${id}/orders`, { as: admin, body: { lineItems } }), 201)
  const path = `/v1/customers/${id}/subscriptions/${body.lineItems[0].subscriptionId}`
  return { path, method: 'PATCH', body: (n: number) => ({ quantity: n }) }
}
const profile: Given = async (admin) => {
  const { id } = await givenReadyCustomer(admin)
  const path = `/v1/customers/${id}/profiles/billing`
  return { path, method: 'PUT', body: (n) => ({ companyName: `Name ${n}` }) }
}

test.each([
  ['a subscription', subscription],
  ['a billing profile', profile],
])('If-Match of %s: any of a list, `*` for whatever it is, and one that is stale', async (_, given) => {
  const { admin } = aProvider()
  const { path, method, body } = await given(admin)
  const etagNow = async (): Promise<string> => (await call('GET', path, { as: admin })).body.attributes.etag
  let n = 5
  const change = async (header: string, more: object = {}) => {
    n++
    return (await call(method, path, { as: admin, body: { ...body(n), ...more }, headers: { 'if-match': header } }))
      .status
  }
  const first = await etagNow()

  expect(await change(`${never}, "${first}"`)).toBe(200)
  expect(await change(`W/"${await etagNow()}",${never}`)).toBe(200)
  expect(await change('*')).toBe(200)
  expect(await change(' * ', { attributes: { etag: first } })).toBe(200)
  expect(await change('', { attributes: { etag: await etagNow() } })).toBe(200)

  expect(await change(`"${first}"`)).toBe(400)
  expect(await change(`${never}, "${first}"`)).toBe(400)
  expect(await change('', { attributes: { etag: first } })).toBe(400)
  expect(await change(`"${await etagNow()}x"`)).toBe(400)
})

test('If-None-Match of what is published: a list, `*`, and no part of a tag', async () => {
  const { headers } = await send(getOpenapi, 'GET', '/openapi.json')
  const etag = headers.etag ?? ''
  const statusFor = async (tags: string) =>
    (await send(getOpenapi, 'GET', '/openapi.json', { headers: { 'if-none-match': tags } })).status

  expect(await Promise.all([etag, `"a", W/${etag}`, '*'].map(statusFor))).toEqual([304, 304, 304])
  expect(await Promise.all(['"a"', `"x${etag}`, `${etag}x`].map(statusFor))).toEqual([200, 200, 200])
})
