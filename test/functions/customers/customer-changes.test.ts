import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person } from '../../support/call.ts'
import { aCustomer, aProvider, givenCustomer, givenPartnership, givenReadyCustomer, must } from '../../support/given.ts'

await importAllSteps()
const namesOf = async (admin: Person): Promise<string[]> =>
  must(await call('GET', '/v1/customers', { as: admin }), 200).body.items.map(
    (item: { companyProfile: { companyName: string } }) => item.companyProfile.companyName,
  )

describe('update-relationship', () => {
  const end = { RelationshipToPartner: 'none', Attributes: { ObjectType: 'Customer' } }

  test('ends the relationship: the customer is on no list, its data and its domain are kept', async () => {
    const { admin } = aProvider()
    const body = aCustomer()
    const { id } = must(await call('POST', '/v1/customers', { as: admin, body }), 201).body

    const reply = await call('PATCH', `/v1/customers/${id}`, { as: admin, body: end })

    expect(reply.status).toBe(200)
    expect(reply.body).toEqual({
      ...{ Id: null, CommerceId: null, CompanyProfile: null, BillingProfile: null, RelationshipToPartner: 'none' },
      ...{ AllowDelegatedAccess: null, UserCredentials: null, CustomDomains: null, AssociatedPartnerId: null },
      Attributes: { ObjectType: 'Customer' },
    })
    expect(await namesOf(admin)).toEqual([])
    expect((await call('GET', `/v1/customers/${id}`, { as: admin })).status).toBe(404)
    expect((await call('GET', '/v1/auditrecords', { as: admin })).body.items[0]).toMatchObject({
      operationType: 'remove_partner_customer_relationship',
      customerId: id,
    })
    for (const as of [admin, aProvider().admin]) {
      expect((await call('HEAD', `/v1/domains/${body.companyProfile.domain}`, { as })).status).toBe(200)
      expect(await call('POST', '/v1/customers', { as, body })).toMatchObject({
        status: 409,
        body: { code: 971002, description: expect.stringContaining('customers/relationshiprequests') },
      })
    }
  })

  test('ends it when the whole customer comes back with none in it, as the samples of the SDKs send it', async () => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)
    const whole = must(await call('GET', `/v1/customers/${id}`, { as: admin }), 200).body
    expect(whole.allowDelegatedAccess).toBe(true)

    const body = { ...whole, relationshipToPartner: 'none' }
    expect(await call('PATCH', `/v1/customers/${id}`, { as: admin, body })).toMatchObject({
      status: 200,
      body: { RelationshipToPartner: 'none', AllowDelegatedAccess: null },
    })
    expect((await call('GET', `/v1/customers/${id}`, { as: admin })).status).toBe(404)
  })

  test('ends it for the whole customer without delegated administration too, which that takes nothing from', async () => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)
    const path = `/v1/customers/${id}`
    must(await call('PATCH', path, { as: admin, body: { allowDelegatedAccess: false } }), 200)
    const whole = must(await call('GET', path, { as: admin }), 200).body

    const body = { ...whole, relationshipToPartner: 'none' }
    expect((await call('PATCH', path, { as: admin, body })).body.RelationshipToPartner).toBe('none')
    expect((await call('GET', path, { as: admin })).status).toBe(404)
  })

  test('not while a subscription is active', async () => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)
    const lineItems = [{ offerId: '796B6B5F-613C-4E24-A17C-EBA730D49C02', quantity: 1 }]
    must(await call('POST', `/v1/customers/${id}/orders`, { as: admin, body: { lineItems } }), 201)

    expect(await call('PATCH', `/v1/customers/${id}`, { as: admin, body: end })).toMatchObject({
      status: 400,
      body: { code: 971023, parameters: { count: '1' } },
    })
    expect(await namesOf(admin)).toHaveLength(1)
  })

  test.each([
    [{ AllowDelegatedAccess: false, Attributes: { ObjectType: 'Customer' } }],
    [{ AllowDelegatedAccess: false, RelationshipToPartner: 'none' }],
    [{ allowDelegatedAccess: false, relationshipToPartner: 0 }],
  ])('%o drops delegated administration only', async (body) => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)

    expect(await call('PATCH', `/v1/customers/${id}`, { as: admin, body })).toMatchObject({
      status: 200,
      body: { AllowDelegatedAccess: false, RelationshipToPartner: 'reseller' },
    })
    const after = must(await call('GET', `/v1/customers/${id}`, { as: admin }), 200).body
    expect(after).toMatchObject({ allowDelegatedAccess: false, relationshipToPartner: 'reseller' })
    expect(after.companyProfile.address).toBeUndefined()
    expect(after.customDomains).toBeUndefined()
  })

  test.each([[{}], [{ relationshipToPartner: 'unknown' }], [{ RelationshipToPartner: 1, AllowDelegatedAccess: null }]])(
    '%o changes nothing',
    async (body) => {
      const { admin } = aProvider()
      const { id } = await givenCustomer(admin)

      expect((await call('PATCH', `/v1/customers/${id}`, { as: admin, body })).status).toBe(200)
      expect((await call('GET', '/v1/auditrecords', { as: admin })).body.totalCount).toBe(1)
    },
  )
})

