import { beforeAll, expect, test } from 'vitest'
import { call } from '../../support/call.ts'
import { aProvider, givenCustomer } from '../../support/given.ts'

beforeAll(async () => {
  process.env.CLOUD = 'usgov'
  await (await import('../../support/all-steps.ts')).importAllSteps()
})

test.each([
  ['GET', '/v1/agreements'],
  ['POST', '/v1/partnershiprequests'],
  ['GET', '/v1/relationships?relationship_type=IsIndirectResellerOf'],
  ['GET', '/v1/customers/00000000-0000-4000-8000-000000000000/relationships'],
  ['GET', '/v1/customers/00000000-0000-4000-8000-000000000000/users'],
  ['PUT', '/v1/customers/00000000-0000-4000-8000-000000000000/qualification'],
])('%s %s is not there', async (method, path) => {
  expect(await call(method, path, { as: aProvider().admin, body: {} })).toMatchObject({
    status: 403,
    body: { code: 971006, parameters: { cloud: 'usgov' } },
  })
})

test('capabilities tell so before one tries', async () => {
  const { body } = await call('GET', '/v1/capabilities', { as: aProvider().admin })
  const off = body.capabilities.filter(({ isAvailable }: { isAvailable: boolean }) => !isAvailable)

  expect(off.map(({ name }: { name: string }) => name)).toEqual([
    'agreements',
    'indirectModel',
    'trialConversions',
    'qualifications',
    'customerUsers',
  ])
})

test('an order needs no agreement where none can be confirmed', async () => {
  const { admin } = aProvider()
  const { id } = await givenCustomer(admin)
  const lineItems = [{ lineItemNumber: 0, offerId: '796B6B5F-613C-4E24-A17C-EBA730D49C02', quantity: 1 }]

  expect((await call('POST', `/v1/customers/${id}/orders`, { as: admin, body: { lineItems } })).status).toBe(201)
})
