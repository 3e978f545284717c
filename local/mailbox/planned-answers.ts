import * as z from 'zod'
import { AcsError } from './acs-error.ts'

/** The body of `POST /api/answers`: what the next sends are to be answered, to see how the service takes it. */
const PlannedAnswer = z.strictObject({
  status: z.int().min(400).max(599),
  code: z.string().optional(),
  message: z.string().default('Planned with POST /api/answers.'),
  retryAfterSeconds: z.int().min(0).optional(),
  times: z.int().min(1).default(1),
  /** The mail is kept although the answer says otherwise, as when an answer is lost on its way. */
  keepsMail: z.boolean().default(false),
})

const codes: Readonly<Record<number, string>> = { 400: 'BadRequest', 401: 'Denied', 429: 'TooManyRequests' }

export type PlannedAnswers = ReturnType<typeof planAnswers>

/** A list of answers, used up in the order they were planned. */
export function planAnswers() {
  let planned: z.infer<typeof PlannedAnswer>[] = []
  return {
    /** Returns what is wrong with the plan, if anything. */
    plan: (answer: unknown): string | undefined => {
      const parsed = PlannedAnswer.safeParse(answer)
      if (parsed.success) planned.push(...Array.from({ length: parsed.data.times }, () => parsed.data))
      return parsed.error && z.prettifyError(parsed.error)
    },
    pending: () => planned.length,
    forget: () => {
      planned = []
    },
    next: (): { error: AcsError; keepsMail: boolean } | undefined => {
      const answer = planned.shift()
      if (!answer) return undefined
      const code = answer.code ?? codes[answer.status] ?? 'InternalServerError'
      const error = new AcsError(answer.status, code, answer.message, answer.retryAfterSeconds)
      return { error, keepsMail: answer.keepsMail }
    },
  }
}
