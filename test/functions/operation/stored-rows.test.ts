import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { endOf, type Row, range, write } from '../../../shared/azure/store.ts'
import { registeredSteps } from '../../../shared/http/registry.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person } from '../../support/call.ts'
import {
  aDeclaration,
  anAgreement,
  aProvider,
  givenDraft,
  givenPartnership,
  givenReadyCustomer,
  must,
} from '../../support/given.ts'

await importAllSteps()
const future = { fromTheFuture: { kept: true } }

/** Every object of a value with a field that no version knows. */
function withUnknown(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknown)
  if (typeof value !== 'object' || value === null) return value
  return { ...Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withUnknown(one)])), ...future }
}

/** What rules of today would not let in, and earlier ones did. */
const oddAddress = { firstName: 'A\u0007', lastName: '\uFFFD', postalCode: 'nowhere', phoneNumber: '+++', city: '' }
const isOwn = ({ key }: Row) => /^(c|q|p|w|sb|wh)!/.test(key)

async function rewrite(partnerId: string, change: (row: Row) => unknown): Promise<void> {
  for (const row of await range('providers', partnerId, { from: '', to: '~' }))
    if (isOwn(row)) await write('providers', { kind: 'upsert', row: { ...row, value: change(row) } })
}

function odd({ value }: Row): unknown {
  const { customer, ...root } = value as { customer?: { address: object } }
  if (!customer) return withUnknown(value)
  const address = { ...customer.address, ...oddAddress }
  return withUnknown({
    ...root,
    customer: { ...customer, address, email: 'no-one' },
  })
}

const rowsOf = (partnerId: string, prefix: string) => range('providers', partnerId, { from: prefix, to: endOf(prefix) })

/** Reads of the API, with what is known put into their routes; those that ask for more are left out. */
function readsOf(known: Readonly<Record<string, string>>): string[] {
  return registeredSteps.flatMap(({ contract: { method, route } }) => {
    if (method !== 'GET' || !route.startsWith('v1/')) return []
    const path = `/${route.replace(/\{(\w+)(?::\w+)?\}/g, (whole, name: string) => known[name] ?? whole)}`
    return path.includes('{') ? [] : [path]
  })
}

interface Sold {
  readonly admin: Person
  readonly partnerId: string
  readonly known: Readonly<Record<string, string>>
}

async function sold(): Promise<Sold> {
  const { partner, admin } = aProvider()
  const reseller = await givenPartnership(admin)
  const domain = `t${randomUUID().slice(0, 18).replaceAll('-', '')}.onmicrosoft.com`
  const { id: customerId } = await givenReadyCustomer(admin, {
    ...{ companyProfile: { domain }, associatedPartnerId: reseller.partner.partnerId },
  })
  const at = `/v1/customers/${customerId}`
  const line = { lineItemNumber: 0, offerId: '031C9E47-4802-4248-838E-778FB1D2CC05', quantity: 3 }
  const order = must(await call('POST', `${at}/orders`, { as: admin, body: { lineItems: [line] } }), 201).body
  const cart = must(
    await call('POST', `${at}/carts`, {
      as: admin,
      body: { lineItems: [{ catalogItemId: line.offerId, quantity: 1 }] },
    }),
    201,
  ).body
  const user = {
    userPrincipalName: `ada@${domain}`,
    ...{ firstName: 'Ada', lastName: 'Tum', displayName: 'Ada Tum', usageLocation: 'US' },
    passwordProfile: { password: 'Summer-2026!', forceChangePassword: true },
  }
  const { id: userId } = must(await call('POST', `${at}/users`, { as: admin, body: user }), 200).body
  const { id: requestId } = await givenDraft(admin)
  const known = {
    ...{ customerId, userId, requestId, orderId: order.id, cartId: cart.id },
    subscriptionId: order.lineItems[0].subscriptionId,
    resellerId: reseller.partner.partnerId,
  }
  return { admin, partnerId: partner.partnerId, known }
}

/** Changes of everything that was stored, the end of the relationship last; none of what they say is odd. */
function commandsOf({ customerId, userId, orderId, cartId, subscriptionId, requestId, resellerId }: Sold['known']) {
  const at = `/v1/customers/${customerId}`
  const contact = { firstName: 'Adam', lastName: 'Tumov', email: 'adam@adatum.example' }
  return [
    ['POST', `${at}/agreements`, anAgreement({ primaryContact: contact }), 201],
    ['PUT', `${at}/profiles/billing`, { companyName: 'Adatum Anew' }, 200],
    ['PUT', `${at}/qualification`, 'nonprofit', 200],
    ['PATCH', `${at}/users/${userId}`, { displayName: 'Ada A. Tum' }, 200],
    ['PATCH', `${at}/subscriptions/${subscriptionId}`, { quantity: 4 }, 200],
    ['PATCH', `${at}/orders/${orderId}`, { id: orderId, lineItems: [] }, undefined],
    [
      'PUT',
      `${at}/carts/${cartId}`,
      { lineItems: [{ catalogItemId: '031C9E47-4802-4248-838E-778FB1D2CC05', quantity: 2 }] },
      201,
    ],
    ['POST', `/v1/partnershiprequests/${requestId}/send`, undefined, 200],
    ['POST', `/v1/partnershiprequests/${requestId}/revoke`, undefined, 200],
    ['POST', `/v1/partnerships/${resellerId}/remove`, aDeclaration, 200],
    ['PATCH', `${at}/subscriptions/${subscriptionId}`, { status: 'suspended' }, 200],
    ['PATCH', at, { allowDelegatedAccess: false }, undefined],
  ] as const
}

describe('rows that are older than the rules, or newer than this version', () => {
  test('are read in every way there is', async () => {
    const { admin, partnerId, known } = await sold()
    await rewrite(partnerId, odd)

    for (const path of readsOf(known)) {
      const { status } = await call('GET', path, { as: admin })
      expect([path, status >= 500]).toEqual([path, false])
    }
    expect((await call('GET', `/v1/customers/${known.customerId}`, { as: admin })).status).toBe(200)
  })

  test('are changed and ended, and lose no field that this version does not know', async () => {
    const { admin, partnerId, known } = await sold()
    await rewrite(partnerId, odd)
    for (const command of commandsOf(known)) await expectDone(admin, command)

    const { customerId = '', requestId = '', resellerId = '' } = known
    const [root] = await rowsOf(partnerId, `c!${customerId}!`)
    const address = { ...future, postalCode: 'nowhere' }
    expect(root?.value).toMatchObject({ ...future, customer: { ...future, address } })
    const [invitation] = await rowsOf(partnerId, `q!${requestId}`)
    expect(invitation?.value).toMatchObject({ request: { ...future, state: 'revoked' } })
    const parts = ['o', 's', 'u'].map((letter) => `c!${customerId}!${letter}!`)
    await expectKept(partnerId, [...parts, `p!${resellerId}`, `q!${requestId}`])
  })
})

async function expectDone(admin: Person, [method, path, body, expected]: ReturnType<typeof commandsOf>[number]) {
  const { status, text } = await call(method, path, { as: admin, ...(body !== undefined && { body }) })
  const isAsExpected = expected === undefined ? status < 500 : status === expected
  expect([method, path, isAsExpected, text]).toEqual([method, path, true, text])
}

async function expectKept(partnerId: string, prefixes: readonly string[]): Promise<void> {
  for (const prefix of prefixes)
    for (const { value } of await rowsOf(partnerId, prefix)) expect(value).toMatchObject(future)
}
