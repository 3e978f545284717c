import { createHash, randomUUID } from 'node:crypto'
import { QueueClient } from '@azure/storage-queue'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { range } from '../../../shared/azure/store.ts'
import { settled } from '../../../shared/command/outbox.ts'
import { languages } from '../../../shared/domain/language.ts'
import { declarationVersion } from '../../../shared/domain/partnerships/partnership-removal.ts'
import { textOf } from '../../../shared/text/sentences.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person } from '../../support/call.ts'
import {
  aCustomer,
  aDeclaration,
  aProvider,
  givenCustomer,
  givenDraft,
  givenPartnership,
  givenReadyCustomer,
  must,
} from '../../support/given.ts'

await importAllSteps()
const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02'

let queued: { readonly queue: string; readonly message: { readonly event?: { readonly path: string } } }[]
beforeEach(() => {
  queued = []
  const original = QueueClient.prototype.sendMessage
  vi.spyOn(QueueClient.prototype, 'sendMessage').mockImplementation(function (this: QueueClient, text, options) {
    queued.push({ queue: this.name, message: JSON.parse(Buffer.from(text, 'base64').toString()) })
    return original.call(this, text, options)
  })
})
afterEach(() => vi.restoreAllMocks())

const rowsOf = ({ partner }: Person) => range('providers', partner.partnerId, { from: '', to: '~~' })
/** Customers with all that is below them, and every list they are found in. */
const customerRowsOf = async (as: Person) =>
  (await rowsOf(as)).filter(({ key }) => /^([cndrm]|sc)!/.test(key)).map((row) => JSON.stringify(row))
const relationships = async (as: Person, kind: 'IsIndirectCloudSolutionProviderOf' | 'IsIndirectResellerOf') =>
  must(await call('GET', `/v1/relationships?relationship_type=${kind}`, { as }), 200).body.items

/** A reseller with a customer that has a subscription, and both name it; and a customer without delegated admin. */
async function givenShop() {
  const { admin, partner } = aProvider()
  const reseller = await givenPartnership(admin)
  const { partnerId, mpnId } = reseller.partner
  const [ready, other] = await Promise.all([
    givenReadyCustomer(admin, { associatedPartnerId: partnerId }),
    givenCustomer(admin, { associatedPartnerId: partnerId }),
    givenCustomer(admin),
  ])
  const lineItems = [{ lineItemNumber: 0, offerId: e3, quantity: 5, partnerIdOnRecord: mpnId }]
  const order = must(
    await call('POST', `/v1/customers/${ready.id}/orders`, { as: admin, body: { lineItems } }),
    201,
  ).body
  const subscription = `/v1/customers/${ready.id}/subscriptions/${order.lineItems[0].subscriptionId}`
  const body = { supportTenantId: partnerId, supportMpnId: mpnId }
  must(await call('PUT', `${subscription}/supportcontact`, { as: admin, body }), 200)
  const ended = { allowDelegatedAccess: false, attributes: { objectType: 'Customer' } }
  must(await call('PATCH', `/v1/customers/${other.id}`, { as: admin, body: ended }), 200)
  await settled()
  const named = { customerId: ready.id, subscriptionId: order.lineItems[0].subscriptionId.toLowerCase() }
  return { admin, partner, reseller, ready, other, named, path: `/v1/partnerships/${partnerId}` }
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): T[] =>
  [...items].sort((one, other) => (one.id < other.id ? -1 : 1))