describe('get-billing-profile, update-billing-profile and get-company-profile', () => {
  test('a changed name moves the customer in every list', async () => {
    const { admin } = aProvider()
    const reseller = await givenPartnership(admin)
    const { id } = await givenCustomer(admin, { associatedPartnerId: reseller.partner.partnerId })
    const path = `/v1/customers/${id}/profiles/billing`
    const before = must(await call('GET', path, { as: admin }), 200).body

    const reply = await call('PUT', path, {
      as: admin,
      body: { ...before, companyName: 'Zebra & Sons', firstName: 'Eve' },
    })

    expect(reply).toMatchObject({
      status: 200,
      body: { companyName: 'Zebra & Sons', firstName: 'Eve', defaultAddress: { firstName: 'Eve', city: 'Redmond' } },
    })
    expect(reply.body.attributes.etag).not.toBe(before.attributes.etag)
    expect(await namesOf(admin)).toEqual(['Zebra & Sons'])
    expect(await namesOf(reseller.admin)).toEqual(['Zebra & Sons'])
    expect(must(await call('GET', `/v1/customers/${id}/profiles/company`, { as: admin }), 200).body).toMatchObject({
      tenantId: id,
      companyName: 'Zebra & Sons',
      attributes: { objectType: 'CustomerCompanyProfile' },
    })
  })

  test.each(['body', 'header'])(
    'a stale etag in the %s is 400/2055 and changes nothing; none at all is taken',
    async (where) => {
      const { admin } = aProvider()
      const { id } = await givenCustomer(admin)
      const path = `/v1/customers/${id}/profiles/billing`
      const before = must(await call('GET', path, { as: admin }), 200).body
      must(await call('PUT', path, { as: admin, body: { ...before, companyName: 'First Change' } }), 200)
      const { attributes: _, ...bare } = before
      const stale =
        where === 'body'
          ? { body: { ...before, companyName: 'Second' } }
          : { body: { ...bare, companyName: 'Second' }, headers: { 'if-match': `"${before.attributes.etag}"` } }

      expect(await call('PUT', path, { as: admin, ...stale })).toMatchObject({ status: 400, body: { code: 2055 } })
      expect(await namesOf(admin)).toEqual(['First Change'])
      expect((await call('PUT', path, { as: admin, body: { companyName: 'Third' } })).body.companyName).toBe('Third')
    },
  )

  test.each([
    [{ email: 'x' }, 'email'],
    [{ culture: '_' }, 'culture'],
    [{ companyName: 'LLC' }, 'companyName'],
    [{ defaultAddress: { ...aCustomer().billingProfile.defaultAddress, state: 'XX' } }, 'defaultAddress.state'],
    [{ firstName: '1' }, 'firstName'],
  ])('%o is refused, naming %s', async (body, field) => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)

    expect(await call('PUT', `/v1/customers/${id}/profiles/billing`, { as: admin, body })).toMatchObject({
      status: 400,
      body: { code: 2000, data: [field] },
    })
  })

  test('the same request id changes it once', async () => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)
    const asked = { as: admin, body: { companyName: 'Renamed' }, headers: { 'ms-requestid': randomUUID() } }
    const first = must(await call('PUT', `/v1/customers/${id}/profiles/billing`, asked), 200)

    expect((await call('PUT', `/v1/customers/${id}/profiles/billing`, asked)).body).toEqual(first.body)
    expect((await call('GET', '/v1/auditrecords', { as: admin })).body.totalCount).toBe(2)
  })
})
