import { type Language, languages } from '../domain/language.ts'

/** The language to answer in: the one asked for by name, else the best of `Accept-Language`, else `fallback`. */
export function languageOf(locale: string | null, acceptLanguage: string | null, fallback: Language = 'en'): Language {
  return match(locale ?? '') ?? bestOf(acceptLanguage ?? '') ?? fallback
}

function bestOf(header: string): Language | undefined {
  const wishes = header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(/;\s*q=/)
      return { tag, quality: quality === undefined ? 1 : Number(quality) }
    })
    .sort((one, other) => other.quality - one.quality)
  for (const { tag } of wishes) {
    const language = match(tag)
    if (language) return language
  }
  return undefined
}

function match(tag: string): Language | undefined {
  const [primary = ''] = tag.trim().toLowerCase().split('-')
  return primary === '' ? undefined : languages.find((language) => language.split('-')[0] === primary)
}
