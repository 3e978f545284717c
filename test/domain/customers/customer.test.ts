import { describe, expect, test } from 'vitest'
import {
  checkNewCustomer,
  createCustomer,
  type NewCustomer,
  NewCustomer as Schema,
  summaryOf,
} from '../../../shared/domain/customers/customer.ts'
import { CustomerId } from '../../../shared/domain/ids.ts'
import { callerOf, now, provider, reseller } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { partnership } from '../sales.ts'

const ids = {
  customerId: CustomerId.parse('eeeeeeee-0000-4000-8000-000000000005'),
  billingProfileId: 'b1',
  partnership: undefined,
}
const address = {
  country: 'US',
  city: 'Redmond',
  state: 'WA',
  addressLine1: '1 Sample Way',
  postalCode: '98052',
  firstName: 'Ada',
  lastName: 'Tum',
  phoneNumber: '4255550100',
}
const wanted: NewCustomer = {
  domain: 'adatumpilot.onmicrosoft.com',
  email: 'ada@adatum.example',
  culture: 'en-US',
  language: 'en',
  companyName: 'Adatum Pilot',
  address,
}
const partnerIn = (country: string) => callerOf({ ...provider, country })
const field = (name: string) => `billingProfile.defaultAddress.${name}`

describe('an address is held to the rules of its country', () => {
  test.for([
    ['US', {}, 'allowed'],
    ['US', { state: 'wa' }, 'allowed'],
    ['US', { postalCode: '98052-1234' }, 'allowed'],
    ['US', { state: undefined }, `invalidInput: ${field('state')} required`],
    ['US', { state: 'XX' }, `invalidInput: ${field('state')} notAState`],
    ['US', { postalCode: undefined }, `invalidInput: ${field('postalCode')} required`],
    ['US', { postalCode: '1234' }, `invalidInput: ${field('postalCode')} notAPostalCode`],
    ['US', { city: undefined }, `invalidInput: ${field('city')} required`],
    ['GB', { state: undefined, postalCode: 'SW1A 1AA' }, 'allowed'],
    ['GB', { state: undefined, postalCode: '98052' }, `invalidInput: ${field('postalCode')} notAPostalCode`],
    ['DE', { state: undefined, postalCode: '10115' }, 'allowed'],
    ['CN', { state: 'BJ', postalCode: '100000' }, 'allowed'],
    ['CN', { state: undefined, postalCode: '100000' }, `invalidInput: ${field('state')} required`],
    ['CA', { state: 'ON', postalCode: 'K1A 0B1' }, 'allowed'],
    ['CA', { state: 'WA', postalCode: 'K1A 0B1' }, `invalidInput: ${field('state')} notAState`],
    ['IE', { state: undefined, postalCode: undefined }, 'allowed'],
  ] as const)('%s %o', ([country, change, expected]) => {
    expect(
      refusalOf(() => checkNewCustomer({ ...wanted, address: { ...address, country, ...change } }, partnerIn(country))),
    ).toBe(expected)
  })
})

describe('the registration number', () => {
  const brazil = { ...address, country: 'BR', state: 'São Paulo', postalCode: '01310-100' }
  const number = '11.222.333/0001-81'

  test.for([
    ['where it is demanded', { address: brazil, organizationRegistrationNumber: number }, 'allowed'],
    ['missing where it is demanded', { address: brazil }, 'registrationNumberMissing'],
    [
      'without the telephone number that goes with it',
      { address: { ...brazil, phoneNumber: undefined }, organizationRegistrationNumber: number },
      'phoneNumberMissing',
    ],
    ['where it is not supported', { organizationRegistrationNumber: '123' }, 'registrationNumberNotSupported'],
  ] as const)('%s', ([, change, expected]) => {
    expect(refusalOf(() => checkNewCustomer({ ...wanted, ...change }, partnerIn('BR')))).toBe(expected)
  })
})

describe('the e-mail address is the customer’s', () => {
  test.for([
    ['ada@adatum.example', 'allowed'],
    ['ana@harbor.example', 'invalidInput: billingProfile.email emailOfPartner'],
    ['ana@mail.HARBOR.example', 'invalidInput: billingProfile.email emailOfPartner'],
    ['ana@notharbor.example', 'allowed'],
  ] as const)('%s', ([email, expected]) => {
    expect(refusalOf(() => checkNewCustomer({ ...wanted, email }, callerOf(provider)))).toBe(expected)
  })
})

describe('the country is of the region of the partner', () => {
  const inside = (country: string, change: object = {}) => ({
    ...wanted,
    address: { ...address, country, state: undefined, postalCode: undefined, ...change },
  })

  test.for([
    ['Ireland, sold to from Denmark', inside('IE'), partnerIn('DK'), 'allowed'],
    ['Ireland, sold to from the US', inside('IE'), partnerIn('US'), 'countryOutsideRegion'],
    ['Cuba, sold to from Cuba', inside('CU'), partnerIn('CU'), 'countryOutsideRegion'],
    ['Iran, sold to from Kazakhstan', inside('IR'), partnerIn('KZ'), 'countryOutsideRegion'],
    [
      'a wrong field is told of first',
      inside('IE', { city: undefined }),
      partnerIn('US'),
      'invalidInput: billingProfile.defaultAddress.city required',
    ],
  ] as const)('%s', ([, customer, caller, expected]) => {
    expect(refusalOf(() => checkNewCustomer(customer, caller))).toBe(expected)
  })
})

