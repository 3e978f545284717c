import { expect, test } from 'vitest'
import { CustomerId, MpnId, OrderId } from '../../shared/domain/ids.ts'

const guid = 'EEEEEEEE-0000-4000-8000-00000000000A'

test.for([
  ['a GUID', CustomerId, guid.toLowerCase(), true],
  ['a GUID in capitals, kept in small letters', CustomerId, guid, true],
  ['a GUID without dashes', CustomerId, guid.replaceAll('-', ''), false],
  ['a GUID in braces, kept without', CustomerId, `{${guid}}`, true],
  ['a GUID in blanks, kept without', CustomerId, ` ${guid}\t`, true],
  ['a GUID in half a pair of braces', CustomerId, `{${guid}`, false],
  ['a partner location in blanks', MpnId, ' 12345 ', true],
  ['nothing', CustomerId, '', false],
  ['a GUID, for an order', OrderId, guid, true],
  ['twelve digits, for an order of newer commerce', OrderId, 'ABCDEF012345', true],
  ['eleven digits, for an order', OrderId, 'abcdef01234', false],
  ['thirteen digits, for an order', OrderId, 'abcdef0123456', false],
  ['an id of the old form, for an order', OrderId, 'K7sRw0Qz_1bVx9TnL4mYp2HdFg8JcAe6', true],
  ['a GUID in braces, for an order', OrderId, `{${guid}}`, true],
  ['other signs, for an order', OrderId, 'K7sRw0Qz/1bVx9TnL4mYp2HdFg8JcAe6', false],
  ['five digits, for a partner location', MpnId, '12345', true],
  ['ten digits, for a partner location', MpnId, '1234567890', true],
  ['four digits, for a partner location', MpnId, '1234', false],
  ['eleven digits, for a partner location', MpnId, '12345678901', false],
  ['a letter among digits, for a partner location', MpnId, '12a45', false],
  ['nothing, for a partner location', MpnId, '', false],
] as const)('%s', ([, schema, id, isRead]) => {
  const read = schema.safeParse(id)

  expect(read.success).toBe(isRead)
  if (read.success)
    expect(read.data).toBe(
      id
        .trim()
        .replace(/^\{|\}$/g, '')
        .toLowerCase(),
    )
})
