import * as z from 'zod'
import type { InputProblem } from '../fault.ts'
import { line } from '../line.ts'
import { extensionOf, MiddleName, PersonName, PhoneNumber } from './contact.ts'
import { CountryCode, isPostalCodeOf, plainPostalCode, rulesOf, stateOf } from './country.ts'

/** An address as it is kept; it may be older than the rules for those that come in. */
export const Address = z.object({
  country: z.string(),
  region: z.string().optional(),
  city: z.string().optional(),
  state: z.string().optional(),
  addressLine1: z.string(),
  addressLine2: z.string().optional(),
  postalCode: z.string().optional(),
  firstName: z.string(),
  middleName: z.string().optional(),
  lastName: z.string(),
  phoneNumber: z.string().optional(),
})
export type Address = z.infer<typeof Address>

/** An address that somebody gives. */
export const GivenAddress = z.object({
  country: CountryCode,
  region: line({ max: 100 }).optional(),
  city: line({ max: 100 }).optional(),
  state: line({ max: 100 }).optional(),
  addressLine1: line({ min: 1, max: 200 }),
  addressLine2: line({ max: 200 }).optional(),
  postalCode: line({ max: 20 }).overwrite(plainPostalCode).optional(),
  firstName: PersonName,
  middleName: MiddleName.optional(),
  lastName: PersonName,
  phoneNumber: PhoneNumber.optional(),
})

/** The parts of an address that a country has rules for. */
interface RuledAddress {
  readonly country: string
  readonly city?: string | undefined
  readonly state?: string | undefined
  readonly postalCode?: string | undefined
  readonly phoneNumber?: string | undefined
}

/** Every rule of its country that an address breaks, by field. */
export function addressProblems(address: RuledAddress): readonly InputProblem[] {
  const { country, city, state, postalCode, phoneNumber } = address
  const rules = rulesOf(country)
  const isMissing = {
    city: rules.isCityRequired && !city,
    state: rules.isStateRequired && !state,
    postalCode: rules.isPostalCodeRequired && !postalCode,
  }
  const missing = (['city', 'state', 'postalCode'] as const).filter((field) => isMissing[field])
  const problems: InputProblem[] = missing.map((field) => ({ field, problem: 'required' }))
  if (state && stateOf(country, state) === undefined)
    problems.push({ field: 'state', problem: 'notAState', values: { country, states: rules.states.join(', ') } })
  if (postalCode && !isPostalCodeOf(country, postalCode))
    problems.push({ field: 'postalCode', problem: 'notAPostalCode', values: { country } })
  if (phoneNumber && hasNoRoom(country, phoneNumber))
    problems.push({ field: 'phoneNumber', problem: 'notAPhoneNumber' })
  return problems
}

/** Where Partner Center's own pattern of a number is known, it leaves no room for an extension. */
function hasNoRoom(country: string, phoneNumber: string): boolean {
  return rulesOf(country).recorded?.phoneNumberRegex !== undefined && extensionOf(phoneNumber) !== ''
}

/** States of countries with a list of them are kept as codes; the others as they were written. */
export function withCanonicalState(address: Address): Address {
  const { state, country } = address
  return state ? { ...address, state: stateOf(country, state) ?? state } : address
}
