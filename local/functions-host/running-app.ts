import { loadAppFiles } from './app-files.ts'
import { Application } from './application.ts'
import { serveCoreModule } from './core-module.ts'
import { LoadError, messageOf } from './errors.ts'
import { Executor } from './executor.ts'
import { buildRoutes, type Route } from './http/routing.ts'
import { type LoadedFunction, loadFunction } from './loaded-function.ts'
import { createLogger, type Logger, type LogLine } from './logger.ts'
import { QueueListener, readQueueOptions } from './queues/queue-listener.ts'
import { Queues } from './queues/queues.ts'
import { type HostJson, readHostJson } from './settings.ts'
import { TimerListener } from './timers/timer-listener.ts'
import type { TimerStatuses } from './timers/timer-status.ts'

const drainMilliseconds = 10_000

export interface AppOptions {
  readonly appRoot: string
  readonly statuses: TimerStatuses
  readonly write: (line: LogLine) => void
  /** 0 for the first loading in a process, one more for each after it. */
  readonly generation: number
}

/** An app that is loaded and being served. */
export interface RunningApp {
  readonly functions: readonly LoadedFunction[]
  readonly routes: readonly Route[]
  readonly executor: Executor
  readonly statuses: TimerStatuses
  /** Starts queues and timers. */
  startListeners(): void
  /** Stops listening, lets running invocations end (10 s), runs the appTerminate hooks, forgets the app's modules. */
  stop(): Promise<void>
}

/** Loads the app; what it does wrong, or what this host does not emulate, is thrown as a LoadError. */
export async function loadApp(options: AppOptions): Promise<RunningApp> {
  const hostJson = readHostJson(options.appRoot)
  refuseSettings(hostJson)
  const log = createLogger(hostJson.section('logging.logLevel'), options.write)
  const application = new Application(log)
  const stopServing = serveCoreModule(application)
  let forgetFiles = () => {}
  try {
    forgetFiles = await loadAppFiles(options.appRoot, options.generation)
    await startApplication(application, options.appRoot)
    const functions = [...application.functions.values()].map(loadFunction)
    const unload = () => {
      stopServing()
      forgetFiles()
    }
    return createRunningApp({ options, hostJson, log, application, functions, unload })
  } catch (error) {
    stopServing()
    forgetFiles()
    throw error
  }
}

async function startApplication(application: Application, appRoot: string): Promise<void> {
  if (application.functions.size === 0)
    throw new LoadError(
      'The app registered no function. (A copy of @azure/functions that was loaded before the host stays in test mode.)',
    )
  await application.runLifeHook('appStart', { functionAppDirectory: appRoot })
  const capabilities = await application.programmingModel?.getCapabilities?.({ RpcHttpBodyOnly: 'true' })
  if (capabilities?.HttpUri !== undefined)
    throw new LoadError('enableHttpStream is not emulated by the local functions host')
  application.lock()
}

interface AppParts {
  readonly options: AppOptions
  readonly hostJson: HostJson
  readonly log: Logger
  readonly application: Application
  readonly functions: readonly LoadedFunction[]
  readonly unload: () => void
}

function createRunningApp(parts: AppParts): RunningApp {
  const { options, hostJson, log, application, functions } = parts
  const routes = buildRoutes(functions, hostJson.text('extensions.http.routePrefix', 'api'))
  const queues = new Queues(readMessageEncoding(hostJson) === 'base64')
  const executor = new Executor(application, queues, log)
  const queueOptions = readQueueOptions(hostJson)
  const listeners: { stop(): Promise<void> }[] = []
  return {
    functions,
    routes,
    executor,
    statuses: options.statuses,
    startListeners() {
      for (const fn of functions.filter((candidate) => !candidate.isDisabled)) {
        const { trigger } = fn
        if (trigger.kind === 'queue')
          listeners.push(new QueueListener({ fn, trigger, queues, options: queueOptions, executor, log }))
        else if (trigger.kind === 'timer')
          listeners.push(new TimerListener({ fn, trigger, executor, statuses: options.statuses }))
      }
    },
    async stop() {
      const ended = Promise.all(listeners.map((listener) => listener.stop())).then(() => executor.drain())
      const isInTime = await Promise.race([ended.then(() => true), delay(drainMilliseconds)])
      if (!isInTime) log({ level: 'warning', category: 'Host', message: 'Some invocations did not end in 10 s.' })
      await application.runLifeHook('appTerminate').catch((error: unknown) => {
        log({ level: 'error', category: 'Host', message: `An appTerminate hook failed: ${messageOf(error)}`, error })
      })
      parts.unload()
    },
  }
}

async function delay(milliseconds: number): Promise<false> {
  const { promise, resolve } = Promise.withResolvers<false>()
  setTimeout(() => resolve(false), milliseconds).unref()
  return promise
}

function readMessageEncoding(hostJson: HostJson): string {
  const encoding = hostJson.text('extensions.queues.messageEncoding', 'base64').toLowerCase()
  if (encoding !== 'base64' && encoding !== 'none')
    throw new LoadError(`host.json extensions.queues.messageEncoding must be base64 or none: ${encoding}`)
  return encoding
}

/** Settings that would change what callers see, and are not emulated. */
function refuseSettings(hostJson: HostJson): void {
  const refused = [
    ['concurrency.dynamicConcurrencyEnabled', hostJson.isTrue('concurrency.dynamicConcurrencyEnabled')],
    ['extensions.http.dynamicThrottlesEnabled', hostJson.isTrue('extensions.http.dynamicThrottlesEnabled')],
    ['extensions.http.maxConcurrentRequests', isLimited(hostJson.value('extensions.http.maxConcurrentRequests'))],
    ['extensions.http.maxOutstandingRequests', isLimited(hostJson.value('extensions.http.maxOutstandingRequests'))],
    ['extensions.http.customHeaders', hostJson.value('extensions.http.customHeaders') !== undefined],
    ['extensions.http.hsts', hostJson.isTrue('extensions.http.hsts.isEnabled')],
    ['functions', hostJson.value('functions') !== undefined],
  ] as const
  const found = refused.find(([, isSet]) => isSet)
  if (found) throw new LoadError(`host.json ${found[0]} is not emulated by the local functions host`)
}

function isLimited(value: unknown): boolean {
  return value !== undefined && Number(value) !== -1
}
