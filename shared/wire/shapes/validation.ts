import * as z from 'zod'
import { attributes, shape } from '../shape.ts'

const GivenAddress = shape('GivenAddress', () =>
  z.strictObject({
    country: z.string(),
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

export const AddressValidation = shape('AddressValidation', () =>
  z.strictObject({
    originalAddress: GivenAddress(),
    suggestedAddresses: z.array(GivenAddress()).meta({ description: 'Always empty: no postal directory is asked.' }),
    status: z.literal('NotValidated'),
    validationMessage: z
      .string()
      .meta({ description: 'The rules of its country that the address breaks; missing where it breaks none.' })
      .optional(),
  }),
)

const recorded = 'Where the rules of the country were recorded.'

export const CountryValidationRules = shape('CountryValidationRules', () =>
  z.strictObject({
    iso2Code: z.string(),
    defaultCulture: z.string().meta({ description: recorded }).optional(),
    isStateRequired: z.boolean(),
    supportedStatesList: z.array(z.string()),
    supportedLanguagesList: z.array(z.string()),
    supportedCulturesList: z.array(z.string()),
    isPostalCodeRequired: z.boolean(),
    postalCodeRegex: z.string().optional(),
    isCityRequired: z.boolean(),
    isVatIdSupported: z.boolean().meta({ description: recorded }).optional(),
    taxIdFormat: z.string().optional(),
    taxIdSample: z.string().optional(),
    vatIdRegex: z.string().optional(),
    phoneNumberRegex: z.string().optional(),
    isTaxIdSupported: z.boolean().meta({ description: recorded }).optional(),
    isTaxIdOptional: z.boolean().meta({ description: recorded }).optional(),
    customerOrganizationRegistrationNumberRequired: z.literal(true).optional(),
    customerOrganizationPhoneNumberRequired: z.literal(true).optional(),
    countryCallingCodesList: z.array(z.string()),
    attributes: attributes('CountryValidationRules'),
  }),
)
