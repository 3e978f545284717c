import { expect, test } from 'vitest'
import { addressProblems } from '../../../shared/domain/contact/address.ts'

const redmond = { country: 'US', city: 'Redmond', state: 'WA', postalCode: '98052' }

test.for([
  ['that is whole', redmond, []],
  ['with its state in small letters', { ...redmond, state: 'wa' }, []],
  ['without a city', { ...redmond, city: undefined }, ['city required']],
  ['without a state', { ...redmond, state: undefined }, ['state required']],
  ['of a state there is not', { ...redmond, state: 'XX' }, ['state notAState']],
  ['without a postal code', { ...redmond, postalCode: undefined }, ['postalCode required']],
  ['with a postal code that is none', { ...redmond, postalCode: '1' }, ['postalCode notAPostalCode']],
  ['with all of it missing', { country: 'US' }, ['city required', 'state required', 'postalCode required']],
  [
    'with all of it wrong',
    { ...redmond, city: '', state: 'XX', postalCode: '1' },
    ['city required', 'state notAState', 'postalCode notAPostalCode'],
  ],
  ['with the name of its state', { country: 'MX', city: 'M', state: 'Jalisco', postalCode: '44100' }, []],
  ['without a city in a country of one city', { country: 'SG', postalCode: '546080' }, []],
  [
    'with an extension where there is room for it',
    { country: 'DE', city: 'B', postalCode: '10115', phoneNumber: '+49 30 1234 ext. 5' },
    [],
  ],
  [
    'with an extension where there is none',
    { ...redmond, phoneNumber: '425 555 0100 x5' },
    ['phoneNumber notAPhoneNumber'],
  ],
  ['of a country without states', { country: 'DE', city: 'Berlin', state: 'Berlin', postalCode: '10115' }, []],
  ['of a country without rules of its own', { country: 'IE', city: 'Cork' }, []],
] as const)('an address %s', ([, address, expected]) => {
  expect(addressProblems(address).map(({ field, problem }) => `${field} ${problem}`)).toEqual(expected)
})

test('whoever names a wrong state is told of the right ones', () => {
  const [problem] = addressProblems({ ...redmond, country: 'CA', state: 'WA', postalCode: 'K1A 0B1' })

  expect(problem?.values).toEqual({ country: 'CA', states: 'AB, BC, MB, NB, NL, NS, NT, NU, ON, PE, QC, SK, YT' })
})
