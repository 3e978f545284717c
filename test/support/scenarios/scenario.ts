import { randomUUID } from 'node:crypto'
import type { QueueName } from '../../../shared/azure/storage-names.ts'
import type { Person, Reply } from '../call.ts'
import { ask, fire, handOver, type PlainRow, type World } from '../faults/fault-world.ts'
import type { Taker } from '../faults/invariants.ts'

/** A command on the point of being given, by somebody who has everything that it needs. */
export interface Prepared {
  readonly partners: readonly Taker[]
  /** The command, always in the same words. */
  readonly run: () => Promise<Reply | undefined>
  /** The same command of somebody who does not know of the others: under a request id of its own. */
  readonly rival?: () => Promise<Reply>
  /** What is so when it was carried out, however often it was given. */
  readonly outcome: () => Promise<void>
}

/** What becomes of a command that many give at once, each under a request id of its own. */
interface Race {
  /** What those are answered that it is too late for: the status, and the code of a refusal. Absent: all are answered the same. */
  readonly others?: string
  /** How many are not too late; one, unless said otherwise. */
  readonly wins?: number
  /** How many commands are noted afterwards, where that is not one for each that was not too late. */
  readonly happens?: number
}

export interface Scenario {
  readonly name: string
  /** The step that it is about: the name of its function. */
  readonly step: string
  /** The status of the answer; a queue step and a timer have none. */
  readonly status?: number
  /** Every command has one; a queue step has its message delivered twice instead. */
  readonly race?: Race
  /** One lost answer makes it fail, and its message comes again: a mail is posted once a try. */
  readonly mayFail?: true
  /** It comes again by itself, as a timer does. */
  readonly recurs?: true
  readonly given: (world: World) => Promise<Prepared>
}

/** What a scenario is, without what it needs. */
export type About = Omit<Scenario, 'given'>

export const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02'

/** A request, to be given under the same request id or each time under another. */
export function repeatable(as: Person, request: string, body?: unknown) {
  const requestId = randomUUID()
  return {
    run: () => ask(as, request, { body, requestId }),
    rival: () => ask(as, request, { body, requestId: randomUUID() }),
  }
}

/** A form, which has no request id. */
export function sendable(run: () => Promise<Reply>) {
  return { run, rival: run }
}

/** A message of a queue step. */
export function step(queue: QueueName, message: unknown): () => Promise<undefined> {
  return async () => {
    await handOver(queue, message)
    return undefined
  }
}

/** A timer. */
export function timer(name: string): () => Promise<undefined> {
  return async () => {
    await fire(name)
    return undefined
  }
}

export async function put(world: World, queue: QueueName, message: unknown): Promise<void> {
  await world.queue(queue).sendMessage(Buffer.from(JSON.stringify(message)).toString('base64'))
}

export const isRootOf =
  (customerId: string) =>
  ({ key }: PlainRow): boolean =>
    key === `c!${customerId}!`
