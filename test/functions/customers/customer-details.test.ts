import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person } from '../../support/call.ts'
import { aCustomer, aProvider, givenCustomer, givenPartnership, givenReadyCustomer, must } from '../../support/given.ts'

await importAllSteps()
const get = (path: string, admin: Person) => call('GET', path, { as: admin })
const dropDelegatedAdmin = async (id: string, admin: Person) =>
  must(await call('PATCH', `/v1/customers/${id}`, { as: admin, body: { allowDelegatedAccess: false } }), 200)

describe('get-validation-status', () => {
  const { admin } = aProvider()

  test('the account of a customer is allowed', async () => {
    const { id } = await givenCustomer(admin)

    expect(must(await get(`/v1/customers/${id}/validationStatus?type=account`, admin), 200).body).toEqual({
      type: 'account',
      status: 'Allowed',
      lastUpdateDateTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+$/),
    })
    expect((await get(`/v1/customers/${id}/validationstatus?Type=Account`, admin)).status).toBe(200)
  })

  test.each(['', '?type=x', '?type='])('%s is no question', async (query) => {
    const { id } = await givenCustomer(admin)

    expect(await get(`/v1/customers/${id}/validationStatus${query}`, admin)).toMatchObject({
      status: 400,
      body: { code: 2000, data: ['type'] },
    })
  })
})

describe('get-organization and list-custom-domains', () => {
  test('are bare lists, and say less without delegated administration', async () => {
    const { admin } = aProvider()
    const reseller = await givenPartnership(admin)
    const body = aCustomer({ associatedPartnerId: reseller.partner.partnerId })
    const { id } = must(await call('POST', '/v1/customers', { as: admin, body }), 201).body
    const organization = {
      street: '1 Sample Way',
      countryLetterCode: 'US',
      postalCode: '98052',
      city: 'Redmond',
      state: 'WA',
      displayName: 'Adatum Pilot',
      technicalNotificationMails: ['ada@adatum.example'],
    }

    for (const person of [admin, reseller.admin]) {
      expect((await get(`/v1/customers/${id}/organization`, person)).body).toEqual([organization])
      expect((await get(`/v1/customers/${id}/customDomains`, person)).body).toEqual([body.companyProfile.domain])
    }
    await dropDelegatedAdmin(id, admin)
    expect((await get(`/v1/customers/${id}/organization`, admin)).body).toEqual([
      { displayName: 'Adatum Pilot', technicalNotificationMails: [] },
    ])
    expect((await get(`/v1/customers/${id}/customDomains`, admin)).body).toEqual([])
  })
})

const forNonprofits = '83DCA3B9-3D6C-4547-8C5F-BA1F69B130F8'

describe('list-customer-offers, list-customer-offer-addons and list-customer-offer-categories', () => {
  const idsOf = async (id: string, admin: Person, query = ''): Promise<string[]> =>
    must(await get(`/v1/customers/${id}/offers${query}`, admin), 200).body.items.map(
      (offer: { id: string }) => offer.id,
    )
  const categoriesOf = async (id: string, admin: Person): Promise<string[]> =>
    must(await get(`/v1/customers/${id}/offercategories`, admin), 200).body.items.map((one: { id: string }) => one.id)

  test("show the customer's market without what its qualifications do not allow", async () => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)
    const market = must(await get('/v1/offers?country=US', admin), 200).body
    const others = market.items.filter((offer: { id: string }) => offer.id !== forNonprofits)
    const reply = must(await get(`/v1/customers/${id}/offers`, admin), 200).body

    expect(reply.items).toEqual(others)
    expect(reply.links.self.uri).toBe(`/customers/${id}/offers`)
    expect(await categoriesOf(id, admin)).not.toContain('Nonprofit_Key')

    must(await call('PUT', `/v1/customers/${id}/qualification`, { as: admin, body: 'nonprofit' }), 200)
    expect(await idsOf(id, admin)).toContain(forNonprofits)
    expect(await categoriesOf(id, admin)).toContain('Nonprofit_Key')
    expect(await idsOf(id, admin, '?offset=1&size=2')).toEqual((await idsOf(id, admin)).slice(1, 3))
    expect(await idsOf(id, admin, '?offer_category_id=nonprofit_key')).toEqual([forNonprofits])
  })

  test('add-ons are those of the market that its qualifications allow, of an offer that it can have', async () => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)
    const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02'
    const of = (offerId: string) => get(`/v1/customers/${id}/offers/${offerId}/addons`, admin)
    const market = must(await get(`/v1/offers/${e3}/addons?country=US`, admin), 200).body

    const reply = must(await of(e3.toLowerCase()), 200).body

    expect(reply.items).toEqual(market.items)
    expect(reply.items.length).toBeGreaterThan(0)
    expect(reply.links.self.uri).toBe(`/customers/${id}/offers/${e3.toLowerCase()}/addons`)
    expect(await of(forNonprofits)).toMatchObject({ status: 400, body: { code: 800004 } })
  })

  test('of a market without a catalogue are empty', async () => {
    const { admin } = aProvider()
    const body = aCustomer()
    Object.assign(body.billingProfile.defaultAddress, { country: 'GU', state: '', postalCode: '96910' })
    const { id } = must(await call('POST', '/v1/customers', { as: admin, body }), 201).body

    expect(await idsOf(id, admin)).toEqual([])
    expect(await categoriesOf(id, admin)).toEqual([])
  })
})

