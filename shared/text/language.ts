import { type Language, languages } from '../domain/language.ts'

/**
 * The language to answer in: the one asked for by name, else the best of `Accept-Language`, else `fallback`. Who reads Traditional
 * Chinese gets Simplified only where nothing else that we have is asked for.
 */
export function languageOf(locale: string | null, acceptLanguage: string | null, fallback: Language = 'en'): Language {
  const asked = [(locale ?? '').trim().toLowerCase(), ...wishesOf(acceptLanguage ?? '')]
  const chinese = asked.find((tag) => isChinese(tag))
  const isTraditional = chinese !== undefined && traditional.test(chinese)
  // Browsers put a plain zh behind zh-TW by themselves.
  const isSecondBest = (tag: string) => traditional.test(tag) || (isTraditional && tag === 'zh')
  return matchIn(asked.filter((tag) => !isSecondBest(tag))) ?? matchIn(asked) ?? fallback
}

const traditional = /^zh-(?:hant|tw|hk|mo)\b/
const isChinese = (tag: string): boolean => /^zh(?:-|$)/.test(tag)

function wishesOf(header: string): readonly string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(/;\s*q=/)
      return { tag: tag.trim().toLowerCase(), quality: quality === undefined ? 1 : Number(quality) }
    })
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag)
}

function matchIn(tags: readonly string[]): Language | undefined {
  for (const tag of tags) {
    const [primary] = tag.split('-')
    const language = languages.find((one) => primary !== '' && one.split('-')[0] === primary)
    if (language) return language
  }
  return undefined
}
