import { expect, test } from 'vitest'
import { Language, languages } from '../../shared/domain/language.ts'
import { textOf } from '../../shared/text/sentences.ts'

test.for(languages.map((language) => [language] as const))('%s is written in words of its own', ([language]) => {
  expect(Language.parse(language)).toBe(language)
  expect(textOf(language).page.title === textOf('en').page.title).toBe(language === 'en')
})

test.for(['de', 'EN', 'zh', '', 'en-US'])('%s is none of the languages', (language) => {
  expect(Language.safeParse(language).success).toBe(false)
})
