import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person } from '../../support/call.ts'
import { aProvider, givenCustomer, givenPartnership, givenReadyCustomer, must } from '../../support/given.ts'

const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02'
const e5 = 'A044B16A-1861-4308-8086-A3A3B506FAC2'
const audio = 'C94271D8-B431-4A25-A3C5-A57737A1C909'

await importAllSteps()
async function givenCart(admin: Person, lineItems: readonly object[] = [{ catalogItemId: e3, quantity: 5 }]) {
  const { id } = await givenReadyCustomer(admin)
  const { body } = must(await call('POST', `/v1/customers/${id}/carts`, { as: admin, body: { lineItems } }), 201)
  return { id, cart: body, path: `/v1/customers/${id}/carts/${body.id}` }
}

describe('create-cart and get-cart', () => {
  test('give the cart as Partner Center does', async () => {
    const { admin } = aProvider()
    const reseller = await givenPartnership(admin)
    const participants = [{ key: 'transaction_reseller', value: reseller.partner.mpnId }]

    const { id, cart, path } = await givenCart(admin, [
      { id: 0, catalogItemId: e3, quantity: 5, billingCycle: 'monthly', friendlyName: 'HQ', participants },
    ])

    expect(cart).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      creationTimestamp: expect.any(String),
      lastModifiedTimestamp: expect.any(String),
      expirationTimestamp: expect.any(String),
      lastModifiedUser: '11111111-1111-4111-8111-111111111111',
      status: 'Active',
      lineItems: [
        {
          id: 0,
          catalogItemId: e3,
          friendlyName: 'HQ',
          quantity: 5,
          currencyCode: 'USD',
          billingCycle: 'monthly',
          participants,
          orderGroup: 'OMS-0',
        },
      ],
      links: { self: { uri: `/customers/${id}/carts/${cart.id}`, method: 'GET', headers: [] } },
      attributes: { objectType: 'Cart' },
    })
    expect((await call('GET', path, { as: admin })).body).toEqual(cart)
  })

  test('take what the .NET SDK sends', async () => {
    const { admin } = aProvider()
    const { id } = await givenReadyCustomer(admin)
    const body = {
      ...{
        Id: null,
        CreationTimestamp: '0001-01-01T00:00:00',
        LastModifiedTimestamp: '0001-01-01T00:00:00',
        ExpirationTimestamp: '0001-01-01T00:00:00',
      },
      LineItems: [
        {
          Id: 0,
          CatalogItemId: e3,
          FriendlyName: null,
          Quantity: 2,
          BillingCycle: 'unknown',
          Participants: null,
          ProvisioningContext: {},
          AddonItems: [],
          Error: null,
        },
      ],
    }

    expect((await call('POST', `/v1/customers/${id}/carts`, { as: admin, body })).status).toBe(201)
  })

  test.each([
    ['an unknown item', { catalogItemId: randomUUID(), quantity: 1 }, 10001],
    ['a quantity out of range', { catalogItemId: e3, quantity: 20_000_000 }, 10010],
  ])('%s stands on its line, and only checking out refuses', async (_, line, errorCode) => {
    const { admin } = aProvider()
    const { cart, path } = await givenCart(admin, [line])

    expect(cart.lineItems[0].error).toMatchObject({ errorCode, errorDescription: expect.any(String) })
    expect(await call('POST', `${path}/checkout`, { as: admin })).toMatchObject({ status: 400, body: { code: 800009 } })
  })

  test.each([
    [{}],
    [{ lineItems: [] }],
    [{ lineItems: [{ catalogItemId: e3 }] }],
    [{ lineItems: Array(46).fill({ catalogItemId: e3, quantity: 1 }) }],
  ])('%o is refused', async (body) => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)

    expect(await call('POST', `/v1/customers/${id}/carts`, { as: admin, body })).toMatchObject({
      status: 400,
      body: { code: 2000 },
    })
  })

  test('an unknown cart is told as one', async () => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)

    expect(await call('GET', `/v1/customers/${id}/carts/${randomUUID()}`, { as: admin })).toMatchObject({
      status: 404,
      body: { code: 800008 },
    })
  })
})

