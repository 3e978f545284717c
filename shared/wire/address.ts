import * as z from 'zod'
import { addressProblems } from '../domain/address.ts'
import { CountryCode } from '../domain/country.ts'
import type { InputProblem } from '../domain/fault.ts'
import { line } from '../domain/line.ts'

const given = line({ max: 1000 }).optional()

/** An address to look at: only its country must be one, the rest is what the answer is about. */
export const AddressToValidate = z
  .object({
    country: CountryCode,
    region: given,
    city: given,
    state: given,
    addressLine1: given,
    addressLine2: given,
    postalCode: given,
    firstName: given,
    middleName: given,
    lastName: given,
    phoneNumber: given,
  })
  .meta({ id: 'AddressToValidate' })
type AddressToValidate = z.infer<typeof AddressToValidate>

/** The rules an address breaks: those of its country, and the line that every address has. */
export function problemsOf(address: AddressToValidate): readonly InputProblem[] {
  const trimmed = { ...address, city: address.city?.trim(), postalCode: address.postalCode?.trim() }
  const broken = addressProblems({ ...trimmed, state: address.state?.trim() })
  return address.addressLine1?.trim() ? broken : [{ field: 'addressLine1', problem: 'required' }, ...broken]
}

/**
 * The answer to POST validations/address since 2021. `Verified` and `VerifiedShippable` mean that a postal directory knows the
 * address, and the statuses in between that it knows part of it; there is none here, only the country's rules of form. So the
 * status is always `NotValidated`, and a message says which rules are broken; without one the form is right.
 */
export function validationToWire(originalAddress: AddressToValidate, validationMessage: string | undefined) {
  return {
    originalAddress,
    suggestedAddresses: [],
    status: 'NotValidated',
    ...(validationMessage && { validationMessage }),
  }
}
