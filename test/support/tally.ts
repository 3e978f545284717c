import type { Reply } from './call.ts'

/** What was answered: the status, and the code of a refusal. */
const answerOf = ({ status, body }: Reply): string => [status, body?.code ?? body?.errorCode].filter(Boolean).join(' ')

/** How often each answer was given. */
export function tally(replies: readonly Reply[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(replies, answerOf)].map(([answer, all]) => [answer, all.length]))
}
