import { describe, expect, test } from 'vitest'
import { CustomerId, MpnId } from '../../../shared/domain/ids.ts'
import { findOrder, findOrderLine, mpnIdsIn, type NewLine, type Order } from '../../../shared/domain/orders/order.ts'
import { now } from '../people.ts'
import { refusalOf } from '../refusal.ts'

const line = { lineItemNumber: 0, offerId: 'O1', subscriptionId: 's1', friendlyName: 'One', quantity: 1 }
const order: Order = {
  orderId: 'aaaaaaaa-1111-4111-8111-111111111111',
  customerId: CustomerId.parse('bbbbbbbb-1111-4111-8111-111111111111'),
  billingCycle: 'monthly',
  currencyCode: 'USD',
  lineItems: [line, { ...line, lineItemNumber: 3 }],
  creationDate: now.toISOString(),
  status: 'completed',
  version: 1,
}

describe('an order is found', () => {
  test.for([
    ['by its id', order.orderId],
    ['whatever the casing of the id', order.orderId.toUpperCase()],
  ] as const)('%s', ([, orderId]) => {
    expect(findOrder([order], orderId)).toBe(order)
  })

  test('only where there is one', () => {
    expect(refusalOf(() => findOrder([order], 'cccccccc-1111-4111-8111-111111111111'))).toBe('orderNotFound')
  })
})

describe('a line of an order is found', () => {
  test('by its number, not by its place', () => {
    expect(findOrderLine(order, 3)).toBe(order.lineItems[1])
  })

  test('only where there is one', () => {
    expect(refusalOf(() => findOrderLine(order, 1))).toBe('orderNotFound')
  })
})

test('the resellers that an order names are those of its lines, as often as they are named', () => {
  const [first, second] = [MpnId.parse('4400001'), MpnId.parse('4400002')]
  const lines: NewLine[] = [first, undefined, second, first].map((partnerIdOnRecord, lineItemNumber) => ({
    ...{ lineItemNumber, offerId: 'O1', quantity: 1 },
    ...(partnerIdOnRecord && { partnerIdOnRecord }),
  }))

  expect(mpnIdsIn({ lineItems: lines })).toEqual([first, second, first])
})
