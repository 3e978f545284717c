import { describe, expect, test } from 'vitest'
import type { FaultDetails } from '../../shared/domain/fault.ts'
import { en, type Text } from '../../shared/text/en.ts'
import { html, isolated, withoutMarks } from '../../shared/text/html.ts'
import { ko } from '../../shared/text/ko.ts'
import { languageOf } from '../../shared/text/language.ts'
import { ru } from '../../shared/text/ru.ts'
import { textOf } from '../../shared/text/sentences.ts'
import { zhCN } from '../../shared/text/zh-CN.ts'

type Sentence = (...values: readonly unknown[]) => string
type Entry = string | Sentence

/** Every entry of a catalogue by its path, as in `page.meaning.0`. */
function entriesOf(node: unknown, path: readonly string[] = []): ReadonlyMap<string, Entry> {
  if (typeof node === 'string' || typeof node === 'function') return new Map([[path.join('.'), node as Entry]])
  return new Map(
    Object.entries(node as object).flatMap(([key, child]) => [...entriesOf(child, [...path, key]).entries()]),
  )
}

const english = entriesOf(en)
const catalogues: readonly (readonly [string, string, Text])[] = [
  ['ko', 'Korean', ko],
  ['zh-CN', 'Chinese', zhCN],
  ['ru', 'Russian', ru],
]

// Details that answer every name with a marker; `without` are the names that are not given.
function marked(without: ReadonlySet<string>, asked: Set<string>): FaultDetails {
  return new Proxy<Record<string, string>>(
    {},
    {
      get: (_target, name) => {
        asked.add(String(name))
        return without.has(String(name)) ? '' : `‹${String(name)}›`
      },
    },
  )
}

// The values to call a sentence with. Only the days of a reminder and of a count are numbers.
function argumentsOf(path: string, sentence: Sentence, details: FaultDetails): readonly unknown[] {
  if (path.startsWith('faults.')) return [details]
  if (path.startsWith('problems.')) return ['‹field›', details]
  if (path === 'days') return [4321]
  if (path === 'mail.reminderIntro') return ['‹0›', 4321]
  return Array.from({ length: sentence.length }, (_value, index) => `‹${index}›`)
}

function say(path: string, entry: Entry, without: ReadonlySet<string> = new Set(), asked = new Set<string>()): string {
  return typeof entry === 'string' ? entry : entry(...argumentsOf(path, entry, marked(without, asked)))
}

/** The names of the details that an entry uses. */
function namesIn(path: string, entry: Entry): readonly string[] {
  const asked = new Set<string>()
  say(path, entry, new Set(), asked)
  return [...asked].sort()
}

// What a caller types or compares: paths, headers, field names, formats. It is the same in every language.
const technical =
  /\/v1\/[\w/{}]+|\b(?:GET|POST)\b|MS-\w+|"[A-Z]\w+: .+?"|\{\w+\}|\b[a-z]+[A-Z]\w*(?:\.\w+)*|\b[a-z]+(?:\.[a-z]+[A-Z]\w*)+|\b\w+[@.][\w.]+\.com\b|\b\w+\.com\b|\d{4}-\d\d-\d\dT[\d:]+Z|ISO [\d-]+|\ben-US\b|\bGUID\b|\bJSON\b|‹\w+›/g

// Faults that a page can show.
const onPages =
  /^faults\.(?:invitation|formRejected|signIn|acceptance|region|unexpected|busy|serviceNot|tooMany|identity|notAuth|notFound|role|partnerKind|program|mpnId|bodyToo)/

const insertedIn = (sentence: string) => [...new Set(sentence.match(/‹\w+›|4321/g))].sort()
const technicalIn = (sentence: string) => (sentence.match(technical) ?? []).map((term) => term.replaceAll('"', ''))