describe('get-qualification, update-qualification, list-qualifications and add-qualification', () => {
  const pathOf = (id: string) => `/v1/customers/${id}/qualification`
  const put = (id: string, admin: Person, body: unknown, query = '') =>
    call('PUT', `${pathOf(id)}${query}`, { as: admin, body })
  const operationsOf = async (admin: Person): Promise<string[]> =>
    must(await get('/v1/auditrecords', admin), 200).body.items.map(
      (one: { operationType: string }) => one.operationType,
    )

  test('a customer has none until one is put, and none again after none was put', async () => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)

    expect((await get(pathOf(id), admin)).text).toBe('"none"')
    expect((await put(id, admin, 'Education')).text).toBe('"education"')
    expect((await get(pathOf(id), admin)).text).toBe('"education"')
    expect((await get(`${pathOf(id)}s`, admin)).body).toEqual([
      { qualification: 'Education', vettingStatus: 'Approved', vettingCreatedDate: expect.stringMatching(/Z$/) },
    ])
    expect((await put(id, admin, 0)).text).toBe('"none"')
    expect((await get(`${pathOf(id)}s`, admin)).body).toEqual([])
    const done = await operationsOf(admin)
    expect(done).toEqual(['update_customer_qualification', 'update_customer_qualification', 'add_customer'])
  })

  test.each([
    ['Nonprofit', 'nonprofit'],
    [2, 'nonprofit'],
    ['state_owned_entity', 'state_owned_entity'],
    [4, 'state_owned_entity'],
  ])('%j is taken as %s', async (body, name) => {
    const { admin } = aProvider()

    expect((await put((await givenCustomer(admin)).id, admin, body)).body).toBe(name)
  })

  test.each(['x', 9, null, {}, []])('%j is no qualification', async (body) => {
    const { admin } = aProvider()

    expect(await put((await givenCustomer(admin)).id, admin, body)).toMatchObject({ status: 400, body: { code: 2000 } })
  })

  test("the government's cloud needs its code", async () => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)

    expect(await put(id, admin, 3)).toMatchObject({ status: 400, body: { code: 2000, data: ['code'] } })
    expect((await put(id, admin, 3, '?code=GCC-1')).body).toBe('government_community_cloud')
    const { items } = (await get('/v1/auditrecords', admin)).body
    expect(items[0].customizedData).toEqual([{ key: 'ValidationCode', value: 'GCC-1' }])
  })

  test('several can be added; each once', async () => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)
    const add = (body: object) => call('POST', `${pathOf(id)}s`, { as: admin, body })
    const school = { Qualification: 'Education', EducationSegment: 'K12', Website: 'school.example' }

    expect(await add(school)).toMatchObject({
      status: 201,
      body: { qualification: 'Education', vettingStatus: 'Approved', vettingCreateDate: expect.stringMatching(/Z$/) },
    })
    expect((await add({ qualification: 'StateOwnedEntity' })).status).toBe(201)
    expect((await add(school)).status).toBe(201)
    const { body } = await get(`${pathOf(id)}s`, admin)
    expect(body.map(({ qualification }: { qualification: string }) => qualification)).toEqual([
      'Education',
      'StateOwnedEntity',
    ])
    expect(await operationsOf(admin)).toHaveLength(3)
    for (const wrong of [{}, { qualification: 'none' }, { qualification: 'GovernmentCommunityCloud' }])
      expect(await add(wrong)).toMatchObject({ status: 400, body: { code: 2000 } })
  })

  test('a qualification lets the customer have its offers', async () => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)
    const order = () =>
      call('POST', `/v1/customers/${id}/orders`, {
        as: admin,
        body: { lineItems: [{ offerId: forNonprofits, quantity: 1 }] },
      })
    expect(await order()).toMatchObject({ status: 403, body: { code: 2085 } })
    must(await put(id, admin, 'education'), 200)
    expect(await order()).toMatchObject({ status: 403, body: { code: 2085 } })

    must(await call('POST', `${pathOf(id)}s`, { as: admin, body: { qualification: 'NonProfit' } }), 201)
    expect((await order()).status).toBe(201)
  })

  test('the same request id changes it once', async () => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)
    const asked = { as: admin, body: 'education', headers: { 'ms-requestid': randomUUID() } }
    must(await call('PUT', pathOf(id), asked), 200)
    must(await put(id, admin, 'none'), 200)

    expect((await call('PUT', pathOf(id), asked)).text).toBe('"education"')
    expect((await get(pathOf(id), admin)).text).toBe('"none"')
    expect(await call('PUT', pathOf(id), { ...asked, body: 'nonprofit' })).toMatchObject({ status: 409 })
  })

  test('is not for others: neither a stranger nor the reseller may change it', async () => {
    const { admin } = aProvider()
    const reseller = await givenPartnership(admin)
    const { id } = await givenCustomer(admin, { associatedPartnerId: reseller.partner.partnerId })

    expect((await get(pathOf(id), reseller.admin)).text).toBe('"none"')
    expect(await put(id, reseller.admin, 'education')).toMatchObject({ status: 403, body: { code: 971008 } })
    expect(await put(id, aProvider().admin, 'education')).toMatchObject({ status: 404, body: { code: 60003 } })
  })
})
