import * as z from 'zod'
import { CountryCode, PersonName, PhoneNumber } from './contact.ts'
import { rulesOf } from './country.ts'
import type { InputProblem } from './fault.ts'

export const Address = z.object({
  country: CountryCode,
  region: z.string().trim().max(100, 'tooLong').optional(),
  city: z.string().trim().max(100, 'tooLong').optional(),
  state: z.string().trim().max(100, 'tooLong').optional(),
  addressLine1: z.string().trim().min(1, 'required').max(200, 'tooLong'),
  addressLine2: z.string().trim().max(200, 'tooLong').optional(),
  postalCode: z.string().trim().max(20, 'tooLong').optional(),
  firstName: PersonName,
  middleName: z.string().trim().max(50, 'tooLong').optional(),
  lastName: PersonName,
  phoneNumber: PhoneNumber.optional(),
})
export type Address = z.infer<typeof Address>

/** The parts of an address that a country has rules for. */
interface RuledAddress {
  readonly country: string
  readonly city?: string | undefined
  readonly state?: string | undefined
  readonly postalCode?: string | undefined
}

/** Every rule of its country that an address breaks, by field. */
export function addressProblems({ country, city, state, postalCode }: RuledAddress): readonly InputProblem[] {
  const rules = rulesOf(country)
  const problems: InputProblem[] = []
  if (rules.isCityRequired && !city) problems.push({ field: 'city', problem: 'required' })
  if (rules.isStateRequired && !state) problems.push({ field: 'state', problem: 'required' })
  if (state && rules.states.length > 0 && !rules.states.includes(state.toUpperCase()))
    problems.push({ field: 'state', problem: 'notAState', values: { country, states: rules.states.join(', ') } })
  if (rules.isPostalCodeRequired && !postalCode) problems.push({ field: 'postalCode', problem: 'required' })
  if (postalCode && rules.postalCode && !rules.postalCode.test(postalCode))
    problems.push({ field: 'postalCode', problem: 'notAPostalCode', values: { country } })
  return problems
}

/** States of countries with a list of them are codes in capitals; the others are kept as they were written. */
export function withCanonicalState(address: Address): Address {
  const { state, country } = address
  if (!state || rulesOf(country).states.length === 0) return address
  return { ...address, state: state.toUpperCase() }
}
