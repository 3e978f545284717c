import * as z from 'zod'

let isoRegions: Intl.DisplayNames | undefined

// Two letters have few values, and every address that is read or written asks for one of them.
const regions = new Map<string, boolean>()

function isRegion(code: string): boolean {
  const known = regions.get(code) ?? isIsoRegion(code)
  regions.set(code, known)
  return known
}

// Made when first needed: it costs a tenth of what loading the whole app does.
function isIsoRegion(code: string): boolean {
  isoRegions ??= new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
  return isoRegions.of(code) !== undefined
}

// ICU knows them; ISO 3166-1 reserves them at most. The United Kingdom is GB.
const notCountries = new Set('UK EU EZ UN QO ZZ XA XB AC CP CQ DG EA IC TA'.split(' '))

/** ISO 3166-1 alpha-2 in capitals. */
export const CountryCode = z
  .string()
  .toUpperCase()
  .refine((code) => /^[A-Z]{2}$/.test(code) && !notCountries.has(code) && isRegion(code), 'notACountry')

/** What an address in a country must hold. Recorded from Partner Center's country rules where it publishes them. */
export interface CountryRules {
  readonly isStateRequired: boolean
  readonly states: readonly string[]
  readonly isPostalCodeRequired: boolean
  readonly postalCode: RegExp | undefined
  readonly isCityRequired: boolean
  /** Where Partner Center's own rules were recorded: the rest of them. Nothing here is held to it. */
  readonly recorded?: RecordedRules
}

export interface RecordedRules {
  readonly languages: readonly string[]
  /** The first is the default. */
  readonly cultures: readonly [string, ...string[]]
  readonly callingCodes: readonly string[]
  readonly phoneNumberRegex?: string
  readonly vatId?: { readonly format: string; readonly regex: string }
  readonly isTaxIdSupported: boolean
  readonly isTaxIdOptional: boolean
}

const states = (list: string): readonly string[] => list.split(' ')

const usStates = states(
  'AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY',
)
const chineseProvinces = states(
  'AH BJ CQ FJ GD GS GX GZ HA HB HE HI HL HN JL JS JX LN NM NX QH SC SD SH SN SX TJ XJ XZ YN ZJ',
)
const canadianProvinces = states('AB BC MB NB NL NS NT NU ON PE QC SK YT')

const withoutStates = { isStateRequired: false, states: [], isCityRequired: true } as const
const anywhere: CountryRules = { ...withoutStates, isPostalCodeRequired: false, postalCode: undefined }

const rules: Readonly<Record<string, CountryRules>> = {
  US: {
    isStateRequired: true,
    states: usStates,
    isPostalCodeRequired: true,
    postalCode: /^\d{5}(-\d{4})?$/,
    isCityRequired: true,
    recorded: {
      languages: ['en', 'es'],
      cultures: ['en-US', 'es-US'],
      callingCodes: ['1'],
      phoneNumberRegex: String.raw`^(1[ \-\/\.]?)?(\((\d{3})\)|(\d{3}))[ \-\/\.]?(\d{3})[ \-\/\.]?(\d{4})$`,
      isTaxIdSupported: true,
      isTaxIdOptional: true,
    },
  },
  CA: {
    isStateRequired: true,
    states: canadianProvinces,
    isPostalCodeRequired: true,
    postalCode: /^[a-zA-Z]\d[a-zA-Z][ -]?\d[a-zA-Z]\d$/,
    isCityRequired: true,
  },
  CN: {
    isStateRequired: true,
    states: chineseProvinces,
    isPostalCodeRequired: true,
    postalCode: /^[0-9]{6,6}$/,
    isCityRequired: true,
    recorded: {
      languages: ['zh-CHS', 'en'],
      cultures: ['zh-CN', 'en-US'],
      callingCodes: ['86'],
      isTaxIdSupported: false,
      isTaxIdOptional: false,
    },
  },
  MX: { isStateRequired: true, states: [], isPostalCodeRequired: true, postalCode: /^\d{5}$/, isCityRequired: true },
  DE: {
    ...withoutStates,
    isPostalCodeRequired: true,
    postalCode: /^[0-9]{5,5}$/,
    recorded: {
      languages: ['en', 'de'],
      cultures: ['de-DE', 'en-US'],
      callingCodes: ['49'],
      vatId: { format: 'DE#########', regex: String.raw`^DE[\d]{9,9}$` },
      isTaxIdSupported: false,
      isTaxIdOptional: true,
    },
  },
  FR: { ...withoutStates, isPostalCodeRequired: true, postalCode: /^\d{5}$/ },
  KR: { ...withoutStates, isPostalCodeRequired: true, postalCode: /^\d{5}$/ },
  RU: { ...withoutStates, isPostalCodeRequired: true, postalCode: /^\d{6}$/ },
  GB: {
    ...withoutStates,
    isPostalCodeRequired: true,
    postalCode:
      /^([gG][iI][rR][ ]?0[aA]{2,2}|[a-zA-Z]([0-9][0-9a-zA-Z]?|[a-zA-Z][0-9][0-9a-zA-Z]?)[ ]?[0-9][a-zA-Z]{2,2})$/,
    recorded: {
      languages: ['en'],
      cultures: ['en-GB', 'en-US'],
      callingCodes: ['44'],
      vatId: {
        format: 'GB#########',
        regex: String.raw`^GB(([\d]{3,3}[\d]{4,4}[\d]{2,2}([\d]{3,3})?)|((GD|HA)[\d]{3,3}))$`,
      },
      isTaxIdSupported: false,
      isTaxIdOptional: true,
    },
  },
}

/** The rules of a country; where none are known only the city is demanded. */
export function rulesOf(country: string): CountryRules {
  return rules[country] ?? anywhere
}

// Partner Center's list of 2021 plus its additions up to 2023: registration number and phone number are both demanded there.
const withRegistrationNumber = new Set(
  'AM AZ BY HU KZ KG MD RU TJ UZ UA BR IN ZA PL AE SA TR TH VN MM IQ SS VE'.split(' '),
)

export function demandsRegistrationNumber(country: string): boolean {
  return withRegistrationNumber.has(country)
}
