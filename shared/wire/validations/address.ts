import * as z from 'zod'
import { addressProblems } from '../../domain/contact/address.ts'
import { CountryCode } from '../../domain/contact/country.ts'
import type { InputProblem } from '../../domain/fault.ts'
import { line } from '../../domain/line.ts'
import { type Shaped, shape } from '../shape.ts'

const given = line({ max: 1000 }).optional()

/** An address to look at. Whatever it is, the answer is about it and no refusal. */
export const AddressToValidate = z
  .object({
    country: given,
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
  const country = CountryCode.safeParse(address.country)
  if (!country.success) return [{ field: 'country', problem: address.country ? 'notACountry' : 'required' }]
  const trimmed = {
    ...address,
    country: country.data,
    city: address.city?.trim(),
    postalCode: address.postalCode?.trim(),
  }
  const broken = addressProblems({ ...trimmed, state: address.state?.trim() })
  return address.addressLine1?.trim() ? broken : [{ field: 'addressLine1', problem: 'required' }, ...broken]
}

const GivenAddressShape = shape('GivenAddress', () =>
  z.strictObject({
    country: z.string().optional(),
    region: z.string().optional(),
    city: z.string().optional(),
    state: z.string().optional(),
    addressLine1: z.string().optional(),
    addressLine2: z.string().optional(),
    postalCode: z.string().optional(),
    firstName: z.string().optional(),
    middleName: z.string().optional(),
    lastName: z.string().optional(),
    phoneNumber: z.string().optional(),
  }),
)

export const AddressValidationShape = shape('AddressValidation', () =>
  z.strictObject({
    originalAddress: GivenAddressShape(),
    suggestedAddresses: z
      .array(GivenAddressShape())
      .meta({ description: 'Always empty: no postal directory is asked.' }),
    status: z.literal('NotValidated'),
    validationMessage: z
      .string()
      .meta({ description: 'The rules of its country that the address breaks; missing where it breaks none.' })
      .optional(),
  }),
)

/**
 * The answer to POST validations/address since 2021. `Verified` and `VerifiedShippable` mean that a postal directory knows the
 * address, and the statuses in between that it knows part of it; there is none here, only the country's rules of form. So the
 * status is always `NotValidated`, and a message says which rules are broken; without one the form is right.
 */
export function validationToWire(
  originalAddress: AddressToValidate,
  validationMessage: string | undefined,
): Shaped<typeof AddressValidationShape> {
  return {
    originalAddress,
    suggestedAddresses: [],
    status: 'NotValidated',
    ...(validationMessage && { validationMessage }),
  }
}
