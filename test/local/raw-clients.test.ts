import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService } from '../support/service.ts'
import { jsonOf, sendRaw, statusOf } from './functions-host/raw-request.ts'

let service: Service
let token: string
beforeAll(async () => {
  service = await startService()
  token = await service.tokenFor('adam')
})
afterAll(async () => {
  await service.stop()
  expect(service.trouble).toEqual([])
})

interface Sent {
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Text as one character a byte, which is how it goes into the socket. */
const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')

/** Bytes on a socket, as a client writes them: nothing is encoded, ordered or put in capitals on the way. */
async function send(method: string, target: string, { body, headers = {} }: Sent = {}) {
  const lines = Object.entries({
    Host: '127.0.0.1:443',
    Authorization: `Bearer ${token}`,
    Accept: 'application/json',
    'MS-RequestId': randomUUID(),
    'MS-CorrelationId': randomUUID(),
    'X-Locale': 'en-US',
    'MS-PartnerCenter-Client': 'Partner Center .NET SDK',
    'MS-SdkVersion': '3.4.0',
    Connection: 'close',
    ...(body !== undefined && {
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(body)),
    }),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  const answer = await sendRaw(
    service.baseUrl,
    `${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n${utf8(body ?? '')}`,
  )
  const last = answer.replace(/^HTTP\/1.1 100 Continue\r\n\r\n/, '')
  return { status: statusOf(last), text: answer, body: last.endsWith('\r\n\r\n') ? undefined : jsonOf(last) }
}

const never = '0001-01-01T00:00:00'
const nothing = { Links: null, Attributes: null }

// Every property of the .NET model goes out, in PascalCase: null, 0, false or the year 1 where nothing was set.
const customer = () => ({
  Id: null,
  CommerceId: null,
  CompanyProfile: {
    TenantId: null,
    Domain: `raw${randomUUID().slice(0, 8)}.onmicrosoft.com`,
    CompanyName: null,
    Address: null,
    Email: null,
    OrganizationRegistrationNumber: null,
    ...nothing,
    Attributes: { ObjectType: 'CustomerCompanyProfile' },
  },
  BillingProfile: {
    Id: null,
    FirstName: null,
    LastName: null,
    Email: 'ap@raw.example',
    Culture: 'EN-US',
    Language: 'En',
    CompanyName: 'Raw Pilot',
    DefaultAddress: {
      Country: 'US',
      Region: null,
      City: 'Redmond',
      State: 'WA',
      AddressLine1: '1 Sample Way',
      AddressLine2: null,
      PostalCode: '98052',
      FirstName: 'Ada',
      MiddleName: null,
      LastName: 'Tum',
      PhoneNumber: '4255550100',
    },
    ...nothing,
    Attributes: { ObjectType: 'CustomerBillingProfile' },
  },
  RelationshipToPartner: 'none',
  AllowDelegatedAccess: null,
  UserCredentials: null,
  CustomDomains: null,
  AssociatedPartnerId: null,
  Attributes: { ObjectType: 'Customer' },
})

const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02'

async function aReadyCustomer(): Promise<string> {
  const made = await send('POST', '/v1/customers', { body: JSON.stringify(customer()) })
  expect(made.status).toBe(201)
  const { id } = made.body
  const agreement = {
    UserId: null,
    PrimaryContact: { FirstName: 'Ada', LastName: 'Tum', Email: 'ada@raw.example', PhoneNumber: null },
    TemplateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
    DateAgreed: new Date().toISOString().replace('Z', '0000Z'),
    Type: 'MicrosoftCustomerAgreement',
    AgreementLink: null,
  }
  const confirmed = await send('POST', `/v1/customers/${id}/agreements`, { body: JSON.stringify(agreement) })
  expect(confirmed.status).toBe(201)
  return id
}

const anOrder = (id: string) => ({
  Id: null,
  AlternateId: null,
  ReferenceCustomerId: id,
  BillingCycle: 'unknown',
  CurrencyCode: null,
  LineItems: [
    {
      LineItemNumber: 0,
      ProvisioningContext: null,
      OfferId: e3,
      SubscriptionId: null,
      ParentSubscriptionId: null,
      TermDuration: null,
      TransactionType: null,
      FriendlyName: 'HQ seats',
      Quantity: 5,
      Pricing: null,
      PartnerIdOnRecord: null,
      AdditionalPartnerIdsOnRecord: null,
      ...nothing,
      Attributes: { ObjectType: 'OrderLineItem' },
    },
  ],
  CreationDate: null,
  Status: null,
  TransactionType: 0,
  ...nothing,
  Attributes: { Etag: null, ObjectType: 'Order' },
})

describe('what the .NET SDK writes', () => {
  test('onboards a customer and sells to it, in PascalCase with nulls and defaults, behind Expect: 100-continue', async () => {
    const id = await aReadyCustomer()
    const ordered = await send('POST', `/v1/customers/${id}/orders`, {
      body: JSON.stringify(anOrder(id)),
      headers: { Expect: '100-continue' },
    })

    expect(ordered.text).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 201 /)
    expect(ordered.body).toMatchObject({ billingCycle: 'monthly', status: 'completed', lineItems: [{ quantity: 5 }] })
    const [line] = ordered.body.lineItems
    const path = `/v1/customers/${id}/subscriptions/${line.subscriptionId}`
    const fresh = { Id: null, OfferId: null, Quantity: 0, CreationDate: never, CommitmentEndDate: never }
    const defaults = {
      UnitType: null,
      BillingType: 'none',
      BillingCycle: 'unknown',
      AutoRenewEnabled: false,
      IsTrial: false,
    }
    const suspended = await send('PATCH', path, {
      body: JSON.stringify({
        ...fresh,
        ...defaults,
        Status: 'suspended',
        Attributes: { Etag: null, ObjectType: 'Subscription' },
      }),
    })
    expect(suspended).toMatchObject({
      status: 200,
      body: { status: 'suspended', quantity: 5, autoRenewEnabled: true },
    })
    // The number of the enum's value: 1 is active.
    const resumed = await send('PATCH', path, { body: JSON.stringify({ ...fresh, ...defaults, Status: 1 }) })
    expect(resumed).toMatchObject({ status: 200, body: { status: 'active', quantity: 5 } })
    const whole = { ...resumed.body, quantity: 7 }
    expect(await send('PATCH', path, { body: JSON.stringify(whole) })).toMatchObject({ body: { quantity: 7 } })
    expect(await send('PATCH', path, { body: JSON.stringify({ ...whole, quantity: 8 }) })).toMatchObject({
      status: 400,
      body: { code: 2055 },
    })
  })

  test('a cart is checked out with the JSON string "success" as body, and with none', async () => {
    const id = await aReadyCustomer()
    const line = {
      Id: 0,
      CatalogItemId: e3,
      FriendlyName: null,
      Quantity: 2,
      CurrencyCode: null,
      BillingCycle: 1,
      Error: null,
    }
    const cart = { Id: null, CreationTimestamp: never, LineItems: [line], ...nothing }
    const one = await send('POST', `/v1/customers/${id}/carts`, { body: JSON.stringify(cart) })
    expect(one).toMatchObject({ status: 201, body: { status: 'Active', lineItems: [{ billingCycle: 'monthly' }] } })
    const checkout = `/v1/customers/${id}/carts/${one.body.id}/checkout`

    const result = await send('POST', checkout, { body: '"success"' })
    expect(result).toMatchObject({ status: 201, body: { orders: [{ lineItems: [{ quantity: 2 }] }] } })
    expect(await send('POST', checkout, { headers: { 'Content-Length': '0' } })).toMatchObject({
      status: 201,
      body: { orders: [{ id: result.body.orders[0].id }] },
    })
  })

  test('an audit filter is sent as it is, with braces and quotes in the address', async () => {
    const filter = '{"Field":"CompanyName","Value":"raw","Operator":"substring"}'
    const { status, body } = await send(
      'GET',
      `/v1/auditrecords?startDate=1/1/2026 12:00:00 AM&filter=${filter}`.replaceAll(' ', '%20'),
    )

    expect(status).toBe(200)
    expect(body.items.every(({ customerName }: { customerName: string }) => customerName === 'Raw Pilot')).toBe(true)
  })

  test('a customers filter is form-encoded: blanks are plus signs; include_price has a capital T', async () => {
    const filter =
      '%7b%22Field%22%3a%22CompanyName%22%2c%22Value%22%3a%22raw+pi%22%2c%22Operator%22%3a%22starts_with%22%7d'
    const { body } = await send('GET', `/v1/customers?size=0&filter=${filter}`)

    expect(body.items[0].companyProfile.companyName).toBe('Raw Pilot')
    expect((await send('GET', `/v1/customers/${body.items[0].id}/orders?include_price=True`)).status).toBe(200)
  })
})

describe('what the Java SDK, PowerShell and others write', () => {
  test.each([
    '/v1//customers?size=1',
    '/v1/customers/?size=1',
    '/v1/v1/customers?size=1',
    '/v1//v1/customers?size=1',
    '/v1.0/customers?size=1',
    '/V1/Customers?SIZE=1',
  ])('%s is the list of customers', async (target) => {
    const { status, body } = await send('GET', target)

    expect([status, body.totalCount]).toEqual([200, 1])
  })

  test('a body may begin with a byte order mark, and a POST to a path with // keeps it', async () => {
    const body = `\uFEFF${JSON.stringify(customer())}`

    expect((await send('POST', '/v1//customers/', { body })).status).toBe(201)
    expect(
      (await send('POST', '/v1/customers', { body, headers: { 'Content-Type': 'application/json; charset=utf-8' } }))
        .status,
    ).toBe(409)
  })

  test('the same request id gives the first answer, with another body a conflict', async () => {
    const headers = { 'MS-RequestId': randomUUID() }
    const body = JSON.stringify(customer())
    const first = await send('POST', '/v1/customers', { body, headers })
    const again = await send('POST', '/v1/customers', { body, headers })
    const other = await send('POST', '/v1/customers', { body: JSON.stringify(customer()), headers })

    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id])
    expect(again.text).toContain(headers['MS-RequestId'])
    expect(other).toMatchObject({ status: 409, body: { code: 971001 } })
  })

