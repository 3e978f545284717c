import { randomUUID } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import { handler as purge } from '../../../functions/customers/purge-setup-info.ts'
import { moveNames } from '../../../infra/move-names.ts'
import { listKeysIn } from '../../../shared/aggregates/customers/customer-writes.ts'
import { read, transact, write } from '../../../shared/azure/store.ts'
import { CustomerRoot, keys } from '../../../shared/command/tables.ts'
import { summaryOf } from '../../../shared/domain/customers/customer.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call } from '../../support/call.ts'
import { freshPartner } from '../../support/environment.ts'
import { aCustomer, aProvider, givenCustomer, givenPartnership, must } from '../../support/given.ts'
import { watchedContext } from '../../support/log-lines.ts'

await importAllSteps()

/** Puts the rows in which lists find a customer where version 0.1.0 has them. */
async function asOlderVersion(partnerId: string, customerId: string): Promise<void> {
  const row = await read('providers', partnerId, keys.customer(customerId))
  const root = CustomerRoot.parse(row?.value)
  if (!row || root.kind === 'void') throw new Error('no customer')
  const { listKeys: _, ...older } = root
  const summary = { partition: partnerId, value: summaryOf(root.customer) }
  await transact('providers', [
    ...listKeysIn(root).map((key) => ({ kind: 'delete' as const, row: { partition: partnerId, key } })),
    { kind: 'upsert', row: { ...row, value: older } },
  ])
  for (const key of listKeysIn(older)) await write('providers', { kind: 'upsert', row: { ...summary, key } })
}

const once = () => ({ 'ms-requestid': randomUUID() })

