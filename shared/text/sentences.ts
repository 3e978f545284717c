import type { Fault, FaultDetails, InputProblem } from '../domain/fault.ts'
import type { Language } from '../domain/language.ts'
import { en, type Text } from './en.ts'
import { ko } from './ko.ts'
import { ru } from './ru.ts'
import { zhCN } from './zh-CN.ts'

const texts: Readonly<Record<Language, Text>> = { en, ko, 'zh-CN': zhCN, ru }

export function textOf(language: Language): Text {
  return texts[language]
}

/** What to tell a person who was refused: which field, what is wrong with it, and what to do. */
export function sentenceOf(fault: Fault, language: Language): string {
  if (fault.problems.length > 0) return sentencesOf(fault.problems, language)
  // A fault is made with the details of its name, which is what its sentence says.
  const sentence = textOf(language).faults[fault.fault] as (details: FaultDetails) => string
  return sentence(fault.details)
}

/** One sentence per wrong input. */
export function sentencesOf(problems: readonly InputProblem[], language: Language): string {
  const text = textOf(language)
  return problems.map(({ field, problem, values }) => text.problems[problem](field, values ?? {})).join(' ')
}
