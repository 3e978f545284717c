import type { Fault, FaultDetails, InputProblem } from '../domain/fault.ts'
import type { Language } from '../domain/language.ts'
import { en, type Text } from './en.ts'
import { ko } from './ko.ts'
import { ru } from './ru.ts'
import { zhCN } from './zh-CN.ts'

const texts: Readonly<Record<Language, Text>> = { en, ko, 'zh-CN': zhCN, ru }
const finished = new Map<Language, Text>()

export function textOf(language: Language): Text {
  const text = finished.get(language) ?? (finish(texts[language]) as Text) // the same texts, each sentence with its end
  finished.set(language, text)
  return text
}

/** A name may end in a full stop ("e.K."), which is that of its sentence too; behind a name there may be its mark. */
function finish(text: unknown): unknown {
  if (typeof text === 'string') return text.replace(/(?<!\.)\.(\ufdd1?)\.(?!\.)/g, '.$1')
  if (typeof text === 'function') return (...values: readonly unknown[]) => finish(text(...values))
  if (Array.isArray(text)) return text.map(finish)
  if (typeof text !== 'object' || text === null) return text
  return Object.fromEntries(Object.entries(text).map(([name, part]) => [name, finish(part)]))
}

/** What a person reads who was refused: which field, what is wrong with it, and what to do. */
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
