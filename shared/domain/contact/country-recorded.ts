/** What an address must hold by a country's rules, and what else Partner Center says of it. */
export interface RecordedRules {
  readonly isStateRequired: boolean
  readonly states: readonly string[]
  readonly isPostalCodeRequired: boolean
  readonly postalCode: RegExp
  readonly isCityRequired: boolean
  readonly languages: readonly string[]
  /** The first is the default. */
  readonly cultures: readonly [string, ...string[]]
  readonly callingCodes: readonly string[]
  readonly phoneNumberRegex?: string
  readonly vatId?: { readonly format: string; readonly sample?: string; readonly regex: string }
  readonly isTaxIdSupported: boolean
  readonly isTaxIdOptional: boolean
}

const states = (list: string): readonly string[] => list.split(' ')

/** The rules that Partner Center itself was seen to answer: they count before the address data. */
export const recordedRules: Readonly<Record<string, RecordedRules>> = {
  US: {
    isStateRequired: true,
    states: states(
      'AK AL AR AZ CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY',
    ),
    isPostalCodeRequired: true,
    postalCode: /^\d{5}(-\d{4})?$/,
    isCityRequired: true,
    languages: ['en', 'es'],
    cultures: ['en-US', 'es-US'],
    callingCodes: ['1'],
    phoneNumberRegex: String.raw`^(1[ \-\/\.]?)?(\((\d{3})\)|(\d{3}))[ \-\/\.]?(\d{3})[ \-\/\.]?(\d{4})$`,
    isTaxIdSupported: true,
    isTaxIdOptional: true,
  },
  CN: {
    isStateRequired: true,
    states: states('AH BJ CQ FJ GD GS GX GZ HA HB HE HI HL HN JL JS JX LN NM NX QH SC SD SH SN SX TJ XJ XZ YN ZJ'),
    isPostalCodeRequired: true,
    postalCode: /^[0-9]{6,6}$/,
    isCityRequired: true,
    languages: ['zh-CHS', 'en'],
    cultures: ['zh-CN', 'en-US'],
    callingCodes: ['86'],
    isTaxIdSupported: false,
    isTaxIdOptional: false,
  },
  DE: {
    ...{ isStateRequired: false, states: [], isCityRequired: true },
    isPostalCodeRequired: true,
    postalCode: /^[0-9]{5,5}$/,
    languages: ['en', 'de'],
    cultures: ['de-DE', 'en-US'],
    callingCodes: ['49'],
    vatId: { format: 'DE#########', regex: String.raw`^DE[\d]{9,9}$` },
    isTaxIdSupported: false,
    isTaxIdOptional: true,
  },
  GB: {
    ...{ isStateRequired: false, states: [], isCityRequired: true },
    isPostalCodeRequired: true,
    postalCode:
      /^([gG][iI][rR][ ]?0[aA]{2,2}|[a-zA-Z]([0-9][0-9a-zA-Z]?|[a-zA-Z][0-9][0-9a-zA-Z]?)[ ]?[0-9][a-zA-Z]{2,2})$/,
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
  PT: {
    ...{ isStateRequired: false, states: [], isCityRequired: true },
    isPostalCodeRequired: true,
    postalCode: /^\d{4}(-\d{3})?$/,
    languages: ['en', 'pt-PT'],
    cultures: ['pt-PT', 'en-US'],
    callingCodes: ['351'],
    vatId: { format: 'PT#########', sample: 'PT980152267', regex: String.raw`^PT[\d]{9,9}$` },
    isTaxIdSupported: false,
    isTaxIdOptional: false,
  },
}
