import Module from 'node:module'

interface Registered {
  readonly metadata: {
    readonly name: string
    readonly bindings: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  }
}

/** Everything the steps that were imported have registered with the host. */
export const registered: Registered['metadata'][] = []

const core = {
  version: '4.0.0',
  hostVersion: '4.0.0',
  registerFunction(metadata: Registered['metadata']) {
    registered.push(metadata)
    return { dispose: () => undefined }
  },
  registerHook: () => ({ dispose: () => undefined }),
  setProgrammingModel: () => undefined,
  getProgrammingModel: () => undefined,
  log: () => undefined,
  Disposable: class {
    dispose() {}
  },
}

/** Stands where the Functions host has its own module, so that importing a step registers it without a warning. */
export function installCoreStub(): void {
  const original = Module.prototype.require
  Module.prototype.require = Object.assign(function (this: NodeJS.Module, id: string): unknown {
    return id === '@azure/functions-core' ? core : original.call(this, id)
  }, original)
}
