import { describe, expect, test } from 'vitest'
import { CompanyName, CountryCode, DomainName, Email, PersonName, PhoneNumber } from '../../shared/domain/contact.ts'

const problemOf = (
  schema: { safeParse(value: string): { error?: { issues: { message: string }[] } } },
  value: string,
) => schema.safeParse(value).error?.issues.map(({ message }) => message)[0] ?? 'allowed'

test.for([
  ['US', 'allowed'],
  ['us', 'allowed'],
  ['GB', 'allowed'],
  ['UK', 'notACountry'],
  ['EU', 'notACountry'],
  ['XZ', 'notACountry'],
  ['USA', 'notACountry'],
  ['1', 'notACountry'],
  ['', 'notACountry'],
] as const)('the country %s: %s', ([code, expected]) => {
  expect(problemOf(CountryCode, code)).toBe(expected)
  // Asked again, it answers from what it remembers.
  expect(problemOf(CountryCode, code)).toBe(expected)
})

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

describe('the name of a person', () => {
  test.for([
    ['Ada', 'allowed'],
    ['李', 'allowed'],
    ['Al', 'allowed'],
    ['Test-Müller', 'allowed'],
    ['A', 'notANameOfAPerson'],
    ['123', 'notANameOfAPerson'],
    ['--', 'notANameOfAPerson'],
    ['test', 'notANameOfAPerson'],
    ['ADMIN', 'notANameOfAPerson'],
    ['nobody', 'notANameOfAPerson'],
    ['  ', 'required'],
    ['A'.repeat(50), 'allowed'],
    ['A'.repeat(51), 'tooLong'],
  ] as const)('%s: %s', ([name, expected]) => {
    expect(problemOf(PersonName, name)).toBe(expected)
  })
})

test.for([
  ['4255550100', 'allowed'],
  ['+1 (425) 555-0100', 'allowed'],
  ['call me', 'notAPhoneNumber'],
  ['+', 'notAPhoneNumber'],
  ['', 'notAPhoneNumber'],
  ['1+1', 'notAPhoneNumber'],
  ['1'.repeat(40), 'allowed'],
  ['1'.repeat(41), 'tooLong'],
] as const)('the telephone number %s: %s', ([number, expected]) => {
  expect(problemOf(PhoneNumber, number)).toBe(expected)
})

describe('the name of a company', () => {
  test.for([
    ['Adatum Pilot', 'allowed'],
    ['株式会社', 'allowed'],
    ['3M', 'allowed'],
    ['aab', 'allowed'],
    ['aa', 'allowed'],
    ['Limited Edition', 'allowed'],
    ['A', 'tooShort'],
    ['LLC', 'notACompanyName'],
    ['gmbh.', 'notACompanyName'],
    ['a b c', 'notACompanyName'],
    ['aaa', 'notACompanyName'],
    ['!!! ???', 'notACompanyName'],
    ['  ', 'required'],
    ['Ab'.repeat(127), 'allowed'],
    ['Ab'.repeat(128), 'tooLong'],
  ] as const)('%s: %s', ([name, expected]) => {
    expect(problemOf(CompanyName, name)).toBe(expected)
  })
})