describe.each(catalogues)('catalogue %s', (language, name, text) => {
  const entries = entriesOf(text)
  const pairs = [...english].map(([path, source]) => ({ path, source, entry: entries.get(path) as Entry }))

  test('has the keys of the English one, and nothing else', () => {
    expect([...entries.keys()].sort()).toEqual([...english.keys()].sort())
    expect(pairs.filter(({ source, entry }) => typeof entry !== typeof source)).toEqual([])
  })

  test('says something everywhere, and nothing in English', () => {
    for (const { path, source, entry } of pairs) {
      const sentence = say(path, entry)
      expect(sentence.trim(), path).not.toBe('')
      expect(sentence, path).toBe(sentence.trim())
      expect(sentence, path).not.toBe(say(path, source))
      expect(sentence, path).not.toMatch(/undefined|\[object|NaN/)
    }
  })

  test('inserts the values that English inserts', () => {
    for (const { path, source, entry } of pairs) {
      expect(insertedIn(say(path, entry)), path).toEqual(insertedIn(say(path, source)))
      expect(namesIn(path, entry), path).toEqual(namesIn(path, source))
    }
  })

  test('inserts the values that English inserts when one is not given', () => {
    for (const { path, source, entry } of pairs) {
      for (const missing of namesIn(path, source)) {
        const without = new Set([missing])
        expect(insertedIn(say(path, entry, without)), `${path} without ${missing}`).toEqual(
          insertedIn(say(path, source, without)),
        )
      }
    }
  })

  test('leaves field names, paths, headers and formats as they are', () => {
    for (const { path, source, entry } of pairs)
      for (const term of technicalIn(say(path, source))) expect(say(path, entry), path).toContain(term)
  })

  test(`is written in ${name}`, () => {
    const script = { ko: /\p{Script=Hangul}/u, 'zh-CN': /\p{Script=Han}/u, ru: /\p{Script=Cyrillic}/u }[language]
    for (const { path, entry } of pairs) expect(say(path, entry), path).toMatch(script as RegExp)
  })

  // A page takes the first sentence as its heading and the others as the advice below.
  test('gives advice on a page where English does', () => {
    const hasAdvice = (sentence: string, locale: string) =>
      [...new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(sentence.replace(/‹\w+›/g, '5'))].length > 1
    for (const { path, source, entry } of pairs.filter((pair) => onPages.test(pair.path)))
      expect(hasAdvice(say(path, entry), language), path).toBe(hasAdvice(say(path, source), 'en'))
  })

  test('keeps the link in the invitation exactly once', () => {
    expect(text.mail.inviteBody('Contoso').split('{link}')).toHaveLength(2)
  })

  test('says who is signed in when the company is not known', () => {
    expect(text.page.signedInAs('Jane Roe', '')).toContain('Jane Roe')
    expect(text.page.signedInAs('Jane Roe', '')).not.toContain('Contoso')
    expect(text.page.signedInAs('Jane Roe', 'Contoso')).toContain('Contoso')
  })

  test('counts the days of a reminder in its own words', () => {
    expect(text.mail.reminderIntro('Contoso', 7)).toContain(text.days(7))
  })
})

describe('counted words', () => {
  test.each([
    [0, '0 дней'],
    [1, '1 день'],
    [2, '2 дня'],
    [5, '5 дней'],
    [11, '11 дней'],
    [12, '12 дней'],
    [21, '21 день'],
    [22, '22 дня'],
    [25, '25 дней'],
    [111, '111 дней'],
  ])('%i in Russian', (count, words) => {
    expect(ru.days(count)).toBe(words)
    expect(ru.mail.reminderIntro('Contoso', count)).toContain(`истекает через ${words}.`)
  })

  test.each([
    [1, 'через 1 секунду.'],
    [2, 'через 2 секунды.'],
    [5, 'через 5 секунд.'],
    [11, 'через 11 секунд.'],
    [21, 'через 21 секунду.'],
    [86_400, 'через 86400 секунд.'],
  ])('%i seconds in Russian', (seconds, words) => {
    expect(ru.faults.tooManyRequests({ seconds })).toContain(words)
  })

  test('in the other languages', () => {
    expect([1, 5].map(en.days)).toEqual(['1 day', '5 days'])
    expect([1, 5].map(ko.days)).toEqual(['1일', '5일'])
    expect([1, 5].map(zhCN.days)).toEqual(['1 天', '5 天'])
  })
})

test('a Korean sentence has no particle that depends on the sound of an inserted value', () => {
  for (const [path, entry] of entriesOf(ko))
    expect(say(path, entry), path).not.toMatch(/[›}](?:을|를|이|가|은|는|와|과|으로|로)(?![가-힣])/)
})

describe('a name inside of a sentence', () => {
  test('keeps its direction to itself on a page, and is no tag where none may be', () => {
    const sentence = `${isolated('حبر <b>')} asks you.`

    expect(html`<p>${sentence}</p>`.text).toBe('<p><bdi>حبر &lt;b&gt;</bdi> asks you.</p>')
    expect(withoutMarks(sentence)).toBe('حبر <b> asks you.')
    expect(isolated('')).toBe('')
    expect(html`${isolated('a\ufdd1b\ufdd0')}`.text).toBe('<bdi>ab</bdi>')
  })

  test('that ends in a full stop ends the sentence with it', () => {
    const { page } = textOf('en')

    expect(page.signedInAs('Ada', 'Tum e.K.')).toBe('You are signed in as Ada of Tum e.K.')
    expect(html`${page.signedInAs('Ada', isolated('Tum e.K.'))}`.text).toBe(
      'You are signed in as Ada of <bdi>Tum e.K.</bdi>',
    )
    expect(page.signedInAs('Ada', 'Tum')).toBe('You are signed in as Ada of Tum.')
    expect(page.signedInAs('Ada', 'Tum...')).toBe('You are signed in as Ada of Tum....')
  })
})

describe('the language to answer in', () => {
  test.for([
    ['', 'zh-TW,en;q=0.8', 'en'],
    ['', 'zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7', 'en'],
    ['', 'zh-Hant-HK,ko;q=0.5', 'ko'],
    ['', 'zh-MO', 'zh-CN'],
    ['', 'zh-TW,zh-CN;q=0.9,en;q=0.8', 'zh-CN'],
    ['', 'zh,en;q=0.5', 'zh-CN'],
    ['', 'zh-Hans-TW,en;q=0.8', 'zh-CN'],
    ['', 'zh-SG,en', 'zh-CN'],
    ['', 'en;q=0.5,zh-TW', 'en'],
    ['', 'fr, ru;q=0.8, en;q=0.5', 'ru'],
    ['', 'fr', 'en'],
    ['', '', 'en'],
    ['ko-KR', 'ru', 'ko'],
    ['zh-TW', '', 'zh-CN'],
    ['zh-TW', 'en', 'en'],
    ['zz', 'ru', 'ru'],
  ] as const)('of X-Locale "%s" and Accept-Language "%s" is %s', ([locale, accept, expected]) => {
    expect(languageOf(locale, accept)).toBe(expected)
  })
})
