import * as z from 'zod'
import { MiddleName, PersonName, PhoneNumber } from './contact.ts'
import { CountryCode, rulesOf } from './country.ts'
import type { InputProblem } from './fault.ts'
import { line } from './line.ts'

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
  postalCode: line({ max: 20 }).optional(),
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
