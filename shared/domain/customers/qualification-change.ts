import * as z from 'zod'
import type { Event } from '../audit.ts'
import { refuseInput } from '../fault.ts'
import { line } from '../line.ts'
import type { Customer } from './customer.ts'
import { Qualification, type QualificationName, qualificationNames } from './qualification.ts'

export const NewQualification = z.object({
  name: z.enum(qualificationNames),
  educationSegment: Qualification.shape.educationSegment,
  website: line({ max: 500 }).optional(),
  validationCode: line({ max: 100 }).optional(),
})
export type NewQualification = z.infer<typeof NewQualification>

interface QualifiedCustomer {
  readonly customer: Customer
  readonly event: Event
}

/** Makes one qualification the only one, or takes all away. Undefined when it is so already. @throws {Fault} invalidInput */
export function replaceQualification(
  before: Customer,
  name: QualificationName | 'none',
  code: string | undefined,
  now: Date,
): QualifiedCustomer | undefined {
  const { qualifications = [] } = before
  if (name === 'none') return qualifications.length === 0 ? undefined : qualified(before, [], {})
  if (qualifications.length === 1 && qualifications[0]?.name === name) return undefined
  checkCode(name, code, 'code')
  return qualified(before, [{ name, grantedAt: now.toISOString() }], factsOf(code))
}

/** Adds a qualification. Undefined when the customer has the very same. @throws {Fault} invalidInput */
export function addQualification(
  before: Customer,
  { validationCode, ...wanted }: NewQualification,
  now: Date,
): QualifiedCustomer | undefined {
  const { qualifications = [] } = before
  const known = qualifications.find(({ name }) => name === wanted.name)
  if (known && known.educationSegment === wanted.educationSegment && known.website === wanted.website) return undefined
  checkCode(wanted.name, validationCode, 'validationCode')
  const others = qualifications.filter((one) => one !== known)
  return qualified(before, [...others, { ...wanted, grantedAt: now.toISOString() }], factsOf(validationCode))
}

/** Partner Center hands out the code; it cannot be checked here, so that it was given goes on record. */
function checkCode(name: QualificationName, code: string | undefined, field: string): void {
  if (name === 'government_community_cloud' && !code) refuseInput(field, 'required')
}

const factsOf = (code: string | undefined): Readonly<Record<string, string>> => (code ? { ValidationCode: code } : {})

function qualified(
  before: Customer,
  qualifications: Qualification[],
  facts: Readonly<Record<string, string>>,
): QualifiedCustomer {
  const customer: Customer = { ...before, qualifications }
  return {
    customer,
    event: {
      operation: 'update_customer_qualification',
      resource: 'customer',
      resourceId: customer.customerId,
      before,
      after: customer,
      facts,
    },
  }
}