describe('create-customer', () => {
  test('answers as Partner Center does, with the credentials', async () => {
    const { admin } = aProvider()
    const wanted = aCustomer()

    const reply = await call('POST', '/v1/customers', { as: admin, body: wanted })

    expect(reply.status).toBe(201)
    expect(reply.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      commerceId: reply.body.id,
      companyProfile: {
        tenantId: reply.body.id,
        domain: wanted.companyProfile.domain,
        companyName: 'Adatum Pilot',
        links: { self: { uri: `/customers/${reply.body.id}/profiles/company`, method: 'GET', headers: [] } },
        attributes: { objectType: 'CustomerCompanyProfile' },
      },
      billingProfile: {
        id: expect.any(String),
        ...wanted.billingProfile,
        attributes: { etag: expect.stringMatching(/^-?\d+$/), objectType: 'CustomerBillingProfile' },
      },
      relationshipToPartner: 'reseller',
      allowDelegatedAccess: true,
      userCredentials: { userName: 'admin', password: expect.stringMatching(/^\S{18}$/) },
      attributes: { objectType: 'Customer' },
    })
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(reply.headers['cache-control']).toBe('no-store')
  })

  test('takes PascalCase, nulls and what else .NET sends', async () => {
    const { admin } = aProvider()
    const pascal = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value).map(([name, item]) => [name.charAt(0).toUpperCase() + name.slice(1), pascal(item)]),
          )
        : value
    const body = {
      Id: null,
      CommerceId: null,
      RelationshipToPartner: 'unknown',
      AllowDelegatedAccess: null,
      AssociatedPartnerId: null,
      ...(pascal(aCustomer()) as object),
      Attributes: { ObjectType: 'Customer' },
    }

    expect((await call('POST', '/v1/customers', { as: admin, text: `\uFEFF${JSON.stringify(body)}` })).status).toBe(201)
  })

  test('the same request id gives the first answer, credentials included', async () => {
    const { admin } = aProvider()
    const body = aCustomer()
    const headers = once()

    const first = must(await call('POST', '/v1/customers', { as: admin, body, headers }), 201)
    const again = await call('POST', '/v1/customers', { as: admin, body, headers })

    expect(again.status).toBe(201)
    expect(again.body).toEqual(first.body)
    expect((await call('GET', '/v1/customers', { as: admin })).body.totalCount).toBe(1)
  })

  test('another user who repeats the request is not shown the password', async () => {
    const { admin } = aProvider()
    const body = aCustomer()
    const headers = once()
    await call('POST', '/v1/customers', { as: admin, body, headers })

    const again = await call('POST', '/v1/customers', { as: { ...admin, objectId: randomUUID() }, body, headers })

    expect(again.body.userCredentials).toEqual({ userName: 'admin' })
  })

  test('the same request id with another body is refused', async () => {
    const { admin } = aProvider()
    const headers = once()
    must(await call('POST', '/v1/customers', { as: admin, body: aCustomer(), headers }), 201)

    expect(await call('POST', '/v1/customers', { as: admin, body: aCustomer(), headers })).toMatchObject({
      status: 409,
      body: { code: 971001, errorName: 'RequestIdReused', isRetryable: false },
    })
  })

  test('a domain belongs to one customer, at whichever provider', async () => {
    const body = aCustomer()
    must(await call('POST', '/v1/customers', { as: aProvider().admin, body }), 201)

    expect(await call('POST', '/v1/customers', { as: aProvider().admin, body })).toMatchObject({
      status: 409,
      body: { code: 971002 },
    })
  })

  test('a refused creation lets the domain go', async () => {
    const { admin } = aProvider()
    const body = aCustomer()

    const refused = await call('POST', '/v1/customers', {
      as: admin,
      body: { ...body, associatedPartnerId: randomUUID() },
    })

    expect(refused).toMatchObject({ status: 400, body: { code: 971009, data: ['associatedPartnerId'] } })
    expect((await call('POST', '/v1/customers', { as: aProvider().admin, body })).status).toBe(201)
  })

  test('a reseller is associated while there is a partnership with it', async () => {
    const { admin } = aProvider()
    const reseller = await givenPartnership(admin)

    const reply = await call('POST', '/v1/customers', {
      as: admin,
      body: aCustomer({ associatedPartnerId: reseller.partner.partnerId.toUpperCase() }),
    })

    expect(reply).toMatchObject({ status: 201, body: { associatedPartnerId: reseller.partner.partnerId } })
  })

  test('a direct partner has customers, but no resellers', async () => {
    const admin = { partner: freshPartner('directPartner'), roles: ['AdminAgent'] }

    expect((await call('POST', '/v1/customers', { as: admin, body: aCustomer() })).status).toBe(201)
    expect(
      await call('POST', '/v1/customers', { as: admin, body: aCustomer({ associatedPartnerId: randomUUID() }) }),
    ).toMatchObject({ status: 403, body: { code: 971008 } })
  })

  test('every wrong field is named at once, in the language asked for', async () => {
    const { admin } = aProvider()
    const body = { companyProfile: { domain: 'x' }, billingProfile: { email: 'nobody' } }

    const reply = await call('POST', '/v1/customers', { as: admin, body })
    const russian = await call('POST', '/v1/customers', { as: admin, body, headers: { 'x-locale': 'ru-RU' } })

    expect(reply).toMatchObject({
      status: 400,
      body: {
        code: 2000,
        data: [
          'companyProfile.domain',
          'billingProfile.email',
          'billingProfile.culture',
          'billingProfile.language',
          'billingProfile.companyName',
          'billingProfile.defaultAddress',
        ],
      },
    })
    expect(reply.body.description).toContain('billingProfile.companyName is required.')
    expect(russian.body.data).toEqual(reply.body.data)
    expect(russian.body.description).toMatch(/[а-я]/)
  })
})

