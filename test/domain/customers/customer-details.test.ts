import { describe, expect, test } from 'vitest'
import { type CustomerDetails, checkDetails } from '../../../shared/domain/customers/customer-details.ts'
import { provider } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { address } from '../sales.ts'

const names = { address: 'address', email: 'email' }
const inside = { addressLine1: 'Rua A 1', firstName: 'Ana', lastName: 'Silva', city: 'São Paulo', state: 'SP' }
const brazil = { ...inside, country: 'BR', postalCode: '01310-100', phoneNumber: '1155501234' }
const details: CustomerDetails = { address, email: 'ada@adatum.example' }
const brazilian: CustomerDetails = {
  address: brazil,
  email: 'ana@silva.example',
  organizationRegistrationNumber: '11.222.333/0001-81',
}
const { phoneNumber: _, ...withoutPhone } = brazil

describe('the details of a new customer are refused', () => {
  test.for([
    [
      'without a city where one is required',
      { address: { ...address, city: undefined } },
      'invalidInput: address.city required',
    ],
    [
      'with a registration number where there is none',
      { organizationRegistrationNumber: '1' },
      'registrationNumberNotSupported',
    ],
    [
      'without one where it is demanded',
      { ...brazilian, organizationRegistrationNumber: undefined },
      'registrationNumberMissing',
    ],
    [
      'with a registration number of another form than that of its country',
      { ...brazilian, organizationRegistrationNumber: '1' },
      'registrationNumberWrong',
    ],
    ['without a telephone number where one is demanded', { ...brazilian, address: withoutPhone }, 'phoneNumberMissing'],
    ['with an address of the partner', { email: 'ana@harbor.example' }, 'invalidInput: email emailOfPartner'],
    [
      'with an address below the domain of the partner',
      { email: 'ana@sales.Harbor.example' },
      'invalidInput: email emailOfPartner',
    ],
  ] as const)('%s', ([, change, expected]) => {
    expect(refusalOf(() => checkDetails({ ...details, ...change }, names, provider))).toBe(expected)
  })

  test.for([
    ['whole details', details],
    ['those of a country that demands a registration number', brazilian],
    ['an address of a domain that only ends alike', { ...details, email: 'ana@notharbor.example' }],
  ] as const)('but not %s', ([, given]) => {
    expect(refusalOf(() => checkDetails(given, names, provider))).toBe('allowed')
  })
})

describe('the details of a customer change', () => {
  const odd: CustomerDetails = { address: { ...address, city: undefined }, email: 'ana@harbor.example' }

  test.for([
    ['to an address of the partner', details, { email: 'ana@harbor.example' }, 'invalidInput: email emailOfPartner'],
    ['to one below its domain', details, { email: 'a@b.harbor.example' }, 'invalidInput: email emailOfPartner'],
    ['to another country', details, { address: brazil }, 'invalidInput: address.country countryFixed'],
    [
      'to an address that breaks the rules',
      details,
      { address: { ...address, city: '' } },
      'invalidInput: address.city required',
    ],
    ['to no telephone number where one is demanded', brazilian, { address: withoutPhone }, 'phoneNumberMissing'],
    ['to another telephone number', brazilian, { address: { ...brazil, phoneNumber: '1155509999' } }, 'allowed'],
    ['in nothing, however odd the row is', odd, {}, 'allowed'],
    ['elsewhere than where the row is odd', odd, { email: 'ada@adatum.example' }, 'allowed'],
    [
      'where the row is odd, and stay so',
      odd,
      { address: { ...odd.address, addressLine1: 'Elm 2' } },
      'invalidInput: address.city required',
    ],
  ] as const)('%s', ([, before, change, expected]) => {
    expect(refusalOf(() => checkDetails({ ...before, ...change }, names, provider, before))).toBe(expected)
  })
})