  test('the Java SDK’s dates with the day of the year are read, and the answer says how', async () => {
    const { status, text } = await send('GET', '/v1/auditrecords?startDate=2026-10-294&endDate=2099-12-365&size=1')

    expect(status).toBe(200)
    expect(text).toMatch(/\r\nx-dates-read-as: startDate=2026-10-21, endDate=2099-12-31\r\n/i)
    expect((await send('GET', '/v1/auditrecords?startDate=2026-10-21&size=1')).text).not.toMatch(
      /\r\nx-dates-read-as:/i,
    )
  })

  test('HEAD of a domain has no body and says taken or free by its status', async () => {
    const wanted = customer()
    await send('POST', '/v1/customers', { body: JSON.stringify(wanted) })

    const taken = await send('HEAD', `/v1/domains/${wanted.CompanyProfile.Domain}`)
    expect([taken.status, taken.body]).toEqual([200, undefined])
    expect((await send('HEAD', '/v1/domains/free-as-air.onmicrosoft.com')).status).toBe(404)
  })

  test('HEAD of what can be got is its status and headers, also under a careless path', async () => {
    for (const path of ['/v1/customers?size=1', '/v1//customers/', '/health', '/openapi.json']) {
      const { status, body } = await send('HEAD', path)
      expect([path, status, body]).toEqual([path, 200, undefined])
    }
    expect((await send('HEAD', '/v1/customers', { headers: { Authorization: '' } })).status).toBe(401)
  })

