import * as z from 'zod'
import { countryData } from './country-data.ts'
import { type RecordedRules, recordedRules } from './country-recorded.ts'

const Data = z.record(
  z.string(),
  z.object({
    has: z.string(),
    requires: z.string(),
    zip: z.string().optional(),
    states: z.array(z.array(z.string())).optional(),
  }),
)
type Data = z.infer<typeof Data>

let read: Data | undefined

// Read when first needed: a call that names no country does without.
function data(): Data {
  read ??= JSON.parse(countryData) as Data // held to its schema by a test
  return read
}

/** ISO 3166-1 alpha-2 in capitals, and Kosovo. */
export const CountryCode = z
  .string()
  .trim()
  .max(100, { error: 'notACountry', abort: true })
  .toUpperCase()
  .refine((code) => Object.hasOwn(data(), code), 'notACountry')

/** Every country there is, by code. */
export function countries(): readonly string[] {
  return Object.keys(data())
}

/** The culture that most people of a country have, by Unicode's data: what clients take for it where nobody has chosen one. */
export function cultureOf(country: string): string {
  const { language } = new Intl.Locale(`und-${country}`).maximize()
  return Intl.getCanonicalLocales(`${language}-${country}`)[0] ?? 'en-US'
}

/** What an address in a country must hold. */
export interface CountryRules {
  readonly isStateRequired: boolean
  /** The codes that can be chosen from; of a country without a list anything goes. */
  readonly states: readonly string[]
  readonly isPostalCodeRequired: boolean
  readonly postalCode: RegExp | undefined
  readonly isCityRequired: boolean
  /** Where Partner Center's own rules were recorded: the rest of them. Nothing here is held to it. */
  readonly recorded?: RecordedRules
}

const known = new Map<string, CountryRules>()

/** The rules of a country; of what is none only the city is demanded. */
export function rulesOf(country: string): CountryRules {
  const rules = known.get(country) ?? readRules(country)
  known.set(country, rules)
  return rules
}

function readRules(country: string): CountryRules {
  const recorded = recordedRules[country]
  if (recorded) return { ...recorded, recorded }
  const { requires = 'C', zip, states = [] } = data()[country] ?? {}
  return {
    isStateRequired: requires.includes('S'),
    states: states.map(([code = '']) => code).sort(),
    isPostalCodeRequired: requires.includes('Z'),
    postalCode: zip === undefined ? undefined : new RegExp(`^(?:${zip})$`, 'i'),
    isCityRequired: requires.includes('C'),
  }
}

/** Whether a postal code has the form of its country; a hyphen stands for a blank. */
export function isPostalCodeOf(country: string, given: string): boolean {
  const { postalCode } = rulesOf(country)
  const plain = plainPostalCode(given)
  return !postalCode || postalCode.test(plain) || postalCode.test(plain.replaceAll('-', ' '))
}

/** With digits as East Asian keyboards write them, and hyphens of word processors, in plain signs. */
export function plainPostalCode(given: string): string {
  return given.normalize('NFKC').replace(/[\p{Pd}\u2212]/gu, '-')
}

/** A state and what it is called. @internal */
export interface State {
  readonly code: string
  readonly name: string
}

/** The states of a country, by name as they are called there. @internal */
export function statesOf(country: string): readonly State[] {
  const { states } = rulesOf(country)
  const named = new Map(data()[country]?.states?.map(([code = '', name = code]) => [code, name]))
  return states.map((code) => ({ code, name: named.get(code) ?? code }))
}

/**
 * The code of a state that is given by its code or by its name in any of its languages. What is written in a country without a
 * list of states stays as it is; undefined: the list has no such state.
 */
export function stateOf(country: string, given: string): string | undefined {
  const { states } = rulesOf(country)
  if (states.length === 0) return given
  const code = states.find((one) => one.toUpperCase() === given.toUpperCase())
  if (code) return code
  // As it is written counts before what is left without its kind: a county and a city can have one name.
  const asked = spellings(given)
  const listed = data()[country]?.states ?? []
  const byName = (isOne: (name: string) => boolean) => listed.find(([, ...names]) => names.some(isOne))
  const found =
    byName((name) => spellings(name)[0] === asked[0]) ??
    byName((name) => spellings(name).some((one) => asked.includes(one)))
  return states.find((one) => one === found?.[0])
}

// People leave out what says of which kind a province or prefecture is.
const kinds =
  /(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|省|市|都|道|府|県|縣|특별자치시|특별자치도|특별시|광역시|도|sheng|shi|\bdo|\bsi|область|край|республика|oblast|kray|county|prefecture|province)$/u

function spellings(name: string): readonly string[] {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase()
  const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')
  return [letters(plain), letters(plain.trim().replace(kinds, ''))].filter(Boolean)
}
