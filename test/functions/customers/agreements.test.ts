import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { importAllSteps } from '../../support/all-steps.ts'
import { call } from '../../support/call.ts'
import { anAgreement, aProvider, givenCustomer, givenPartnership, must, template } from '../../support/given.ts'

await importAllSteps()

describe('list-agreement-templates', () => {
  const typesOf = async (query: string) =>
    must(await call('GET', `/v1/agreements${query}`, { as: aProvider().admin }), 200).body.items.map(
      (item: { agreementType: string }) => item.agreementType,
    )

  test('without a type gives the Cloud Agreement only, as a client of before 2019 expects', async () => {
    const { body } = await call('GET', '/v1/agreements', { as: aProvider().admin })

    expect(body).toEqual({
      totalCount: 1,
      items: [
        {
          templateId: template.cloud,
          agreementType: 'MicrosoftCloudAgreement',
          agreementLink: expect.stringMatching(/^https:/),
          versionRank: 0,
        },
      ],
      links: { self: { uri: '/agreements', method: 'GET', headers: [] } },
      attributes: { objectType: 'Collection' },
    })
  })

  test.each([
    ['?agreementType=*', ['MicrosoftCloudAgreement', 'MicrosoftCustomerAgreement']],
    ['?agreementType=MicrosoftCustomerAgreement', ['MicrosoftCustomerAgreement']],
    ['?AgreementType=microsoft_customer_agreement', ['MicrosoftCustomerAgreement']],
  ])('%s', async (query, types) => {
    expect(await typesOf(query)).toEqual(types)
  })

  test('an unknown type is refused', async () => {
    expect(await call('GET', '/v1/agreements?agreementType=Other', { as: aProvider().admin })).toMatchObject({
      status: 400,
      body: { data: ['agreementType'] },
    })
  })
})

