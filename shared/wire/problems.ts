import type * as z from 'zod'
import { Fault, type FaultDetails, type InputProblem, type ProblemName, problemNames } from '../domain/fault.ts'
import { readShape } from './casing.ts'

const atMost = 20

/**
 * Reads input of any casing by a schema. `rename` turns the path of a field into the name the caller knows it by.
 * @throws {Fault} invalidInput with one problem per wrong field
 */
export function parseInput<T extends z.ZodType>(
  schema: T,
  value: unknown,
  rename = (path: string): string => path,
): z.infer<T> {
  const parsed = schema.safeParse(readShape(schema, value), { reportInput: true })
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.slice(0, atMost).map((issue): InputProblem => {
    const field = rename(pathOf(issue.path)) || 'body'
    return { field, ...problemOf(issue) }
  })
  throw new Fault('invalidInput', { field: problems[0]?.field ?? 'body' }, problems)
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text ? `${text}.${String(part)}` : String(part)
  }, '')
}

type Issue = z.core.$ZodIssue

function problemOf(issue: Issue): { readonly problem: ProblemName; readonly values: FaultDetails } {
  const named = problemNames.find((name) => name === issue.message)
  const values = valuesOf(issue)
  return { problem: named ?? generalProblem(issue), values }
}

function generalProblem(issue: Issue): ProblemName {
  if (issue.input === undefined && issue.code.startsWith('invalid_')) return 'required'
  if (issue.code === 'invalid_format' && issue.format.startsWith('date')) return 'notADate'
  if ('origin' in issue && (issue.origin === 'number' || issue.origin === 'int'))
    return numberProblems[issue.code] ?? 'wrongType'
  return generalProblems[issue.code] ?? 'wrongType'
}

const generalProblems: Readonly<Record<string, ProblemName>> = {
  invalid_value: 'notOneOf',
  too_small: 'tooShort',
  too_big: 'tooLong',
  unrecognized_keys: 'unknownField',
}
const numberProblems: Readonly<Record<string, ProblemName>> = { too_small: 'tooSmall', too_big: 'tooLarge' }

function valuesOf(issue: Issue): FaultDetails {
  if (issue.code === 'invalid_type') return { expected: issue.expected }
  if (issue.code === 'invalid_value') return { allowed: issue.values.map(String).join(', ') }
  if (issue.code === 'too_small') return { minimum: String(issue.minimum) }
  if (issue.code === 'too_big') return { maximum: String(issue.maximum) }
  if (issue.code === 'unrecognized_keys') return { names: issue.keys.join(', ') }
  return {}
}
