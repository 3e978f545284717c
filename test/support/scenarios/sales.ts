import { expect } from 'vitest'
import { ask } from '../faults/fault-world.ts'
import { givenPartnership, givenReadyCustomer, must } from '../given.ts'
import { givenOrder, givenSubscription, onCustomer, onReadyCustomer } from './on-customer.ts'
import { e3, repeatable, type Scenario } from './scenario.ts'

const e5 = 'A044B16A-1861-4308-8086-A3A3B506FAC2'
const exchange = '195416C1-3447-423A-B37B-EE59A99A19C4'
const premiumOffer = '031C9E47-4802-4248-838E-778FB1D2CC05'
const trial = 'C0BD2E08-11AC-4836-BDC7-3712E744922F'
const audio = 'C94271D8-B431-4A25-A3C5-A57737A1C909'
const basicItem = 'CFQ7TTC0LH18:0001:CFQ7TTC0BB00'
const e3Item = 'CFQ7TTC0LFLX:0001:CFQ7TTC0E300'
const cart = { lineItems: [{ id: 0, catalogItemId: e3, quantity: 5 }] }

/** Carts, orders and subscriptions. */
export const sales: readonly Scenario[] = [
  {
    name: 'order three lines',
    step: 'create-order',
    status: 201,
    race: {},
    given: async (world) => {
      const { partner, admin } = world.provider()
      const reseller = await givenPartnership(admin)
      const { id } = await givenReadyCustomer(admin, { associatedPartnerId: reseller.partner.partnerId })
      await world.settled()
      await ask(admin, 'GET /v1/offers?country=US')
      const lineItems = [e3, e5, exchange].map((offerId, lineItemNumber) => ({
        ...{ offerId, lineItemNumber, quantity: 5, partnerIdOnRecord: reseller.partner.mpnId },
      }))
      return {
        partners: [partner, reseller.partner],
        ...repeatable(admin, `POST /v1/customers/${id}/orders`, { lineItems }),
        outcome: async () => {
          expect((await ask(admin, `GET /v1/customers/${id}/orders`)).body.items).toHaveLength(1)
          expect((await ask(admin, `GET /v1/customers/${id}/subscriptions`)).body.items).toHaveLength(3)
        },
      }
    },
  },
  onCustomer({ name: 'order newer commerce', step: 'create-order', status: 201, race: {} }, async (_, id) => [
    `POST /v1/customers/${id}/orders`,
    { lineItems: [{ offerId: basicItem, quantity: 5, termDuration: 'P1Y' }] },
  ]),
  onReadyCustomer({ name: 'fill a cart', step: 'create-cart', status: 201, race: {} }, async (_, id) => [
    `POST /v1/customers/${id}/carts`,
    cart,
  ]),
  onCustomer({ name: 'change a cart', step: 'update-cart', status: 201, race: {} }, async (admin, id) => {
    const path = `/v1/customers/${id}/carts`
    const { body } = must(await ask(admin, `POST ${path}`, { body: cart }), 201)
    return [`PUT ${path}/${body.id}`, { lineItems: [{ catalogItemId: e5, quantity: 2 }] }]
  }),
  onReadyCustomer(
    { name: 'check a cart out', step: 'check-out-cart', status: 201, race: { happens: 1 } },
    async (admin, id) => {
      const path = `/v1/customers/${id}/carts`
      const { body } = must(await ask(admin, `POST ${path}`, { body: cart }), 201)
      return [`POST ${path}/${body.id}/checkout`]
    },
  ),
  onCustomer(
    { name: 'buy an add-on onto an order', step: 'update-order', status: 200, race: {} },
    async (admin, id) => {
      const { id: orderId, lineItems } = await givenOrder(admin, id, { offerId: e3, quantity: 5 })
      const addOn = { offerId: audio, quantity: 2, parentSubscriptionId: lineItems[0].subscriptionId }
      return [`PATCH /v1/customers/${id}/orders/${orderId}`, { lineItems: [addOn] }]
    },
  ),
  onCustomer(
    { name: 'cancel an order of a sandbox', step: 'update-order', status: 200, race: { happens: 1 } },
    async (admin, id) => {
      const { id: orderId } = await givenOrder(admin, id, { offerId: e3, quantity: 5 })
      return [`PATCH /v1/customers/${id}/orders/${orderId}`, { status: 'cancelled' }]
    },
  ),
  onReadyCustomer(
    { name: 'change a subscription', step: 'update-subscription', status: 200, race: { happens: 1 } },
    async (admin, id, { partner }) => {
      const path = await givenSubscription(admin, id, { offerId: e3, quantity: 5, partnerIdOnRecord: partner.mpnId })
      return [`PATCH ${path}`, { quantity: 7 }]
    },
  ),
  onReadyCustomer(
    { name: 'name a support contact', step: 'update-support-contact', status: 200, race: {} },
    async (admin, id, { partner }) => [
      `PUT ${await givenSubscription(admin, id, { offerId: e3, quantity: 5 })}/supportcontact`,
      { supportTenantId: partner.partnerId, supportMpnId: partner.mpnId },
    ],
  ),
  onCustomer(
    {
      name: 'upgrade a subscription',
      step: 'upgrade-subscription',
      status: 200,
      race: { others: '400 2006' },
    },
    async (admin, id) => [
      `POST ${await givenSubscription(admin, id, { offerId: premiumOffer, quantity: 5 })}/upgrades`,
      { targetOffer: { id: e3 } },
    ],
  ),
  onCustomer(
    { name: 'convert a trial', step: 'convert-trial', status: 200, race: { others: '400 2012' } },
    async (admin, id) => {
      const path = await givenSubscription(admin, id, { offerId: trial, quantity: 25 })
      const { items } = must(await ask(admin, `GET ${path}/conversions`), 200).body
      return [`POST ${path}/conversions`, items[0]]
    },
  ),
  onCustomer(
    {
      name: 'move licences to another product',
      step: 'create-transition',
      status: 200,
      race: { wins: 2, others: '400 2002' },
    },
    async (admin, id) => [
      `POST ${await givenSubscription(admin, id, { offerId: basicItem, quantity: 5 })}/transitions`,
      { toCatalogItemId: e3Item, quantity: 2 },
    ],
  ),
  onCustomer(
    {
      name: 'register a subscription for reserved instances',
      step: 'register-subscription',
      status: 202,
      race: { happens: 1 },
    },
    async (admin, id) => [`POST ${await givenSubscription(admin, id, { offerId: e3, quantity: 5 })}/registrations`],
  ),
]
