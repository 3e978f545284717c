import { domainToASCII } from 'node:url'
import { describe, expect, test } from 'vitest'
import {
  DomainName,
  domainInAscii,
  Email,
  isAddressOf,
  isFreeMail,
  MailedEmail,
  mailable,
} from '../../../shared/domain/contact/email.ts'

const problemOf = (
  schema: { safeParse(value: string): { error?: { issues: { message: string }[] } } },
  value: string,
) => schema.safeParse(value).error?.issues.map(({ message }) => message)[0] ?? 'allowed'

describe('an e-mail address', () => {
  test.for([
    ['ada@adatum.example', 'allowed'],
    [' ada@adatum.example ', 'allowed'],
    ['ada.tum+x@mail.adatum.example', 'allowed'],
    ['ада@пример.рф', 'allowed'],
    ['ada', 'notAnEmail'],
    ['ada@adatum', 'notAnEmail'],
    ['@adatum.example', 'notAnEmail'],
    ['a b@adatum.example', 'notAnEmail'],
    ['ada@@adatum.example', 'notAnEmail'],
    ['ada@-adatum.example', 'notAnEmail'],
    ['"ada"@adatum.example', 'notAnEmail'],
    ['ada@adatum.example,eve@adatum.example', 'notAnEmail'],
    ["o'brien@adatum.example", 'allowed'],
    ['a&b@adatum.example', 'allowed'],
    ['user%x@adatum.example', 'allowed'],
    ['a@b.museum', 'allowed'],
    ['info@xn--mnchen-3ya.example', 'allowed'],
    ['info@डाटा.भारत', 'allowed'],
    ['info@example.ไทย', 'allowed'],
    ['info@münchen.example', 'allowed'],
    ['a..b@adatum.example', 'notAnEmail'],
    ['.a@adatum.example', 'notAnEmail'],
    ['a.@adatum.example', 'notAnEmail'],
    ['ada@adatum.123', 'notAnEmail'],
    ['ada@adatum.-com', 'notAnEmail'],
    ['ada@adatum.com-', 'notAnEmail'],
    ['ada@ab--cd.example', 'notAnEmail'],
    ['ada@adatum.u', 'notAnEmail'],
    ['ada@co.c', 'notAnEmail'],
    ['ada@a_b.example', 'notAnEmail'],
    ['ada@adatum..example', 'notAnEmail'],
    ['ada@\u0301a.example', 'notAnEmail'],
    ['ada@🚀.example', 'notAnEmail'],
    ['a@b@adatum.example', 'notAnEmail'],
    ['Ada <ada@adatum.example>', 'notAnEmail'],
    ['ada@adatum.example\r\nBcc: eve@x.example', 'notPlainText'],
    ['ad\u0000a@adatum.example', 'notPlainText'],
    [`${'a'.repeat(64)}@adatum.example`, 'allowed'],
    [`${'a'.repeat(65)}@adatum.example`, 'notAnEmail'],
    [`ada@${'a'.repeat(63)}.example`, 'allowed'],
    [`ada@${'a'.repeat(64)}.example`, 'notAnEmail'],
    [`ada@${'ü'.repeat(60)}.example`, 'notAnEmail'],
    [`${'a'.repeat(255)}`, 'tooLong'],
  ] as const)('%s: %s', ([email, expected]) => {
    expect(problemOf(Email, email)).toBe(expected)
  })
})

test.for([
  ['adatum.onmicrosoft.com', 'allowed'],
  ['ADATUM.example', 'allowed'],
  ['adatum', 'notADomain'],
  ['adatum..example', 'notADomain'],
  ['ada tum.example', 'notADomain'],
  [`${'a'.repeat(246)}.example`, 'tooLong'],
] as const)('the domain %s: %s', ([domain, expected]) => {
  expect(problemOf(DomainName, domain)).toBe(expected)
})

test.for([
  ['ada@adatum.example', 'ada@adatum.example', 'allowed'],
  ['Ada+x@MÜNCHEN.example', 'Ada+x@xn--mnchen-3ya.example', 'allowed'],
  ['ada@faß.example', 'ada@xn--fa-hia.example', 'allowed'],
  ['ada@한국.example', 'ada@xn--3e0b707e.example', 'allowed'],
  ['info@डाटा.भारत', `info@${domainToASCII('डाटा.भारत')}`, 'allowed'],
  ['info@example.ไทย', 'info@example.xn--o3cw4h', 'allowed'],
  ['a@ｈarbor.example', 'a@harbor.example', 'allowed'],
  ['a@日本。example', 'a@xn--wgv71a.example', 'allowed'],
  ['коля@example.com', undefined, 'emailNotAscii'],
  ['ada', undefined, 'notAnEmail'],
] as const)('mail to %s goes to %s: %s', ([given, address, expected]) => {
  expect(mailable(given)).toBe(address)
  expect(problemOf(MailedEmail, given)).toBe(expected)
})

test('the domain of an address is the one that Node makes of it, for names in many scripts', () => {
  for (const domain of [
    'bücher.example',
    'россия.example',
    'ελλάδα.example',
    '台北.example',
    'தமிழ்.example',
    'مثال.example',
  ])
    expect(domainInAscii(domain)).toBe(domainToASCII(domain))
})

test.for([
  ['a@harbor.example', 'harbor.example', true],
  ['a@HARBOR.example', 'harbor.example', true],
  ['a@mail.harbor.example', 'harbor.example', true],
  ['a@harbor.example', 'sales.harbor.example', true],
  ['a@ｈarbor.example', 'harbor.example', true],
  ['a@münchen.example', 'xn--mnchen-3ya.example', true],
  ['a@notharbor.example', 'harbor.example', false],
  ['a@example', 'harbor.example', false],
  ['a@onmicrosoft.com', 'harbor.onmicrosoft.com', false],
  ['a@other.onmicrosoft.com', 'harbor.onmicrosoft.com', false],
  ['a@mail.harbor.onmicrosoft.com', 'harbor.onmicrosoft.com', true],
  ['a@shop.harbor.example', 'mail.harbor.example', true],
  ['a@shop.harbor.co.uk', 'harbor.co.uk', true],
  ['a@other.co.uk', 'harbor.co.uk', false],
  ['a@co.uk', 'harbor.co.uk', false],
  ['a@harbor.com', 'harbor.co.kr', false],
  ['a@one.azurewebsites.net', 'other.azurewebsites.net', false],
  ['a@post.гавань.рф', 'xn--80aafc7c0e.xn--p1ai', true],
] as const)('%s is of the organization of %s: %s', ([email, domain, expected]) => {
  expect(isAddressOf(email, domain)).toBe(expected)
})

test.for([
  ['a@gmail.com', true],
  ['a@ｇｍａｉｌ.com', true],
  ['a@GMAIL.COM', true],
  ['a@yahoo.co.uk', true],
  ['a@outlook.fr', true],
  ['a@hotmail.com.br', true],
  ['a@me.com', true],
  ['a@mail.yahoo.co.jp', true],
  ['a@me.gov.example', false],
  ['a@me.de', false],
  ['a@outlook.consulting', false],
  ['a@gmail.com.example', false],
  ['a@live.nation.com', false],
  ['a@notgmail.com', false],
] as const)('%s is of a free mail service: %s', ([email, expected]) => {
  expect(isFreeMail(email)).toBe(expected)
})
