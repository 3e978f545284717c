import { rulesOf } from '../domain/country.ts'
import type { RecordedRules } from '../domain/country-recorded.ts'
import { demandsRegistrationNumber } from '../domain/registration-number.ts'

/**
 * The rules of a country in the recorded shape and order. Of a country that was not recorded only what customers are held to
 * here is told; clients walk through the lists, so these are there even when empty.
 */
export function countryRulesToWire(country: string) {
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