describe('confirm-setup-info and purge-setup-info', () => {
  test.each(['confirm-setup-info', 'purge-setup-info'])('after %s the password is shown no more', async (step) => {
    const { admin, partner } = aProvider()
    const body = aCustomer()
    const headers = once()
    const { id } = must(await call('POST', '/v1/customers', { as: admin, body, headers }), 201).body

    if (step === 'confirm-setup-info')
      must(await call('POST', `/v1/customers/${id}/setupinfo/done`, { as: admin }), 204)
    else {
      const message = { providerId: partner.partnerId, customerId: id }
      await purge(message, watchedContext())
      const kept = await call('POST', '/v1/customers', { as: admin, body, headers })
      expect(kept.body.userCredentials).toHaveProperty('password')
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 60_000 })
      await purge(message, watchedContext())
      vi.useRealTimers()
    }

    expect((await call('POST', '/v1/customers', { as: admin, body, headers })).body.userCredentials).toEqual({
      userName: 'admin',
    })
  })

  test('neither lists nor reads nor audit hold the password', async () => {
    const { admin } = aProvider()
    const { id, userCredentials } = must(
      await call('POST', '/v1/customers', { as: admin, body: aCustomer() }),
      201,
    ).body

    const texts = await Promise.all(
      ['/v1/customers', `/v1/customers/${id}`, '/v1/auditrecords'].map((path) => call('GET', path, { as: admin })),
    )

    for (const { text } of texts) expect(text).not.toContain(userCredentials.password)
  })
})

describe('get-customer', () => {
  test('gives everything, and to its reseller too', async () => {
    const { admin } = aProvider()
    const reseller = await givenPartnership(admin)
    const { id } = await givenCustomer(admin, { associatedPartnerId: reseller.partner.partnerId })

    const reply = await call('GET', `/v1/customers/${id.toUpperCase()}`, { as: admin })

    expect(reply).toMatchObject({
      status: 200,
      body: {
        id,
        companyProfile: { email: 'ada@adatum.example', address: { city: 'Redmond' } },
        billingProfile: { firstName: 'Ada', links: { self: { uri: `/customers/${id}/profiles/billing` } } },
        customDomains: [expect.stringContaining('.onmicrosoft.com')],
        links: { self: { uri: `/customers/${id}` } },
      },
    })
    expect(reply.body.userCredentials).toBeUndefined()
    expect((await call('GET', `/v1/customers/${id}`, { as: reseller.admin })).body).toEqual(reply.body)
  })

  test('an unknown one is not on the list', async () => {
    expect(await call('GET', `/v1/customers/${randomUUID()}`, { as: aProvider().admin })).toMatchObject({
      status: 404,
      body: { code: 60003 },
    })
  })
})

