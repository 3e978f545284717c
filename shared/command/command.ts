import { logUnexpected } from '../azure/telemetry.ts'
import type { Actor } from '../domain/audit.ts'
import { Fault } from '../domain/fault.ts'
import type { Answer } from './answer.ts'
import { untilUncontested } from './contest.ts'

/** What somebody asks to be changed: who, when, and under which id it may be asked again. */
export interface Asked {
  readonly actor: Actor
  readonly requestId: string
  readonly correlationId: string
  /** Names this very operation: the same request id on another path is another command. */
  readonly operation: string
  readonly bodyHash: string
  readonly now: Date
  /** Whether an earlier attempt may have got through: the caller gave the request id, or this is a second try. */
  readonly mayBeRepeat: boolean
}

/** One attempt at what was asked. */
export interface Command extends Asked {
  /** Keeps what undoes something this attempt has put in place for itself; it is called should the attempt be refused. */
  readonly ifRefused: (undo: () => Promise<void>) => void
}

/** The answer to an earlier attempt at the same command. */
export class Replay extends Error {
  override readonly name = 'Replay'
  readonly answer: Answer

  constructor(answer: Answer) {
    super('replay')
    this.answer = answer
  }
}

/**
 * Attempts what was asked, again and again while others are faster. A refused attempt, also one that was answered before,
 * leaves nothing of its own behind; one that lost a race keeps what it holds, because it may have won without knowing.
 * @throws {Fault} the refusal, busy; {Replay}
 */
export function attempt<T>(asked: Asked, step: (command: Command) => Promise<T>): Promise<T> {
  return untilUncontested((isRepeat) => {
    const undoings: (() => Promise<void>)[] = []
    const mayBeRepeat = asked.mayBeRepeat || isRepeat
    const work = step({ ...asked, mayBeRepeat, ifRefused: (undo) => undoings.push(undo) })
    return work.catch((error: unknown) => undone(undoings, error))
  })
}

/** @throws {unknown} `error`, once what the attempt has put in place is undone */
async function undone(undoings: readonly (() => Promise<void>)[], error: unknown): Promise<never> {
  // What cannot be undone now does not take the place of the refusal.
  if (error instanceof Fault || error instanceof Replay) for (const undo of undoings) await undo().catch(logUnexpected)
  throw error
}

/** As attempt, for a command that answers: the first answer, where an earlier attempt has given it. */
export async function answered(asked: Asked, step: (command: Command) => Promise<Answer>): Promise<Answer> {
  try {
    return await attempt(asked, step)
  } catch (error) {
    if (error instanceof Replay) return error.answer
    throw error
  }
}
