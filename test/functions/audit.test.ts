import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { endOf, range, transact } from '../../shared/azure/store.ts'
import { keys } from '../../shared/command/tables.ts'
import { AuditRecord } from '../../shared/domain/audit.ts'
import { tokenOf } from '../../shared/lists/cursor.ts'
import { importAllSteps } from '../support/all-steps.ts'
import { call } from '../support/call.ts'
import { aProvider, givenCustomer, givenPartnership, givenReadyCustomer, must } from '../support/given.ts'

await importAllSteps()

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)

describe('list-audit-records', () => {
  test('says who did what when, before and after, newest first', async () => {
    const { admin, partner } = aProvider()
    const { id } = await givenReadyCustomer(admin)

    const { body } = must(await call('GET', '/v1/auditrecords', { as: admin }), 200)

    expect(body.items).toMatchObject([
      { operationType: 'create_agreement', resourceType: 'agreement', customerId: id },
      {
        id: expect.stringMatching(new RegExp(`^${partner.partnerId}_${id}_${id}_add_customer_\\d{18}$`)),
        partnerId: partner.partnerId,
        customerId: id,
        customerName: 'Adatum Pilot',
        userPrincipalName: 'ana@partner.example',
        resourceType: 'customer',
        operationType: 'add_customer',
        operationStatus: 'succeeded',
        originalCorrelationId: expect.any(String),
        attributes: { objectType: 'AuditRecord' },
      },
    ])
    expect(JSON.parse(body.items[1].resourceNewValue)).toMatchObject({
      CustomerId: id,
      CompanyName: 'Adatum Pilot',
      Address: { City: 'Redmond' },
    })
  })

  test('every format of a date that clients send', async () => {
    const { admin } = aProvider()
    await givenCustomer(admin)
    const [year, month, date] = day(0).split('-')
    const count = async (query: string) =>
      must(await call('GET', `/v1/auditrecords?${query}`, { as: admin }), 200).body.totalCount

    expect(await count(`startDate=${day(0)}&endDate=${day(0)}`)).toBe(1)
    expect(await count(`startDate=${encodeURIComponent(`${Number(month)}/${Number(date)}/${year} 12:00:00 AM`)}`)).toBe(
      1,
    )
    expect(await count(`startDate=${month}/${date}/${year}%2000:00:00`)).toBe(1)
    expect(await count(`startDate=${day(0)}T00:00:00Z`)).toBe(1)
    expect(await count(`startDate=${day(-3)}&endDate=${day(-1)}`)).toBe(0)
  })

  test('one end alone means the 30 days from there, and none of them twice', async () => {
    const { admin } = aProvider()
    await givenCustomer(admin)
    const count = async (query: string) =>
      must(await call('GET', `/v1/auditrecords?${query}`, { as: admin }), 200).body.totalCount

    expect([await count(`startDate=${day(-29)}`), await count(`startDate=${day(-30)}`)]).toEqual([1, 0])
    expect([
      await count(`endDate=${day(0)}`),
      await count(`endDate=${day(-60)}`),
      await count(`endDate=${day(60)}`),
    ]).toEqual([1, 0, 1])
  })

  test.each([
    ['startDate=yesterday', 'startDate'],
    ['startDate=13/40/2026', 'startDate'],
    [`startDate=${day(0)}&endDate=${day(-2)}`, 'endDate'],
    [`startDate=${day(2)}`, 'startDate'],
    [`startDate=${day(2)}&endDate=${day(1)}`, 'startDate'],
    ['startDate=2026-11-20T09:00:00%2B15:00', 'startDate'],
    ['filter=%7B', 'filter'],
    [`filter=${encodeURIComponent('{"Field":"CompanyName","Value":"x","Operator":"equals"}')}`, 'filter'],
  ])('%s is refused, naming %s', async (query, field) => {
    expect(await call('GET', `/v1/auditrecords?${query}`, { as: aProvider().admin })).toMatchObject({
      status: 400,
      body: { data: [field] },
    })
  })

  test('filters by company, customer and resource', async () => {
    const { admin } = aProvider()
    const [one] = [await givenReadyCustomer(admin), await givenCustomer(admin)]
    const ask = async (Field: string, Value: string, Operator: string) =>
      must(
        await call('GET', `/v1/auditrecords?filter=${encodeURIComponent(JSON.stringify({ Field, Value, Operator }))}`, {
          as: admin,
        }),
        200,
      ).body.totalCount

    expect(await ask('CustomerId', one.id, 'equals')).toBe(2)
    expect(await ask('ResourceType', 'Agreement', 'equals')).toBe(1)
    expect(await ask('CompanyName', 'ADATUM', 'substring')).toBe(3)
    expect(await ask('CompanyName', 'nobody', 'substring')).toBe(0)
  })

  test('finds what was done at one customer behind any number of others, also from a page that was read through them', async () => {
    const { admin, partner } = aProvider()
    const [customer, other] = [await givenReadyCustomer(admin), await givenCustomer(admin)]
    const partition = partner.partnerId
    const newestOf = async (id: string) => {
      const history = keys.historyOf(id)
      const [record] = await range('providers', partition, { from: history, to: endOf(history), limit: 1 })
      return AuditRecord.parse(record?.value)
    }
    const [agreed, value] = [await newestOf(customer.id), await newestOf(other.id)]
    const later = (index: number) => new Date(Date.now() + 1_000 + index)
    // More than a page looks at.
    for (let first = 0; first < 501; first += 100) {
      const rows = Array.from({ length: 100 }, (_, index) => ({
        ...{ partition, value },
        key: keys.audit(later(first + index), other.id, 1),
      }))
      await transact(
        'providers',
        rows.map((row) => ({ kind: 'insert', row })),
      )
    }
    const filter = JSON.stringify({ Field: 'CustomerId', Value: customer.id.toUpperCase(), Operator: 'equals' })
    const ask = async (query: string, token = '') => {
      const headers = { 'ms-continuationtoken': token }
      const { body } = must(await call('GET', `/v1/auditrecords?${query}`, { as: admin, headers }), 200)
      const types = body.items.map(({ operationType }: { operationType: string }) => operationType)
      return { types, token: body.continuationToken, next: body.links.next }
    }

    const first = await ask(`size=1&endDate=${day(1)}&filter=${encodeURIComponent(filter)}`)
    const second = await ask('seekOperation=Next', first.token)
    const last = await ask('seekOperation=Last', first.token)
    const agreedByTime = `${keys.audit(new Date(agreed.at), customer.id, 2)}\n${partition}`
    const asked = { filter, endDate: `${day(1)}T00:00:00.000Z` }
    const older = tokenOf(`audit ${partition}`, { size: 100, asked, first: agreedByTime, last: agreedByTime })

    expect([first.types, second.types, last.types]).toEqual([['create_agreement'], ['add_customer'], ['add_customer']])
    expect([first.next, second.next]).toEqual([expect.anything(), undefined])
    expect((await ask('seekOperation=Next', older)).types).toEqual(['add_customer'])
    expect((await ask(`startDate=${day(-9)}&endDate=${day(-3)}&filter=${encodeURIComponent(filter)}`)).types).toEqual(
      [],
    )
  })

  test('holds only what the clients of Partner Center have words for, unless all is asked for', async () => {
    const { admin } = aProvider()
    await givenPartnership(admin)
    const { id } = await givenReadyCustomer(admin)
    const body = { lineItems: [{ catalogItemId: 'CFQ7TTC0LH18:0001:CFQ7TTC0BB00', quantity: 1 }] }
    must(await call('POST', `/v1/customers/${id}/carts`, { as: admin, body }), 201)
    const typesOf = async (query = '', continuation?: string) => {
      const headers = { ...(continuation && { 'ms-continuationtoken': continuation }) }
      const { items, continuationToken } = must(
        await call('GET', `/v1/auditrecords${query}`, { as: admin, headers }),
        200,
      ).body
      const words = items.map((one: { readonly operationType: string; readonly resourceType: string }) => [
        one.operationType,
        one.resourceType,
      ])
      return { words, continuationToken }
    }
    const own = [
      ['create_agreement', 'agreement'],
      ['add_customer', 'customer'],
      ['create_partner_relationship', 'partner_relationship'],
    ]

    const all = (await typesOf('?operations=All')).words
    expect((await typesOf()).words).toEqual(own)
    expect(all).toEqual(expect.arrayContaining([...own, ['create_cart', 'cart']]))
    expect(all).toContainEqual(['create_partnership_request', 'partnership_request'])
    const carts = `filter=${encodeURIComponent('{"Field":"ResourceType","Value":"cart","Operator":"equals"}')}`
    expect((await typesOf(`?${carts}`)).words).toEqual([])
    expect((await typesOf(`?${carts}&operations=all`)).words).toEqual([['create_cart', 'cart']])

    // What the first page was asked for holds for those after it.
    const first = await typesOf('?operations=all&size=2')
    const rest = await typesOf('?seekOperation=Next&size=100', first.continuationToken)
    expect([...first.words, ...rest.words]).toEqual(all)
    expect(await call('GET', '/v1/auditrecords?operations=some', { as: admin })).toMatchObject({
      status: 400,
      body: { data: ['operations'] },
    })
  })

  test('goes on page by page while new records arrive', async () => {
    const { admin } = aProvider()
    for (let index = 0; index < 3; index++) await givenCustomer(admin)
    const first = must(await call('GET', '/v1/auditrecords?size=2', { as: admin }), 200).body
    await givenCustomer(admin)

    const second = must(
      await call('GET', `/v1${first.links.next.uri}`, {
        as: admin,
        headers: { 'ms-continuationtoken': first.continuationToken },
      }),
      200,
    ).body

    expect(second.items).toHaveLength(1)
    expect(first.items.map(({ id }: { id: string }) => id)).not.toContain(second.items[0].id)
  })

  test('carries the ids of the request', async () => {
    const { admin } = aProvider()
    const ids = { 'ms-requestid': randomUUID(), 'ms-correlationid': randomUUID() }
    const { aCustomer } = await import('../support/given.ts')
    const reply = must(await call('POST', '/v1/customers', { as: admin, body: aCustomer(), headers: ids }), 201)

    expect(reply.headers).toMatchObject(ids)
    expect((await call('GET', '/v1/auditrecords', { as: admin })).body.items[0]).toMatchObject({
      sessionId: ids['ms-requestid'],
      originalCorrelationId: ids['ms-correlationid'],
    })
  })
})
