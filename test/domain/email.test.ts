import { describe, expect, test } from 'vitest'
import { DomainName, Email } from '../../shared/domain/email.ts'

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
    [`${'a'.repeat(240)}@adatum.example`, 'tooLong'],
    [`${'a'.repeat(239)}@adatum.example`, 'allowed'],
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