  test('a GUID in braces is that GUID, in a clean path and in a careless one', async () => {
    const { body } = await send('POST', '/v1/customers', { body: JSON.stringify(customer()) })

    for (const path of [`/v1/customers/%7B${body.id}%7D`, `/v1//customers/%7B${body.id.toUpperCase()}%7D/`])
      expect(await send('GET', path)).toMatchObject({ status: 200, body: { id: body.id } })
  })

  test('the service says that it is well, and which build it is, to anybody', async () => {
    const { status, body } = await send('GET', '/health', { headers: { Authorization: '' } })

    expect([status, body.status]).toEqual([200, 'healthy'])
    expect(body.version).toMatch(/^\d+\.\d+\.\d+(\+[0-9a-f]{12})?$/)
  })

  test('what is wrong is told in Partner Center’s shape, with both ids in the headers', async () => {
    const headers = { 'MS-RequestId': randomUUID(), 'MS-CorrelationId': randomUUID() }
    const { status, body, text } = await send('GET', '/v1/customers/not-a-guid/subscriptions', { headers })

    expect([status, body.code]).toEqual([400, 2000])
    expect(text.toLowerCase()).toContain(`ms-correlationid: ${headers['MS-CorrelationId']}`)
    expect((await send('GET', '/v1/customers', { headers: { Authorization: 'Bearer nonsense' } })).status).toBe(401)
  })
})
