import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person } from '../../support/call.ts'
import { freshPartner } from '../../support/environment.ts'
import { aProvider, givenCustomer, givenPartnership, givenReseller, must } from '../../support/given.ts'

await importAllSteps()

const link = (uri: string) => ({ self: { uri, method: 'GET', headers: [] } })

describe('get-mpn-profile', () => {
  const { admin, partner } = aProvider()
  const ask = (query: string, as: Person = admin) => call('GET', `/v1/profiles/mpn${query}`, { as })

  test('without an id it is your own', async () => {
    expect(await ask('')).toMatchObject({
      status: 200,
      body: {
        mpnId: partner.mpnId,
        partnerName: partner.name,
        profileType: 'MpnProfile',
        links: link('/profiles/mpn'),
        attributes: { objectType: 'MpnProfile' },
      },
    })
  })

  test('an enrolled reseller and a provider find each other by id', async () => {
    const reseller = await givenReseller()

    expect((await ask(`?mpnId=${reseller.partner.mpnId}`)).body).toMatchObject({ partnerName: reseller.partner.name })
    expect((await ask(`?MpnID=${partner.mpnId}`, reseller.admin)).body).toMatchObject({ partnerName: partner.name })
    expect((await ask('', reseller.admin)).body).toMatchObject({ mpnId: reseller.partner.mpnId })
  })

  test('an unknown id is 404/3000, a wrong one 400/2000', async () => {
    expect(await ask('?mpnId=1999999999')).toMatchObject({ status: 404, body: { code: 3000, data: ['mpnId'] } })
    expect(await ask('?mpnId=abc')).toMatchObject({ status: 400, body: { code: 2000, data: ['mpnId'] } })
  })
})

describe("a partner's own profiles", () => {
  const contact = { firstName: 'Tess', lastName: 'Ternova', email: 'tess@tern.example', phoneNumber: '2065550102' }

  test('get-own-legal-profile', async () => {
    const { admin, partner } = await givenReseller()

    expect(must(await call('GET', '/v1/profiles/legalbusiness', { as: admin }), 200).body).toEqual({
      companyName: partner.name,
      address: { country: 'US' },
      primaryContact: contact,
      vettingStatus: 'authorized',
      vettingSubStatus: 'none',
      profileType: 'LegalBusinessProfile',
      links: link('/profiles/legalbusiness'),
      attributes: { objectType: 'LegalBusinessProfile' },
    })
  })

  test('get-own-organization-profile', async () => {
    const { admin, partner } = aProvider()

    expect(must(await call('GET', '/v1/profiles/organization', { as: admin }), 200).body).toEqual({
      id: partner.partnerId,
      companyName: partner.name,
      defaultAddress: { country: 'US' },
      tenantId: partner.partnerId,
      culture: 'en-US',
      language: 'en',
      domain: partner.domain,
      email: partner.email,
      profileType: 'OrganizationProfile',
      links: link('/profiles/organization'),
      attributes: { objectType: 'OrganizationProfile' },
    })
  })

  test('get-own-billing-profile leaves out what is not known', async () => {
    const { admin, partner } = aProvider()

    expect(must(await call('GET', '/v1/profiles/billing', { as: admin }), 200).body).toEqual({
      companyName: partner.name,
      address: { country: 'US' },
      billingCurrency: 'USD',
      profileType: 'BillingProfile',
      links: link('/profiles/billing'),
      attributes: { objectType: 'BillingProfile' },
    })
  })

  test('get-own-support-profile', async () => {
    const { admin } = await givenReseller()

    expect(must(await call('GET', '/v1/profiles/support', { as: admin }), 200).body).toEqual({
      email: contact.email,
      telephone: contact.phoneNumber,
      profileType: 'support_profile',
      links: link('/profiles/support'),
      attributes: { objectType: 'PartnerSupportProfile' },
    })
  })
})

describe('get-agreement-status', () => {
  const { admin, partner } = aProvider()
  const ask = (query: string) => call('GET', `/v1/compliance/csp/agreementstatus${query}`, { as: admin })

  test('of a reseller by either id, and of an own account', async () => {
    const reseller = (await givenReseller()).partner

    for (const query of [
      `mpnId=${reseller.mpnId}`,
      `mpnid=${reseller.mpnId}`,
      `tenantId=${reseller.partnerId.toUpperCase()}`,
      `tenantId=${partner.partnerId}`,
      `mpnId=${partner.mpnId}`,
    ])
      expect(await ask(`?${query}`)).toMatchObject({ status: 200, body: { isAgreementSigned: true } })
  })

  test.each([
    ['', 2001],
    [`?mpnId=${partner.mpnId}&tenantId=${partner.partnerId}`, 2000],
    ['?mpnId=x', 2000],
    ['?tenantId=x', 2000],
    ['?mpnId=1999999999', 2200],
    [`?tenantId=${randomUUID()}`, 2205],
  ])('%s is refused with %i', async (query, code) => {
    expect(await ask(query)).toMatchObject({ status: 400, body: { code, description: expect.stringMatching(/\S/) } })
  })
})

describe('list-customer-relationships', () => {
  const pathOf = ({ id }: { readonly id: string }) => `/v1/customers/${id}/relationships`

  test('gives the reseller of the customer, and nobody for a direct one', async () => {
    const { admin } = aProvider()
    const { partner: reseller } = await givenPartnership(admin)
    const shared = await givenCustomer(admin, { associatedPartnerId: reseller.partnerId })
    const own = await givenCustomer(admin)

    expect(must(await call('GET', pathOf(shared), { as: admin }), 200).body).toEqual({
      totalCount: 1,
      items: [
        {
          id: reseller.partnerId,
          name: reseller.name,
          relationshipType: 'is_indirect_cloud_solution_provider_of',
          mpnId: reseller.mpnId,
          attributes: { objectType: 'PartnerRelationship' },
        },
      ],
      attributes: { objectType: 'Collection' },
    })
    expect(must(await call('GET', pathOf(own), { as: admin }), 200).body).toMatchObject({ totalCount: 0, items: [] })
  })

  test('only an indirect provider may ask: 403/1002', async () => {
    const admin = { partner: freshPartner('directPartner'), roles: ['GlobalAdmin', 'AdminAgent'] }
    const customer = await givenCustomer(admin)
    const reseller = (await givenReseller()).admin

    for (const as of [admin, reseller])
      expect(await call('GET', pathOf(customer), { as })).toMatchObject({ status: 403, body: { code: 1002 } })
  })

  test('of a customer of somebody else there is nothing', async () => {
    const customer = await givenCustomer(aProvider().admin)

    expect(await call('GET', pathOf(customer), { as: aProvider().admin })).toMatchObject({ status: 404 })
  })
})
