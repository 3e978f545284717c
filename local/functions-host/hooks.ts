import { ReadOnlyError, SystemRangeError } from './errors.ts'

const hookNames = ['preInvocation', 'postInvocation', 'appStart', 'appTerminate', 'log'] as const
export type HookName = (typeof hookNames)[number]
export type HookCallback = (context: object) => unknown
export type HookData = Record<string, unknown>

/** The hooks of one app, run in the order of registration. A hook that throws stops what it was hooked into. */
export class HookRegistry {
  readonly #callbacks = new Map<HookName, HookCallback[]>(hookNames.map((name) => [name, []]))

  /** Returns the function that takes the hook away again. */
  add(name: string, callback: HookCallback): () => void {
    const known = hookNames.find((hookName) => hookName === name)
    const callbacks = known && this.#callbacks.get(known)
    if (!callbacks) throw new SystemRangeError(`Unrecognized hook "${name}"`)

    callbacks.push(callback)
    return () => {
      const index = callbacks.indexOf(callback)
      if (index >= 0) callbacks.splice(index, 1)
    }
  }

  async run(name: Exclude<HookName, 'log'>, context: object): Promise<void> {
    for (const callback of this.#callbacks.get(name) ?? []) await callback(context)
  }

  /** Log hooks are synchronous, and the real worker swallows what they throw. */
  runLog(context: object): void {
    try {
      for (const callback of this.#callbacks.get('log') ?? []) callback(context)
    } catch {
      // A broken log hook must not hide the line it was given.
    }
  }
}

/** Adds properties to a hook context that a hook may read and modify inside, but not replace. */
export function withFixed<T extends object>(context: T, fixed: Readonly<Record<string, unknown>>): T {
  for (const [name, value] of Object.entries(fixed)) {
    Object.defineProperty(context, name, {
      enumerable: true,
      get: () => value,
      set: () => {
        throw new ReadOnlyError(name)
      },
    })
  }
  return context
}