describe('rehearse-partnership-removal', () => {
  test('tells what would stay behind and gives the words, and changes and sends nothing', async () => {
    const { admin, partner, reseller, ready, other, named, path } = await givenShop()
    const before = await rowsOf(admin)
    queued = []

    const seen = must(await call('GET', `${path}/removal`, { as: admin, headers: { 'x-locale': 'ko-KR' } }), 200).body
    const first = must(await call('GET', `${path}/removal?size=1`, { as: admin }), 200).body.customers
    const next = await call('GET', `${path}/removal?seekOperation=Next`, {
      as: admin,
      headers: { 'ms-continuationtoken': first.continuationToken },
    })

    expect(seen).toMatchObject({
      partnership: { id: reseller.partner.partnerId, state: 'active', mpnId: reseller.partner.mpnId },
      declaration: { version: declarationVersion, language: 'ko', text: textOf('ko').removal.declaration },
      customerCount: 2,
      subscriptions: { totalCount: 1, items: [named] },
      supportContacts: { totalCount: 1, items: [named] },
    })
    const remaining = byId([
      { id: ready.id, companyName: 'Adatum Pilot', allowDelegatedAccess: true },
      { id: other.id, companyName: 'Adatum Pilot', allowDelegatedAccess: false },
    ])
    expect(byId(seen.customers.items)).toEqual(remaining)
    expect(byId([...first.items, ...must(next, 200).body.customers.items])).toEqual(remaining)
    expect((await call('GET', `/v1${seen.links.customers.uri}`, { as: admin })).body.items).toHaveLength(2)
    expect(seen.notices.map((notice: { for: string; language: string }) => `${notice.for} ${notice.language}`)).toEqual(
      languages.flatMap((language) => [`reseller ${language}`, `customer ${language}`]),
    )
    for (const { text } of seen.notices) {
      expect(text).toContain(partner.name)
      expect(text).toContain(reseller.partner.name)
    }
    expect(await rowsOf(admin)).toEqual(before)
    expect(queued).toEqual([])
  })
})