describe('update-cart', () => {
  test('replaces the lines and answers 201; an ordered cart is closed', async () => {
    const { admin } = aProvider()
    const { cart, path } = await givenCart(admin)

    const updated = await call('PUT', path, {
      as: admin,
      body: { ...cart, lineItems: [{ ...cart.lineItems[0], quantity: 7 }] },
    })
    must(await call('POST', `${path}/checkout`, { as: admin }), 201)

    expect(updated).toMatchObject({ status: 201, body: { id: cart.id, lineItems: [{ quantity: 7 }] } })
    expect(await call('PUT', path, { as: admin, body: cart })).toMatchObject({ status: 400, body: { code: 800065 } })
  })
})

describe('check-out-cart', () => {
  test('makes one order of what is billed alike, with add-ons on their base', async () => {
    const { admin } = aProvider()
    const reseller = await givenPartnership(admin)
    const participants = [{ key: 'transaction_reseller', value: reseller.partner.mpnId }]
    const { id, path } = await givenCart(admin, [
      {
        catalogItemId: e3,
        quantity: 5,
        billingCycle: 'monthly',
        participants,
        addonItems: [{ catalogItemId: audio, quantity: 3 }],
      },
      { catalogItemId: e3, quantity: 2, billingCycle: 'annual' },
      { catalogItemId: e5, quantity: 1, billingCycle: 'monthly' },
    ])

    const reply = await call('POST', `${path}/checkout`, { as: admin, text: '"success"' })

    expect(reply).toMatchObject({
      status: 201,
      body: { orderErrors: [], attributes: { objectType: 'CartCheckoutResult' } },
    })
    expect(
      reply.body.orders.map((order: { billingCycle: string; lineItems: unknown[] }) => [
        order.billingCycle,
        order.lineItems.length,
      ]),
    ).toEqual([
      ['monthly', 3],
      ['annual', 1],
    ])
    const [base, addOn] = reply.body.orders[0].lineItems
    expect(base).toMatchObject({ partnerIdOnRecord: reseller.partner.mpnId })
    const subscription = must(
      await call('GET', `/v1/customers/${id}/subscriptions/${addOn.subscriptionId}`, { as: admin }),
      200,
    ).body
    expect(subscription.parentSubscriptionId).toBe(base.subscriptionId)
    expect((await call('GET', path, { as: admin })).body.status).toBe('Ordered')
  })

  test('asked again, and by ten at once, it gives the same orders', async () => {
    const { admin } = aProvider()
    const { id, path } = await givenCart(admin)

    const replies = await Promise.all(Array.from({ length: 10 }, () => call('POST', `${path}/checkout`, { as: admin })))

    expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
    expect((await call('GET', `/v1/customers/${id}/orders`, { as: admin })).body.totalCount).toBe(1)
  })

  test('without a confirmed agreement nothing is ordered', async () => {
    const { admin } = aProvider()
    const { id } = await givenCustomer(admin)
    const cart = must(
      await call('POST', `/v1/customers/${id}/carts`, {
        as: admin,
        body: { lineItems: [{ catalogItemId: e3, quantity: 1 }] },
      }),
      201,
    ).body

    expect(await call('POST', `/v1/customers/${id}/carts/${cart.id}/checkout`, { as: admin })).toMatchObject({
      status: 403,
      body: { code: 13605 },
    })
    expect((await call('GET', `/v1/customers/${id}/carts/${cart.id}`, { as: admin })).body.status).toBe('Active')
  })

  test('a cart that has expired is gone, and its row with the next one', async () => {
    const { createCart, expiredCarts, findCart } = await import('../../../shared/domain/orders/cart.ts')
    const { callerOf, provider } = await import('../../domain/people.ts')
    const { context } = await import('../../domain/sales.ts')
    const { CustomerId } = await import('../../../shared/domain/ids.ts')
    const now = new Date('2026-01-01T00:00:00Z')
    const ids = { cartId: randomUUID(), customerId: CustomerId.parse(randomUUID()) }
    const { cart } = createCart(
      { lineItems: [{ catalogItemId: 'x', quantity: 1 }] },
      ids,
      context,
      callerOf(provider),
      now,
    )
    const [last, after] = [new Date('2026-01-07T23:59:59.999Z'), new Date('2026-01-08T00:00:00Z')]

    expect(findCart([cart], cart.cartId, last)).toBe(cart)
    expect(() => findCart([cart], cart.cartId, after)).toThrow('cartNotFound')
    expect([expiredCarts([cart], last), expiredCarts([cart], after)]).toEqual([[], [cart]])
  })
})
