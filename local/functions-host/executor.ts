import type { Application } from './application.ts'
import type { InvocationResponse } from './contract.ts'
import { messageOf } from './errors.ts'
import { callFunction, newInvocationId, type Trigger } from './invocation.ts'
import type { LoadedFunction } from './loaded-function.ts'
import type { Logger } from './logger.ts'
import { sendOutputs } from './queues/queue-output.ts'
import type { Queues } from './queues/queues.ts'

export interface Execution extends Trigger {
  readonly fn: LoadedFunction
  /** As the real host words it in "Executing 'Functions.x' (Reason='…')". */
  readonly reason: string
}

/** Runs invocations of one loaded app, logs them, and knows which are still running. */
export class Executor {
  readonly #application: Application
  readonly #queues: Queues
  readonly #log: Logger
  readonly #running = new Set<Promise<unknown>>()

  constructor(application: Application, queues: Queues, log: Logger) {
    this.#application = application
    this.#queues = queues
    this.#log = log
  }

  /** Resolves when the output bindings are written too; throws what the function throws, having logged it. */
  run(execution: Execution): Promise<InvocationResponse> {
    return this.track(this.#run(execution))
  }

  /** Makes `drain` wait for this as well. */
  track<T>(running: Promise<T>): Promise<T> {
    this.#running.add(running)
    const forget = () => this.#running.delete(running)
    running.then(forget, forget)
    return running
  }

  async drain(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running)
  }

  async #run(execution: Execution): Promise<InvocationResponse> {
    const { fn, reason } = execution
    const invocationId = newInvocationId()
    const line = { category: `Function.${fn.name}`, invocationId }
    const startedAt = performance.now()
    const ended = (word: string) =>
      `Executed 'Functions.${fn.name}' (${word}, Id=${invocationId}, Duration=${Math.round(performance.now() - startedAt)}ms)`

    this.#log({
      ...line,
      level: 'information',
      message: `Executing 'Functions.${fn.name}' (Reason='${reason}', Id=${invocationId})`,
    })
    try {
      const response = await callFunction(this.#application, fn, { ...execution, invocationId })
      await sendOutputs(fn, response, this.#queues)
      this.#log({ ...line, level: 'information', message: ended('Succeeded') })
      return response
    } catch (error) {
      this.#log({ ...line, level: 'error', message: `${ended('Failed')} ${messageOf(error)}`, error })
      throw error
    }
  }
}
