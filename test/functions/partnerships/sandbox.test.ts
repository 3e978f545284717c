import { randomInt, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { handler as unmatched } from '../../../functions/system/zz-unmatched.ts'
import { settled } from '../../../shared/command/outbox.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person, send } from '../../support/call.ts'
import { aCustomer, aProvider, givenCustomer, givenReadyCustomer, givenReseller, must } from '../../support/given.ts'

await importAllSteps()
const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02'
const aReseller = (mpnId = String(randomInt(2_000_000_000, 9_000_000_000))) => ({
  mpnId,
  tenant: {
    domainPrefix: 'ternsandbox',
    name: 'Tern',
    displayName: 'Tern Sandbox',
    adminUserName: 'admin',
    adminFirstName: 'Tess',
    adminLastName: 'Ternova',
    country: 'US',
    culture: 'en-US',
  },
  legalBusinessProfile: {
    companyName: 'Tern Sandbox',
    address: { country: 'US' },
    primaryContact: { firstName: 'Tess', lastName: 'Ternova', email: 'tess@tern.example' },
    culture: 'en-US',
  },
  organizationProfileLanguage: 'en',
})
const make = (as: Person, body: object = aReseller(), requestId: string = randomUUID()) =>
  call('POST', '/v1/sandboxIndirectReseller', { as, body, headers: { 'ms-requestid': requestId } })

describe('delete-customer', () => {
  test('is done in a sandbox, when every order is cancelled', async () => {
    const { admin } = aProvider('sandbox')
    const { id } = await givenReadyCustomer(admin)
    const body = { lineItems: [{ offerId: e3, quantity: 2 }] }
    const order = must(await call('POST', `/v1/customers/${id}/orders`, { as: admin, body }), 201).body
    const path = `/v1/customers/${id}`
    const again = { as: admin, headers: { 'ms-requestid': 'the-same' } }

    expect(await call('DELETE', path, { as: admin })).toMatchObject({ status: 400, body: { code: 971023 } })
    const cancelled = await call('PATCH', `${path}/orders/${order.id}`, { as: admin, body: { status: 'Cancelled' } })
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled' } })
    expect(
      (await call('PATCH', `${path}/orders/${order.id}`, { as: admin, body: { status: 'cancelled' } })).body,
    ).toEqual(cancelled.body)
    const [subscription] = (await call('GET', `${path}/subscriptions`, { as: admin })).body.items
    expect(subscription.status).toBe('deleted')
    expect(await call('DELETE', path, again)).toMatchObject({ status: 204, text: '' })
    expect((await call('DELETE', path, again)).status).toBe(204)
    expect((await call('DELETE', path, { as: admin })).status).toBe(404)
    expect((await call('GET', '/v1/customers', { as: admin })).body.items).toEqual([])
    expect((await call('GET', '/v1/auditrecords', { as: admin })).body.items[0].operationType).toBe('delete_customer')
  })

  test('is refused elsewhere', async () => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)

    expect(await call('DELETE', `/v1/customers/${id}`, { as: admin })).toMatchObject({
      status: 403,
      body: { code: 600006 },
    })
  })
})

describe('create-sandbox-reseller and delete-sandbox-reseller', () => {
  test('join a reseller that can be worked with, and part with it again', async () => {
    const { admin } = aProvider('sandbox')
    const body = aReseller()

    const made = must(await make(admin, body, 'the-same'), 201)
    await settled()

    expect(made.body).toMatchObject({
      accountId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      mpnId: body.mpnId,
      tenant: { id: made.body.accountId, adminUserAccount: 'admin@ternsandbox.onmicrosoft.com' },
      agreementSignature: { agreementType: 'ValueAddedReseller' },
      partnerRelationship: { relationshipType: 'is_indirect_reseller_of', state: 'Active', name: 'Tern Sandbox' },
    })
    expect((await make(admin, body, 'the-same')).text).toBe(made.text)
    expect(await make(admin, body)).toMatchObject({ status: 409, body: { code: 1003 } })
    const reseller = { partner: { partnerId: made.body.accountId }, roles: ['GlobalAdmin', 'AdminAgent'] }
    const { id } = await givenCustomer(admin, { associatedPartnerId: made.body.accountId })
    expect((await call('GET', '/v1/customers', { as: reseller })).body.items).toHaveLength(1)

    // The address as Partner Center's pages write it, with two slashes.
    const path = `/v1//sandboxIndirectReseller/${made.body.accountId}`
    expect(await send(unmatched, 'DELETE', path, { as: admin })).toMatchObject({ status: 403, body: { code: 6003 } })
    must(await call('DELETE', `/v1/customers/${id}`, { as: admin }), 204)
    expect((await send(unmatched, 'DELETE', path, { as: admin })).status).toBe(204)
    expect((await send(unmatched, 'DELETE', path, { as: admin })).status).toBe(204)
    await settled()
    const relationships = '/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf'
    expect((await call('GET', relationships, { as: admin })).body.items).toEqual([])
    const refused = aCustomer({ associatedPartnerId: made.body.accountId })
    expect(await call('POST', '/v1/customers', { as: admin, body: refused })).toMatchObject({ status: 400 })
    expect((await make(admin, body)).body.accountId).toBe(made.body.accountId)
  })

  test('of ten at once five are made, and then no more', async () => {
    const { admin } = aProvider('sandbox')

    const replies = await Promise.all(Array.from({ length: 10 }, () => make(admin)))

    expect(replies.filter(({ status }) => status === 201)).toHaveLength(5)
    expect(replies.filter(({ status, body }) => status === 403 && body.code === 6004)).toHaveLength(5)
  })

  test('need a sandbox, and an MPN ID of nobody else', async () => {
    const other = await givenReseller()

    expect(await make(aProvider().admin)).toMatchObject({ status: 401, body: { code: 6002 } })
    expect(
      await call('DELETE', `/v1/sandboxIndirectReseller/${randomUUID()}`, { as: aProvider().admin }),
    ).toMatchObject({ status: 401, body: { code: 6002 } })
    expect(await make(aProvider('sandbox').admin, aReseller(other.partner.mpnId))).toMatchObject({
      status: 409,
      body: { code: 1003 },
    })
    expect(await make(aProvider('sandbox').admin, { mpnId: 'x' })).toMatchObject({ status: 400, body: { code: 2000 } })
  })
})
