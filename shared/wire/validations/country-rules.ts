import * as z from 'zod'
import { rulesOf } from '../../domain/contact/country.ts'
import type { RecordedRules } from '../../domain/contact/country-recorded.ts'
import { demandsRegistrationNumber } from '../../domain/contact/registration-number.ts'
import { attributes, type Shaped, shape } from '../shape.ts'

const whereRecorded = 'Where the rules of the country were recorded.'

export const CountryValidationRulesShape = shape('CountryValidationRules', () =>
  z.strictObject({
    iso2Code: z.string(),
    defaultCulture: z.string().meta({ description: whereRecorded }).optional(),
    isStateRequired: z.boolean(),
    supportedStatesList: z.array(z.string()),
    supportedLanguagesList: z.array(z.string()),
    supportedCulturesList: z.array(z.string()),
    isPostalCodeRequired: z.boolean(),
    postalCodeRegex: z.string().optional(),
    isCityRequired: z.boolean(),
    isVatIdSupported: z.boolean().meta({ description: whereRecorded }).optional(),
    taxIdFormat: z.string().optional(),
    taxIdSample: z.string().optional(),
    vatIdRegex: z.string().optional(),
    phoneNumberRegex: z.string().optional(),
    isTaxIdSupported: z.boolean().meta({ description: whereRecorded }).optional(),
    isTaxIdOptional: z.boolean().meta({ description: whereRecorded }).optional(),
    customerOrganizationRegistrationNumberRequired: z.literal(true).optional(),
    customerOrganizationPhoneNumberRequired: z.literal(true).optional(),
    countryCallingCodesList: z.array(z.string()),
    attributes: attributes('CountryValidationRules'),
  }),
)

/**
 * The rules of a country in the recorded shape and order. Of a country that was not recorded only what customers are held to
 * here is said; clients walk through the lists, so these are there even when empty.
 */
export function countryRulesToWire(country: string): Shaped<typeof CountryValidationRulesShape> {
  const { isStateRequired, states, isPostalCodeRequired, postalCode, isCityRequired, recorded } = rulesOf(country)
  return {
    iso2Code: country,
    ...(recorded && { defaultCulture: recorded.cultures[0] }),
    isStateRequired,
    supportedStatesList: states,
    supportedLanguagesList: recorded?.languages ?? [],
    supportedCulturesList: recorded?.cultures ?? [],
    isPostalCodeRequired,
    ...(postalCode && { postalCodeRegex: postalCode.source }),
    isCityRequired,
    ...(recorded && numberRules(recorded)),
    ...(demandsRegistrationNumber(country) && {
      customerOrganizationRegistrationNumberRequired: true,
      customerOrganizationPhoneNumberRequired: true,
    }),
    countryCallingCodesList: recorded?.callingCodes ?? [],
    attributes: { objectType: 'CountryValidationRules' },
  }
}

function numberRules({ vatId, phoneNumberRegex, isTaxIdSupported, isTaxIdOptional }: RecordedRules) {
  return {
    isVatIdSupported: vatId !== undefined,
    ...(vatId && {
      taxIdFormat: vatId.format,
      ...(vatId.sample && { taxIdSample: vatId.sample }),
      vatIdRegex: vatId.regex,
    }),
    ...(phoneNumberRegex && { phoneNumberRegex }),
    isTaxIdSupported,
    isTaxIdOptional,
  }
}
