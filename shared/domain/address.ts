import { rulesOf } from './country.ts'
import type { InputProblem } from './fault.ts'

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
