import { closeServer, listen, urlOf } from './http/http-server.ts'
import type { LoadedFunction } from './loaded-function.ts'
import { type LogLine, printLine } from './logger.ts'
import { loadApp, type RunningApp } from './running-app.ts'
import { fillEnvironment } from './settings.ts'
import { openTimerStatuses } from './timers/timer-status.ts'

export type { LogLine }

export interface HostOptions {
  /** The folder with package.json (`main`: a file or a glob) and host.json. */
  readonly appRoot: string
  /** On 127.0.0.1; 0 takes a free one. */
  readonly port: number
  /** As `Values` of local.settings.json: fills in, variables that are already set win. */
  readonly environment?: Readonly<Record<string, string>>
  /** Where timers keep when they ran; absent: in memory. */
  readonly statusFolder?: string
  /** Gets what host.json's logLevel lets through; absent: it is printed. */
  readonly log?: (line: LogLine) => void
}

export interface Host {
  readonly url: string
  readonly functions: readonly LoadedFunction[]
  /** Loads the app again, on the same port; requests wait meanwhile. If that fails they get 500 until it succeeds. */
  reload(): Promise<void>
  stop(): Promise<void>
}

/** Counts loadings in this process, because Node never forgets an ES module under the same URL. */
let generation = 0

/** Serves the app as the Azure Functions host would; see README.md for what is and is not emulated. */
export async function startHost(options: HostOptions): Promise<Host> {
  const restoreEnvironment = fillEnvironment(options.environment ?? {})
  const statuses = openTimerStatuses(options.statusFolder)
  const write = options.log ?? printLine
  const load = () => loadApp({ appRoot: options.appRoot, statuses, write, generation: generation++ })
  let app: RunningApp | undefined
  try {
    app = await load()
    const host = await serve(app, options.port, load)
    return {
      ...host,
      get functions() {
        return host.functions
      },
      stop: () => host.stop().finally(restoreEnvironment),
    }
  } catch (error) {
    await app?.stop()
    restoreEnvironment()
    throw error
  }
}

async function serve(firstApp: RunningApp, port: number, load: () => Promise<RunningApp>): Promise<Host> {
  let app: RunningApp | undefined = firstApp
  let current = Promise.resolve(firstApp)
  const server = await listen(port, () => current)
  firstApp.startListeners()

  // One reload or stop after the other.
  let lastTurn: Promise<unknown> = Promise.resolve()
  const inTurn = (act: () => Promise<void>): Promise<void> => {
    const turn = lastTurn.then(act, act)
    lastTurn = turn
    return turn
  }
  const replaceApp = async (next: (previous: RunningApp | undefined) => Promise<RunningApp>) => {
    const previous = app
    app = undefined
    current = next(previous)
    app = await current
  }
  return {
    url: urlOf(server),
    get functions() {
      return app?.functions ?? []
    },
    reload: () =>
      inTurn(async () => {
        await replaceApp(async (previous) => {
          await previous?.stop()
          return load()
        })
        app?.startListeners()
      }),
    stop: () =>
      inTurn(() =>
        closeServer(server, () => {
          // Requests on connections that are still open get 503 from here on.
          current = Promise.reject(new Error('The host is stopping'))
          current.catch(() => {})
          return app?.stop() ?? Promise.resolve()
        }),
      ),
  }
}
