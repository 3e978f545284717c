import Module from 'node:module'

const coreModuleName = '@azure/functions-core'

class Disposable {
  dispose(): void {
    // Nothing was registered anywhere.
  }
}

/** As little of a Functions host as lets @azure/functions load without its test-mode warnings. */
const core = {
  version: '0.0.0',
  hostVersion: '4.0.0',
  Disposable,
  registerFunction: () => new Disposable(),
  registerHook: () => new Disposable(),
  setProgrammingModel: () => {},
  getProgrammingModel: () => ({ name: '@azure/functions', version: '4' }),
  log: () => {},
}

/** Must be called before anything loads @azure/functions. */
export function stubCoreModule(): void {
  const load = Module.prototype.require
  Module.prototype.require = new Proxy(load, {
    apply: (target, module: NodeJS.Module, args: [string]) =>
      args[0] === coreModuleName ? core : Reflect.apply(target, module, args),
  })
}
