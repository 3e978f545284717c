import Module from 'node:module'
import type { Application } from './application.ts'
import type { FunctionCallback, FunctionMetadata, LogCategory, LogLevel, ProgrammingModel } from './contract.ts'
import { SystemError } from './errors.ts'
import type { HookCallback } from './hooks.ts'

const coreModuleName = '@azure/functions-core'

/** Apps being served, the latest last: it is the one that registrations belong to. */
const applications: Application[] = []

/** Modules that were handed the core API; they must be loaded afresh when the app is. */
export const coreUsers = new Set<string>()

/** A copy of @azure/functions sets its model only once in its life, so the last one also serves the next app. */
let lastModel: ProgrammingModel | undefined

class Disposable {
  static from(...disposables: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const disposable of disposables) disposable.dispose()
    })
  }

  #dispose: (() => unknown) | undefined

  constructor(dispose: () => unknown) {
    this.#dispose = dispose
  }

  dispose(): unknown {
    const dispose = this.#dispose
    this.#dispose = undefined
    return dispose?.()
  }
}

/** One object for the whole process, because @azure/functions keeps the first it gets for ever. */
const coreModule = {
  version: '3.12.0',
  hostVersion: '4.1037.0',
  Disposable,
  registerFunction: (metadata: FunctionMetadata, callback: FunctionCallback) =>
    new Disposable(current().register(metadata, callback)),
  registerHook: (name: string, callback: HookCallback) => new Disposable(current().hooks.add(name, callback)),
  setProgrammingModel(model: ProgrammingModel) {
    lastModel = model
    current().programmingModel = model
  },
  getProgrammingModel: () => current().programmingModel,
  log: (level: LogLevel, category: LogCategory, message: string) => current().log(level, category, message),
}

const originalRequire = Module.prototype.require

// The way of the real worker. It reaches ESM apps as well: @azure/functions itself is CommonJS.
const interceptingRequire = new Proxy(originalRequire, {
  apply(target, module: NodeJS.Module, args: [string]) {
    if (args[0] !== coreModuleName) return Reflect.apply(target, module, args)
    coreUsers.add(module.filename ?? module.id)
    return coreModule
  },
})

/** Lets `require('@azure/functions-core')` work, and directs it to this app, until the returned function is called. */
export function serveCoreModule(application: Application): () => void {
  application.programmingModel = lastModel
  applications.push(application)
  Module.prototype.require = interceptingRequire
  return () => {
    const index = applications.indexOf(application)
    if (index >= 0) applications.splice(index, 1)
    if (applications.length === 0) Module.prototype.require = originalRequire
  }
}

function current(): Application {
  const application = applications.at(-1)
  if (!application) throw new SystemError('No Azure Functions host is running in this process.')
  return application
}
