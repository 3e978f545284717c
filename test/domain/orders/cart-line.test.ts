import { expect, test } from 'vitest'
import { CartLine, NewCart } from '../../../shared/domain/orders/cart-line.ts'

test.for([
  ['nothing in it', [], false],
  ['one line', [{ catalogItemId: 'BASE', quantity: 1 }], true],
  ['no seat at all', [{ catalogItemId: 'BASE', quantity: 0 }], false],
  ['half a seat', [{ catalogItemId: 'BASE', quantity: 1.5 }], false],
  ['a term written in words', [{ catalogItemId: 'BASE', quantity: 1, termDuration: 'a year' }], false],
] as const)('a cart with %s', ([, lineItems, isRead]) => {
  expect(NewCart.safeParse({ lineItems }).success).toBe(isRead)
})

test('a line that is kept may be older than the rules', () => {
  const line = { catalogItemId: 'x'.repeat(300), quantity: 1, termDuration: 'a year', id: 0, orderGroup: '0' }

  expect(CartLine.parse(line)).toEqual(line)
})
