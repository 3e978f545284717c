import { countries } from '../domain/contact/country.ts'
import type { Language } from '../domain/language.ts'

const named = new Map<Language, readonly Region[]>()

export interface Region {
  readonly code: string
  readonly name: string
}

/** Every country that a customer can be in, with its name in the reader's language and in that language's order. */
export function regionsIn(language: Language): readonly Region[] {
  const known = named.get(language)
  if (known) return known
  const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
  const { compare } = new Intl.Collator(language)
  const regions = countries()
    .map((code) => ({ code, name: names.of(code) ?? '' }))
    .filter(({ name }) => name !== '')
    .sort((one, other) => compare(one.name, other.name))
  named.set(language, regions)
  return regions
}