describe('list-customers', () => {
  const named = (companyName: string) => ({ billingProfile: { ...aCustomer().billingProfile, companyName } })
  const filtered = (field: string, value: string, operator = 'starts_with') =>
    `/v1/customers?filter=${encodeURIComponent(JSON.stringify({ Field: field, Value: value, Operator: operator }))}`
  const namesOf = (items: readonly { companyProfile: { companyName: string } }[]) =>
    items.map(({ companyProfile }) => companyProfile.companyName)

  test('goes by name, a page at a time, to the end', async () => {
    const { admin } = aProvider()
    for (const name of ['Echo', 'alpha', 'Delta', 'Bravo', 'charlie']) await givenCustomer(admin, named(name))

    const seen: string[] = []
    let next: { uri: string; headers: { key: string; value: string }[] } | undefined = {
      uri: '/customers?size=2',
      headers: [],
    }
    let pages = 0
    while (next) {
      const headers = Object.fromEntries(next.headers.map(({ key, value }) => [key.toLowerCase(), value]))
      const {
        body,
      }: {
        body: {
          items: { companyProfile: { companyName: string } }[]
          totalCount: number
          continuationToken?: string
          links: { next?: typeof next }
        }
      } = must(await call('GET', `/v1${next.uri}`, { as: admin, headers }), 200)
      expect(body.totalCount).toBe(body.items.length)
      seen.push(...namesOf(body.items))
      next = body.links.next
      pages++
    }

    expect(seen).toEqual(['alpha', 'Bravo', 'charlie', 'Delta', 'Echo'])
    expect(pages).toBe(3)
  })

  test('filters by the beginning of a name, whatever its case and accents, and by the whole of it', async () => {
    const { admin } = aProvider()
    for (const name of ['Contoso', 'Contoso West', 'Café Nord', 'C&A/Co #1? 100%!'])
      await givenCustomer(admin, named(name))

    const ask = async (value: string, operator?: string) =>
      namesOf((await call('GET', filtered('CompanyName', value, operator), { as: admin })).body.items)

    expect(await ask('CONTO')).toEqual(['Contoso', 'Contoso West'])
    expect(await ask('contoso', 'equals')).toEqual(['Contoso'])
    expect(await ask('cafe')).toEqual(['Café Nord'])
    expect(await ask('c&a/co #1? 100%!')).toEqual(['C&A/Co #1? 100%!'])
    expect(await ask('zebra')).toEqual([])
  })

  test('tells letters apart that a mark makes, and takes those for alike that Unicode folds', async () => {
    const { admin } = aProvider()
    const names = [
      'STRASSE AG Zwei',
      'Straße AG',
      'कम राम',
      'राम',
      'रीमा',
      'रोम',
      'ΜΕΣΣΗΝΙΑ ΑΕ',
      'カスKK',
      'ガスKK',
      'Чаи',
      'Чай',
    ]
    for (const name of names) await givenCustomer(admin, named(name))
    const ask = async (value: string, operator?: string) =>
      namesOf((await call('GET', filtered('CompanyName', value, operator), { as: admin })).body.items)

    expect(await ask('strasse ag')).toEqual(['Straße AG', 'STRASSE AG Zwei'])
    expect(await ask('STRAẞE AG', 'equals')).toEqual(['Straße AG'])
    expect(await ask('राम')).toEqual(['राम'])
    expect(await ask('ΜΕΣ')).toEqual(['ΜΕΣΣΗΝΙΑ ΑΕ'])
    expect(await ask('ｶﾞｽ')).toEqual(['ガスKK'])
    expect(await ask('カ')).toEqual(['カスKK'])
    expect(await ask('чай')).toEqual(['Чай'])
    expect(await ask('ЧАИ', 'equals')).toEqual(['Чаи'])
  })

  test('finds rows of version 0.1.0 as before, moves them with a new name, and all of them on demand', async () => {
    const { admin, partner } = aProvider()
    const reseller = await givenPartnership(admin)
    const made: { readonly id: string }[] = []
    for (const name of ['Straße', 'राम', 'Чай', 'Plain'])
      made.push(await givenCustomer(admin, { ...named(name), associatedPartnerId: reseller.partner.partnerId }))
    for (const { id } of made) await asOlderVersion(partner.partnerId, id)
    const [, rama] = made
    const ask = async (value: string, as = admin) =>
      namesOf((await call('GET', filtered('CompanyName', value), { as })).body.items)
    const profileOf = (id = '') => `/v1/customers/${id}/profiles/billing`

    expect([await ask('Straß'), await ask('राम'), await ask('रोम'), await ask('чай'), await ask('Чаи')]).toEqual([
      ...[['Straße'], ['राम'], [], ['Чай'], []],
    ])
    must(await call('PUT', profileOf(rama?.id), { as: admin, body: { companyName: 'रोम' } }), 200)
    expect([await ask('राम'), await ask('रोम', reseller.admin)]).toEqual([[], ['रोम']])

    const accounts = { home: process.env.AzureWebJobsStorage ?? '', further: [] }
    expect([await moveNames(accounts, partner.partnerId), await moveNames(accounts, partner.partnerId)]).toEqual([2, 0])
    for (const as of [admin, reseller.admin])
      expect([await ask('strasse', as), await ask('чай', as), await ask('plain', as)]).toEqual([
        ['Straße'],
        ['Чай'],
        ['Plain'],
      ])
    expect((await call('GET', '/v1/customers', { as: admin })).body.totalCount).toBe(4)
  })

  test('filters by domain', async () => {
    const { admin } = aProvider()
    const { companyProfile } = (await givenCustomer(admin)) as unknown as { companyProfile: { domain: string } }
    await givenCustomer(admin)

    const { body } = await call('GET', filtered('Domain', companyProfile.domain.toUpperCase()), { as: admin })

    expect(body.items.map((item: { companyProfile: { domain: string } }) => item.companyProfile.domain)).toEqual([
      companyProfile.domain,
    ])
  })

  test('filters by reseller, for users only; an id that is none has no customers', async () => {
    const { admin } = aProvider()
    const reseller = await givenPartnership(admin)
    const { id } = await givenCustomer(admin, { associatedPartnerId: reseller.partner.partnerId })
    await givenCustomer(admin)

    const ask = (value: string, as = admin) => call('GET', filtered('IndirectReseller', value), { as })

    expect((await ask(reseller.partner.partnerId)).body.items).toMatchObject([{ id }])
    expect((await ask(randomUUID())).body.items).toEqual([])
    expect((await ask('nonsense')).body.items).toEqual([])
    expect(await ask(reseller.partner.partnerId, { ...admin, isApp: true } as typeof admin)).toMatchObject({
      status: 403,
      body: { code: 900329 },
    })
  })

  test('a reseller sees its customers of all its providers, merged by name, page by page', async () => {
    const [one, other] = [aProvider(), aProvider()]
    const reseller = await givenPartnership(one.admin)
    const { givenDraft } = await import('../../support/given.ts')
    const { token } = await givenDraft(other.admin)
    must(
      await call('POST', '/v1/partnershiprequests/accept', { as: reseller.admin, body: { token, authorize: true } }),
      200,
    )
    const { settled } = await import('../../../shared/command/outbox.ts')
    await settled()
    const associatedPartnerId = reseller.partner.partnerId
    for (const [admin, name] of [
      [one.admin, 'Alpha'],
      [other.admin, 'Bravo'],
      [one.admin, 'Charlie'],
      [other.admin, 'Delta'],
    ] as const)
      await givenCustomer(admin, { ...named(name), associatedPartnerId })

    const first = must(await call('GET', '/v1/customers?size=3', { as: reseller.admin }), 200).body
    const second = must(
      await call('GET', '/v1/customers?size=3&seekOperation=Next', {
        as: reseller.admin,
        headers: { 'ms-continuationtoken': first.continuationToken },
      }),
      200,
    ).body

    expect([...namesOf(first.items), ...namesOf(second.items)]).toEqual(['Alpha', 'Bravo', 'Charlie', 'Delta'])
    expect(second.continuationToken).toBeUndefined()
    const ofOne = await call('GET', filtered('IndirectCloudSolutionProvider', one.partner.partnerId), {
      as: reseller.admin,
    })
    expect(namesOf(ofOne.body.items)).toEqual(['Alpha', 'Charlie'])
  })

  test.each([
    ['/v1/customers?size=501', 'size'],
    ['/v1/customers?size=-1', 'size'],
    ['/v1/customers?size=two', 'size'],
    ['/v1/customers?seekOperation=Sideways', 'seekOperation'],
    ['/v1/customers?seekOperation=Next', 'MS-ContinuationToken'],
    ['/v1/customers?filter=nonsense', 'filter'],
    [filtered('Colour', 'red'), 'filter'],
    [filtered('CompanyName', 'x', 'substring'), 'filter'],
    [filtered('IndirectCloudSolutionProvider', 'x'), 'filter'],
  ])('%s is refused, naming %s', async (path, field) => {
    expect(await call('GET', path, { as: aProvider().admin })).toMatchObject({
      status: 400,
      body: { code: 2000, data: [field] },
    })
  })

  test('size 0 and raw casing are what SDKs send', async () => {
    expect((await call('GET', '/v1/customers?SIZE=0', { as: aProvider().admin })).status).toBe(200)
  })

  test('a continuation token of another partner, of another list or altered opens nothing', async () => {
    const { admin } = aProvider()
    for (const name of ['Alpha', 'Bravo']) await givenCustomer(admin, named(name))
    const token: string = must(await call('GET', '/v1/customers?size=1', { as: admin }), 200).body.continuationToken
    const altered = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`

    const ask = (as: typeof admin, path: string, value: string) =>
      call('GET', path, { as, headers: { 'ms-continuationtoken': value } })

    for (const reply of [
      await ask(aProvider().admin, '/v1/customers?size=1&seekOperation=Next', token),
      await ask(admin, `${filtered('Domain', 'a')}&seekOperation=Next`, token),
      await ask(admin, '/v1/customers?size=1&seekOperation=Next', altered),
    ])
      expect(reply).toMatchObject({ status: 400, body: { data: ['MS-ContinuationToken'] } })
  })
})
