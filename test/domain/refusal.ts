import { expect } from 'vitest'
import { Fault } from '../../shared/domain/fault.ts'

/** What a decision was refused with: the fault's name, and for wrong input the field and the rule behind it. */
export function refusalOf(decide: () => unknown): string {
  try {
    decide()
  } catch (error) {
    expect(error).toBeInstanceOf(Fault)
    const { fault, problems } = error as Fault
    return [fault, ...problems.map(({ field, problem }) => `${field} ${problem}`)].join(': ')
  }
  return 'allowed'
}