describe('confirm-agreement', () => {
  test('answers with who confirmed, and lists it without a zone in its date', async () => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)

    const reply = await call('POST', `/v1/customers/${id}/agreements`, {
      as: { ...admin, objectId: '33333333-3333-4333-8333-333333333333' },
      body: anAgreement(),
    })
    const listed = await call('GET', `/v1/customers/${id}/agreements?agreementType=*`, { as: admin })

    expect(reply).toMatchObject({
      status: 201,
      body: {
        userId: '33333333-3333-4333-8333-333333333333',
        ...anAgreement(),
        dateAgreed: '2024-10-02T00:00:00.000Z',
      },
    })
    expect(listed.body).toMatchObject({
      totalCount: 1,
      items: [{ dateAgreed: '2024-10-02T00:00:00', agreementLink: 'https://aka.ms/customeragreement' }],
    })
    expect((await call('GET', `/v1/customers/${id}/agreements`, { as: admin })).body.items).toEqual([])
  })

  test('the caller in the body does not count', async () => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)

    const reply = await call('POST', `/v1/customers/${id}/agreements`, {
      as: admin,
      body: anAgreement({ userId: 'somebody', Type: null }),
    })

    expect(reply.body.userId).toBe('11111111-1111-4111-8111-111111111111')
  })

  test('the identical confirmation is refused, another contact makes another record', async () => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)
    const path = `/v1/customers/${id}/agreements`
    must(await call('POST', path, { as: admin, body: anAgreement() }), 201)

    const again = await call('POST', path, { as: admin, body: anAgreement() })
    const other = await call('POST', path, {
      as: admin,
      body: anAgreement({ primaryContact: { firstName: 'Eve', lastName: 'Tum', email: 'eve@adatum.example' } }),
    })

    expect(again).toMatchObject({
      status: 400,
      body: {
        code: 600061,
        errorName: 'AgreementAlreadyConfirmed',
        isRetryable: false,
        errorMessageExtended: 'InternalErrorCode=600061',
      },
    })
    expect(other.status).toBe(201)
    expect((await call('GET', `${path}?agreementType=*`, { as: admin })).body.totalCount).toBe(2)
  })

  test('the same request id gives the first answer instead', async () => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)
    const asked = { as: admin, body: anAgreement(), headers: { 'ms-requestid': randomUUID() } }

    const first = must(await call('POST', `/v1/customers/${id}/agreements`, asked), 201)

    expect(await call('POST', `/v1/customers/${id}/agreements`, asked)).toMatchObject({ status: 201, body: first.body })
  })

  const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString()
  test.each([
    [{ type: 'MicrosoftOtherAgreement' }, 2000, 'type'],
    [{ type: undefined }, 2000, 'type'],
    [{ templateId: template.cloud }, 971022, 'templateId'],
    [{ templateId: undefined }, 2000, 'templateId'],
    [{ dateAgreed: tomorrow }, 971021, 'dateAgreed'],
    [{ dateAgreed: '2026-02-30T00:00:00Z' }, 2000, 'dateAgreed'],
    [{ dateAgreed: 'yesterday' }, 2000, 'dateAgreed'],
    [{ dateAgreed: 20240101 }, 2000, 'dateAgreed'],
    [{ dateAgreed: '2019-09-30' }, 971020, 'dateAgreed'],
    [{ primaryContact: undefined }, 2000, 'primaryContact'],
    [{ primaryContact: { firstName: '', lastName: 'Tum', email: 'a@b.example' } }, 2000, 'primaryContact.firstName'],
    [{ primaryContact: { firstName: 'Ada', lastName: 'T', email: 'a@b.example' } }, 2000, 'primaryContact.lastName'],
    [{ primaryContact: { firstName: 'Ada', lastName: 'Tum', email: 'ab.example' } }, 2000, 'primaryContact.email'],
    [
      { primaryContact: { firstName: 'Ada', lastName: 'Tum', email: 'a@b.example', phoneNumber: 'x' } },
      2000,
      'primaryContact.phoneNumber',
    ],
  ])('%o is refused with %d, naming %s, and nothing is recorded', async (change, code, field) => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)

    const reply = await call('POST', `/v1/customers/${id}/agreements`, { as: admin, body: anAgreement(change) })

    expect(reply.status).toBe(400)
    expect(reply.body.code).toBe(code)
    expect(reply.body.data).toContain(field)
    expect((await call('GET', `/v1/customers/${id}/agreements?agreementType=*`, { as: admin })).body.items).toEqual([])
  })

  test.each([
    ['2024-10-02', '2024-10-02T00:00:00.000Z', '2024-10-02T00:00:00'],
    ['2024-10-02T00:00:00.0000000Z', '2024-10-02T00:00:00.000Z', '2024-10-02T00:00:00'],
    ['/Date(1727827200000)/', '2024-10-02T00:00:00.000Z', '2024-10-02T00:00:00'],
    // In UTC it was still September, when the agreement was not in force.
    ['2019-10-01T00:00:00+09:00', '2019-10-01T00:00:00.000+09:00', '2019-10-01T00:00:00'],
    ['2024-10-01T17:00:00-07:00', '2024-10-01T17:00:00.000-07:00', '2024-10-01T17:00:00'],
  ])('a date may come as %s, and its day is read back', async (dateAgreed, answered, listed) => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)
    const path = `/v1/customers/${id}/agreements`

    expect(await call('POST', path, { as: admin, body: anAgreement({ dateAgreed }) })).toMatchObject({
      status: 201,
      body: { dateAgreed: answered },
    })
    expect((await call('GET', `${path}?agreementType=*`, { as: admin })).body.items).toMatchObject([
      { dateAgreed: listed },
    ])
  })
})

describe('list-customer-agreements', () => {
  test('is for partners that can confirm: a reseller can do neither', async () => {
    const { admin } = aProvider()
    const reseller = await givenPartnership(admin)
    const { id } = await givenCustomer(admin, { associatedPartnerId: reseller.partner.partnerId })
    const path = `/v1/customers/${id}/agreements`
    must(await call('POST', path, { as: admin, body: anAgreement() }), 201)

    const refused = await call('POST', path, { as: { ...reseller.admin, roles: ['AdminAgent'] }, body: anAgreement() })

    expect(refused).toMatchObject({ status: 403, body: { code: 971008 } })
    expect(await call('GET', `${path}?agreementType=*`, { as: reseller.admin })).toMatchObject({ status: 403 })
  })
})