describe('remove-partnership and get-partnership', () => {
  test('ends it for both sides, leaves every customer as it is and mails nobody; accepting anew brings it back', async () => {
    const { admin, reseller, ready, path } = await givenShop()
    const { partnerId, mpnId } = reseller.partner
    const { since } = must(await call('GET', path, { as: admin }), 200).body
    const before = await customerRowsOf(admin)
    queued = []
    const asked = {
      as: admin,
      body: { ...aDeclaration, noticeGivenOn: '2026-01-31' },
      headers: { 'ms-requestid': 'the-same', 'x-locale': 'ru' },
    }

    const removed = must(await call('POST', `${path}/remove`, asked), 200)
    await settled()

    expect(removed.body).toMatchObject({
      ...{ id: partnerId, state: 'removed', since, removedBy: 'ana@partner.example', noticeGivenOn: '2026-01-31' },
      declaration: { version: declarationVersion, language: 'ru' },
    })
    expect((await call('GET', path, { as: admin })).text).toBe(removed.text)
    expect((await call('POST', `${path}/remove`, asked)).text).toBe(removed.text)
    // Said once more in other words: it stays as it was said first.
    expect((await call('POST', `${path}/remove`, { as: admin, body: aDeclaration })).text).toBe(removed.text)
    const [record, earlier] = (await call('GET', '/v1/auditrecords', { as: admin })).body.items
    expect(earlier.operationType).not.toBe('remove_partner_relationship')
    expect(record).toMatchObject({
      ...{ operationType: 'remove_partner_relationship', resourceType: 'partner_relationship' },
      userPrincipalName: 'ana@partner.example',
    })
    expect(Date.parse(record.operationDate)).toBe(Date.parse(removed.body.removedDate))
    const facts = JSON.stringify(record.customizedData)
    for (const fact of [declarationVersion, 'ru', '2026-01-31', mpnId]) expect(facts).toContain(fact)

    expect(await customerRowsOf(admin)).toEqual(before)
    expect(queued.filter(({ queue }) => queue !== 'drain-outbox')).toEqual([])

    expect(await relationships(admin, 'IsIndirectCloudSolutionProviderOf')).toEqual([])
    expect(await relationships(reseller.admin, 'IsIndirectResellerOf')).toEqual([])
    expect((await call('GET', '/v1/customers', { as: reseller.admin })).body.items).toEqual([])
    expect((await call('GET', `/v1/customers/${ready.id}`, { as: reseller.admin })).status).toBe(404)
    const customer = aCustomer({ associatedPartnerId: partnerId })
    expect(await call('POST', '/v1/customers', { as: admin, body: customer })).toMatchObject({ body: { code: 971009 } })
    const lineItems = [{ lineItemNumber: 0, offerId: e3, quantity: 5, partnerIdOnRecord: mpnId }]
    expect(await call('POST', `/v1/customers/${ready.id}/orders`, { as: admin, body: { lineItems } })).toMatchObject({
      status: 400,
      body: { code: 800016 },
    })
    expect((await call('GET', `${path}/removal`, { as: admin })).body).toMatchObject({
      partnership: { state: 'removed' },
      customerCount: 2,
    })

    const { token } = await givenDraft(admin)
    const accept = { as: reseller.admin, body: { token, authorize: true } }
    must(await call('POST', '/v1/partnershiprequests/accept', accept), 200)
    await settled()
    const renewed = must(await call('GET', path, { as: admin }), 200).body
    expect(renewed).toMatchObject({ state: 'active', since: expect.stringMatching(/Z$/) })
    expect(renewed.since > removed.body.removedDate).toBe(true)
    expect(renewed.removedDate).toBeUndefined()
    // The first request, repeated late, must not end what was made since.
    expect((await call('POST', `${path}/remove`, asked)).text).toBe(removed.text)
    expect((await call('GET', '/v1/customers', { as: reseller.admin })).body.items).toHaveLength(2)
    must(await call('POST', `${path}/remove`, { as: admin, body: aDeclaration }), 200)
    await settled()
    expect((await call('GET', '/v1/customers', { as: reseller.admin })).body.items).toEqual([])
    // Nor does the link that was used bring it back, or say that it is there.
    expect(await call('POST', '/v1/partnershiprequests/accept', accept)).toMatchObject({ body: { code: 971048 } })
    expect((await rowsOf(admin)).filter(({ key }) => key.startsWith(`h!partnership-${partnerId}!`))).toHaveLength(2)
  })

  test('is refused without confirmation and declaration, and for a reseller that never was one', async () => {
    const { admin } = aProvider()
    const reseller = await givenPartnership(admin)
    const path = `/v1/partnerships/${reseller.partner.partnerId}`
    const refusals: readonly (readonly [object, number, string])[] = [
      [{}, 971061, 'confirm'],
      [{ ...aDeclaration, confirm: false }, 971061, 'confirm'],
      [{ confirm: true }, 971062, 'attestation'],
      [{ confirm: true, attestation: true }, 971063, 'attestationVersion'],
      [{ ...aDeclaration, attestationVersion: '0' }, 971063, 'attestationVersion'],
      [{ ...aDeclaration, noticeGivenOn: '2126-01-31' }, 2000, 'noticeGivenOn'],
      [{ ...aDeclaration, confirm: 'yes' }, 2000, 'confirm'],
      [{ ...aDeclaration, mail: true }, 2000, 'body'],
    ]
    for (const [body, code, field] of refusals) {
      const reply = await call('POST', `${path}/remove`, { as: admin, body })
      expect([reply.status, reply.body.code], JSON.stringify(body)).toEqual([400, code])
      expect(reply.body.description).toContain(field)
      if (code === 971063) expect(reply.body.description).toContain(declarationVersion)
    }
    expect((await call('GET', path, { as: admin })).body.state).toBe('active')

    const [nobody, stranger] = [`/v1/partnerships/${randomUUID()}`, aProvider().admin]
    for (const [as, at] of [[admin, nobody] as const, [stranger, path] as const]) {
      const asked = await Promise.all([
        call('GET', at, { as }),
        call('GET', `${at}/removal`, { as }),
        call('POST', `${at}/remove`, { as, body: aDeclaration }),
      ])
      expect(asked.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([404, 971060]))
    }
  })

  test('is told to the provider’s webhook where it wants to hear of it', async () => {
    const { admin } = aProvider()
    const reseller = await givenPartnership(admin)
    const body = { WebhookUrl: 'http://127.0.0.1:9/', WebhookEvents: ['partnership-removed'] }
    must(await call('POST', '/webhooks/v1/registration', { as: admin, body }), 200)
    const path = `/v1/partnerships/${reseller.partner.partnerId}`

    must(await call('POST', `${path}/remove`, { as: admin, body: aDeclaration }), 200)
    await settled()

    const events = queued.filter(({ queue }) => queue === 'deliver-webhook').map(({ message }) => message.event)
    expect(events).toMatchObject([{ name: 'partnership-removed', resource: 'partnership', path }])
  })
})

test('the words of the declaration are those of its version', () => {
  const words = languages.map((language) => textOf(language).removal.declaration).join('\n')
  const known: Readonly<Record<string, string>> = { '1': 'e92f116c6fa53beb' }

  expect(known[declarationVersion]).toBe(createHash('sha256').update(words).digest('hex').slice(0, 16))
})
