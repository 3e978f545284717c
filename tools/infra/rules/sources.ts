import { differs, type Problems } from './look.ts'
import { grants } from './roles.ts'

/** The Bicep files by their path in the project. */
export type Sources = Readonly<Record<string, string>>

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

function reasonProblems(name: string, text: string): string[] {
  const lines = text.split('\n')
  const before = (index: number): string => lines[index - 1]?.trim() ?? ''
  return lines.flatMap((line, index) => [
    ...[...line.matchAll(guid)].flatMap(([id]) => {
      const role = grants.find((grant) => grant.id === id)?.role
      if (role === undefined) return [`${name}: ${id} is no role of ours`]
      return before(index).startsWith(`// ${role}: `) ? [] : [`${name}: it is not said what ${role} is for`]
    }),
    ...(/'Microsoft\.Authorization\/(roleAssignments|locks)@/.test(line) && !before(index).startsWith('//')
      ? [`${name}: ${line}: without a reason`]
      : []),
  ])
}

const forbidden: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/\blist\w*\(|\.list\w+\(|getSecret\(/, 'reads a key'],
  [/#disable-(next-line|diagnostics)/, 'silences the compiler'],
  [/\bany\(/, 'takes a type away'],
  [/\bunion\(\s*\{/, 'takes types away; spread instead'],
  [/'(br|ts)[:/]/, 'needs a network to compile'],
  [/@description\('[^']*(TODO|FIXME)/, 'is not finished'],
]

/** What only the text of the files shows: reasons beside rights, and nothing that makes the compiler blind. */
export function sourceProblems(sources: Sources): Problems {
  return Object.entries(sources).flatMap(([name, text]) => [
    ...reasonProblems(name, text),
    ...forbidden.filter(([pattern]) => pattern.test(text)).map(([, why]) => `${name} ${why}`),
    ...differs(
      `${name}: what is secure`,
      [...text.matchAll(/@secure\(\)\nparam (\w+)/g)].length,
      name.endsWith('vault.bicep') ? 2 : 0,
    ),
  ])
}
