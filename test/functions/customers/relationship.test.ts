import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { handler as acceptPage } from '../../../functions/relationships/accept-relationship-page.ts'
import { handler as showPage } from '../../../functions/relationships/show-relationship.ts'
import { pageOfToken } from '../../../shared/aggregates/partnerships/links.ts'
import { settled } from '../../../shared/command/outbox.ts'
import { seal } from '../../../shared/http/session.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person, send } from '../../support/call.ts'
import { aCustomer, aProvider, givenDraft, givenPartnership, givenReseller, must } from '../../support/given.ts'

await importAllSteps()
const english = { 'accept-language': 'en' }
const aTenant = (roles: readonly string[] = ['GlobalAdmin']): Person => ({
  partner: { partnerId: randomUUID() },
  roles,
})

async function headersOf(person: Person | undefined): Promise<Record<string, string>> {
  if (!person) return english
  const { partnerId: tid } = person.partner
  const claims = {
    tid,
    oid: 'ada',
    name: 'Ada Tum',
    preferred_username: 'ada@adatum.example',
    roles: [...person.roles],
  }
  const { name, value } = await seal('session', claims)
  return { ...english, cookie: `${name}=${value}` }
}

const linkOf = async (as: Person, query = '') =>
  must(await call('GET', `/v1/customers/relationshiprequests${query}`, { as }), 200).body.url as string
const tokenIn = (url: string) => new URL(url).searchParams.get('token') ?? ''
const open = async (url: string, person?: Person) =>
  send(showPage, 'GET', url.replace(/^https?:\/\/[^/]+/, ''), { headers: await headersOf(person) })

const organization = () => ({
  companyName: 'Adatum Existing',
  domain: `t${randomUUID().slice(0, 18).replaceAll('-', '')}.onmicrosoft.com`,
  country: 'US',
  addressLine1: '1 Sample Way',
  city: 'Redmond',
  state: 'WA',
  postalCode: '98052',
  firstName: 'Ada',
  lastName: 'Tum',
  email: 'ada@adatum.example',
  phoneNumber: '4255550100',
  accept: 'true',
  acceptAgreement: 'true',
})

