import type { FunctionCallback, FunctionMetadata, LogCategory, LogLevel, ProgrammingModel } from './contract.ts'
import { SystemError } from './errors.ts'
import { type HookData, HookRegistry, withFixed } from './hooks.ts'
import type { Logger } from './logger.ts'

export interface RegisteredFunction {
  readonly metadata: FunctionMetadata
  readonly callback: FunctionCallback
}

/** Where an app's log line comes from, if from within an invocation. */
export interface LogOrigin {
  readonly category: string
  readonly invocationId?: string
  readonly hookData?: HookData
  /** Known once the library has made it. */
  invocationContext?: unknown
}

/** What one loading of an app has registered, and its life from there. */
export class Application {
  readonly functions = new Map<string, RegisteredFunction>()
  readonly hooks = new HookRegistry()
  /** Shared by all hooks of the app. */
  readonly appHookData: HookData = {}
  /** Shared by appStart and appTerminate only. */
  readonly lifeHookData: HookData = {}
  programmingModel: ProgrammingModel | undefined
  readonly #log: Logger
  #isStarted = false

  constructor(log: Logger) {
    this.#log = log
  }

  register(metadata: FunctionMetadata, callback: FunctionCallback): () => void {
    if (this.#isStarted) throw new SystemError('A function can only be registered during app startup.')
    const id = metadata.functionId ?? metadata.name
    // The host keeps names apart without looking at case.
    const key = id.toLowerCase()
    if (this.functions.has(key)) throw new SystemError(`A function with id "${id}" has already been registered.`)

    this.functions.set(key, { metadata, callback })
    return () => {
      if (this.#isStarted) throw new SystemError('A function can only be disposed during app startup.')
      this.functions.delete(key)
    }
  }

  lock(): void {
    this.#isStarted = true
  }

  /** A log hook may change or drop the app's own lines; lines of the system pass as they are. */
  log(level: LogLevel, category: LogCategory, message: string, origin: LogOrigin = { category: 'Worker' }): void {
    const line = { level, message }
    const { hookData = this.lifeHookData, invocationContext } = origin
    this.hooks.runLog(withFixed(line, { category, hookData, appHookData: this.appHookData, invocationContext }))
    const isOfUser = category === 'user'
    this.#log({
      level: isOfUser ? line.level : level,
      message: isOfUser ? line.message : message,
      category: isOfUser ? `${origin.category}.User` : origin.category,
      ...(origin.invocationId === undefined ? {} : { invocationId: origin.invocationId }),
    })
  }

  async runLifeHook(name: 'appStart' | 'appTerminate', more: object = {}): Promise<void> {
    await this.hooks.run(name, withFixed({ ...more }, { hookData: this.lifeHookData, appHookData: this.appHookData }))
  }
}