describe('associating a reseller', () => {
  const associated = { ...wanted, associatedPartnerId: reseller.partnerId }

  test('needs a user', () => {
    expect(refusalOf(() => checkNewCustomer(associated, callerOf(provider, ['AdminAgent'], false)))).toBe(
      'userRequired',
    )
  })

  test('is for indirect providers', () => {
    expect(refusalOf(() => checkNewCustomer(associated, callerOf({ ...provider, kind: 'directPartner' })))).toBe(
      'partnerKindNotAllowed',
    )
  })

  test.for([
    ['no partnership', undefined, 'associatedPartnerNotActive'],
    ['a removed partnership', { ...partnership, state: 'removed' as const }, 'associatedPartnerNotActive'],
    ['an active partnership', partnership, 'allowed'],
  ] as const)('with %s', ([, found, expected]) => {
    expect(refusalOf(() => createCustomer(associated, { ...ids, partnership: found }, now))).toBe(expected)
  })
})

test('a new customer has delegated administration and the state in capitals, and lists show it as it is', () => {
  const { customer, event } = createCustomer({ ...wanted, address: { ...address, state: 'wa' } }, ids, now)

  expect(customer).toMatchObject({ relationship: 'reseller', delegatedAdmin: true, address: { state: 'WA' } })
  expect(summaryOf(customer)).toEqual({
    customerId: ids.customerId,
    companyName: 'Adatum Pilot',
    domain: wanted.domain,
  })
  expect(event.operation).toBe('add_customer')
})

describe('single fields', () => {
  const problemsOf = (change: object) => {
    const parsed = Schema.safeParse({ ...wanted, ...change })
    return parsed.success
      ? 'allowed'
      : parsed.error.issues.map(({ message, path }) => `${path.join('.')} ${message}`).join(', ')
  }

  test.for([
    [{ domain: 'adatum.example' }, 'domain notADomain'],
    [{ domain: `${'a'.repeat(28)}.onmicrosoft.com` }, 'domain notADomain'],
    [{ domain: `${'a'.repeat(27)}.onmicrosoft.com` }, 'allowed'],
    [{ domain: 'AdatumPilot.OnMicrosoft.com' }, 'allowed'],
    [{ email: 'ada' }, 'email notAnEmail'],
    [{ email: 'ada@adatum' }, 'email notAnEmail'],
    [{ email: 'a b@adatum.example' }, 'email notAnEmail'],
    [{ email: 'ada@microsoft.com' }, 'email emailOfMicrosoft'],
    [{ email: 'ada@eu.microsoft.com' }, 'email emailOfMicrosoft'],
    [{ culture: 'EN-us' }, 'allowed'],
    [{ culture: 'english' }, 'culture notACulture'],
    [{ culture: 'en_US' }, 'culture notACulture'],
    [{ companyName: 'A' }, 'companyName tooShort'],
    [{ companyName: 'LLC' }, 'companyName notACompanyName'],
    [{ companyName: 'a b c' }, 'companyName notACompanyName'],
    [{ companyName: 'aaaa' }, 'companyName notACompanyName'],
    [{ companyName: '!!! ???' }, 'companyName notACompanyName'],
    [{ companyName: '株式会社' }, 'companyName notACompanyName'],
    [{ companyName: 'x'.repeat(256) }, 'companyName tooLong'],
    [{ address: { ...address, firstName: 'A' } }, 'address.firstName notANameOfAPerson'],
    [{ address: { ...address, firstName: '李' } }, 'allowed'],
    [{ address: { ...address, lastName: 'test' } }, 'address.lastName notANameOfAPerson'],
    [{ address: { ...address, lastName: '123' } }, 'address.lastName notANameOfAPerson'],
    [{ address: { ...address, country: 'UK' } }, 'address.country notACountry'],
    [{ address: { ...address, country: 'us' } }, 'allowed'],
    [{ address: { ...address, country: 'XZ' } }, 'address.country notACountry'],
    [{ address: { ...address, country: 'USA' } }, 'address.country notACountry'],
    [{ address: { ...address, country: '' } }, 'address.country notACountry'],
    [{ address: { ...address, phoneNumber: 'call me' } }, 'address.phoneNumber notAPhoneNumber'],
    [{ address: { ...address, phoneNumber: '+1 (425) 555-0100' } }, 'allowed'],
  ] as const)('%o', ([change, expected]) => {
    expect(problemsOf(change)).toBe(expected)
  })
})