const accept = async (
  url: string,
  person: Person | undefined,
  fields: Readonly<Record<string, string>> = organization(),
) =>
  send(acceptPage, 'POST', '/relationship/accept', {
    text: new URLSearchParams({ ...fields, token: tokenIn(url) }).toString(),
    headers: {
      ...(await headersOf(person)),
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
  })

describe('get-relationship-request', () => {
  test('gives one link per partner, the same each time', async () => {
    const { admin, partner } = aProvider()

    const { body } = await call('GET', '/v1/customers/relationshiprequests', { as: admin })

    expect(body).toEqual({
      url: expect.stringContaining(`/relationship?token=${partner.partnerId}.0.1.`),
      attributes: { objectType: 'RelationshipRequest' },
    })
    expect(await linkOf(admin)).toBe(body.url)
    expect(await linkOf(admin, '?delegatedAdmin=false')).toContain(`${partner.partnerId}.0.0.`)
    expect(pageOfToken(tokenIn(body.url))).toBe('/relationship')
    expect(pageOfToken((await givenDraft(admin)).token)).toBe('/invitations')
  })

  test('asks for two partners at once where they work together, whoever of them asks', async () => {
    const { admin, partner } = aProvider()
    const reseller = await givenPartnership(admin)
    await settled()
    const both = `${partner.partnerId}.${reseller.partner.partnerId}.1.`

    expect(await linkOf(admin, `?indirectResellerId=${reseller.partner.partnerId}`)).toContain(both)
    expect(await linkOf(reseller.admin)).toContain(both)
    const stranger = await givenReseller()
    for (const [as, query] of [
      [admin, `?indirectResellerId=${stranger.partner.partnerId}`],
      [stranger.admin, ''],
      [reseller.admin, `?indirectCloudSolutionProviderId=${randomUUID()}`],
    ] as const)
      expect(await call('GET', `/v1/customers/relationshiprequests${query}`, { as })).toMatchObject({
        status: 400,
        body: { code: 971009 },
      })
  })
})

describe('show-relationship and accept-relationship-page', () => {
  test('an organization accepts and is a customer that can be sold to at once', async () => {
    const { admin, partner } = aProvider()
    const tenant = aTenant()
    const url = await linkOf(admin)
    const fields = organization()

    const asked = await open(url)
    expect(asked).toMatchObject({ status: 200 })
    expect(asked.text).toContain(`<bdi>${partner.name}</bdi> asks your organization`)
    expect(asked.text).toContain('/signin?token=')
    const form = await open(url, tenant)
    expect(form.text).toContain('action="/relationship/accept"')
    expect(form.text).toContain('href="https://aka.ms/customeragreement"')
    expect(await accept(url, tenant, fields)).toMatchObject({ status: 303, headers: { location: `${url}&lang=en` } })
    expect((await open(url, tenant)).text).toContain('The relationship is established')

    const id = tenant.partner.partnerId
    const path = `/v1/customers/${id}`
    expect((await call('GET', path, { as: admin })).body).toMatchObject({
      id,
      companyProfile: { companyName: 'Adatum Existing', domain: fields.domain },
      allowDelegatedAccess: true,
    })
    expect((await call('GET', '/v1/customers', { as: admin })).body.items).toHaveLength(1)
    const status = `${path}/directSignedMicrosoftCustomerAgreementStatus`
    expect((await call('GET', status, { as: admin })).body).toEqual({ isSigned: true })
    expect((await call('GET', `${path}/agreements?agreementType=*`, { as: admin })).body.items).toEqual([])
    const body = { lineItems: [{ offerId: '796B6B5F-613C-4E24-A17C-EBA730D49C02', quantity: 1 }] }
    expect((await call('POST', `${path}/orders`, { as: admin, body })).status).toBe(201)
    const { items } = (await call('GET', '/v1/auditrecords', { as: admin })).body
    expect(items.at(-1)).toMatchObject({
      ...{ operationType: 'extend_relationship', customerId: id },
      customizedData: expect.arrayContaining([{ key: 'AcceptedByEmail', value: 'ada@adatum.example' }]),
    })
    expect((await call('HEAD', `/v1/domains/${fields.domain}`, { as: admin })).status).toBe(200)
  })

  test('ten presses at once, and one more, make one customer', async () => {
    const { admin } = aProvider()
    const [tenant, url, fields] = [aTenant(), await linkOf(admin), organization()]

    const replies = await Promise.all(Array.from({ length: 10 }, () => accept(url, tenant, fields)))

    expect(replies.map(({ status }) => status)).toEqual(Array(10).fill(303))
    expect((await accept(url, tenant, organization())).status).toBe(303)
    expect((await call('GET', '/v1/auditrecords', { as: admin })).body.totalCount).toBe(1)
  })

  test('an ended relationship is established again; and a second partner has one of its own', async () => {
    const [first, second] = [aProvider(), aProvider()]
    const reseller = await givenPartnership(second.admin)
    await settled()
    const [tenant, fields] = [aTenant(), organization()]
    const url = await linkOf(first.admin, '?delegatedAdmin=false')
    const path = `/v1/customers/${tenant.partner.partnerId}`
    const end = { relationshipToPartner: 'none' }

    must(await accept(url, tenant, fields), 303)
    expect((await call('GET', path, { as: first.admin })).body.allowDelegatedAccess).toBe(false)
    must(await call('PATCH', path, { as: first.admin, body: end }), 200)
    expect((await open(url, tenant)).text).toContain('action="/relationship/accept"')
    must(await accept(url, tenant, fields), 303)
    expect((await call('GET', path, { as: first.admin })).status).toBe(200)
    must(await accept(await linkOf(reseller.admin), tenant, fields), 303)
    expect((await call('GET', path, { as: second.admin })).body.associatedPartnerId).toBe(reseller.partner.partnerId)
    expect((await call('GET', '/v1/customers', { as: reseller.admin })).body.items).toHaveLength(1)
  })

  test.each([
    ['without the tick (relationshipNotTicked)', { accept: '' }, 400, 'tick the box'],
    ['without the agreement', { acceptAgreement: '' }, 403, 'customer agreement'],
    [
      'from another region',
      { country: 'KR', state: '서울', city: '중구', postalCode: '03051' },
      403,
      'within one sales region',
    ],
    ['without a company', { companyName: '' }, 400, 'is required'],
    ['with an address that is none', { state: 'XX' }, 400, 'is not a state'],
    ['with an address of the partner', { email: 'PARTNER' }, 400, 'your own domain'],
  ])('a form %s comes back, filled as it was', async (_, wrong, status, sentence) => {
    const { admin, partner } = aProvider()
    const fields = { ...organization(), ...wrong }
    if (fields.email === 'PARTNER') fields.email = partner.email

    const reply = await accept(await linkOf(admin), aTenant(), fields)

    expect(reply.status).toBe(status)
    expect(reply.text).toContain(sentence)
    expect(reply.text).toContain(`value="${fields.domain}"`)
    expect((await call('GET', '/v1/customers', { as: admin })).body.items).toEqual([])
  })

  test('an organization brings along the domain that it had as a customer before; nobody else gets it, on no way', async () => {
    const { admin } = aProvider()
    const [tenant, url, fields] = [aTenant(), await linkOf(admin), organization()]
    const body = aCustomer({ companyProfile: { domain: fields.domain } })
    const { id } = must(await call('POST', '/v1/customers', { as: admin, body }), 201).body
    expect((await accept(url, tenant, fields)).status).toBe(409)
    const end = { relationshipToPartner: 'none' }
    must(await call('PATCH', `/v1/customers/${id}`, { as: admin, body: end }), 200)
    const isTaken = async () =>
      [
        (await call('HEAD', `/v1/domains/${fields.domain}`, { as: admin })).status,
        (await call('POST', '/v1/customers', { as: admin, body })).body.code,
      ].join(' ')

    expect((await accept(url, tenant, { ...fields, accept: '' })).status).toBe(400)
    expect(await isTaken()).toBe('200 971002')
    must(await accept(url, tenant, fields), 303)
    expect(await isTaken()).toBe('200 971002')
    const own = `/v1/customers/${tenant.partner.partnerId}`
    expect((await call('GET', own, { as: admin })).body.companyProfile.domain).toBe(fields.domain)
    expect(
      (await call('GET', '/v1/auditrecords', { as: admin })).body.items.map(
        (one: { readonly customerId: string }) => one.customerId,
      ),
    ).toEqual([tenant.partner.partnerId, id, id])
    must(await call('PATCH', own, { as: admin, body: end }), 200)
    expect((await accept(url, tenant, organization())).text).toContain(
      `your organization keeps its domain ${fields.domain}`,
    )
    expect((await accept(url, tenant, { ...fields, country: 'CA', state: 'ON', postalCode: 'K1A 0B1' })).status).toBe(
      400,
    )
    expect((await accept(url, tenant, fields)).status).toBe(303)
  })

  test('a domain of somebody else is refused', async () => {
    const { admin } = aProvider()
    const url = await linkOf(admin)
    const fields = organization()
    must(await accept(url, aTenant(), fields), 303)

    expect(await accept(url, aTenant(), fields)).toMatchObject({ status: 409 })
  })

  test('who may not accept is told why, and nobody else comes in', async () => {
    const { admin } = aProvider()
    const reseller = await givenPartnership(admin)
    const url = await linkOf(admin, `?indirectResellerId=${reseller.partner.partnerId}`)
    const helpdesk = aTenant(['HelpdeskAgent'])

    expect((await open(url, helpdesk)).text).toContain('A Global admin of your organization can accept')
    expect((await accept(url, helpdesk)).status).toBe(403)
    expect((await open(url, admin)).text).toContain('This link is for customers') // relationshipOwn
    expect((await accept(url, reseller.admin)).status).toBe(403)
    expect((await accept(url, undefined)).status).toBe(401)
    // relationshipLinkUnknown: any change of a link.
    for (const [from, to] of [
      ['.1.', '.0.'],
      [reseller.partner.partnerId, '0'],
      ['token=', 'token=x'],
    ] as const)
      expect((await open(url.replace(from, to))).status).toBe(404)
    expect((await accept(url.replace('.1.', '.0.'), aTenant())).text).not.toContain('Back to the invitation')
  })
})
