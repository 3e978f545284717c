import type { Trigger } from './invocation.ts'
import type { LoadedFunction } from './loaded-function.ts'
import type { RunningApp } from './running-app.ts'
import { toTimerTrigger } from './timers/timer-listener.ts'

export interface AdminAnswer {
  readonly status: number
  readonly text: string
}

/** `POST /admin/functions/<name>`: starts a timer or queue function now, disabled or not, and does not wait for it. */
export function runByHand(app: RunningApp, name: string, body: string): AdminAnswer {
  const fn = app.functions.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase())
  if (!fn) return { status: 404, text: '' }
  const input = parseInput(body)
  if (input === undefined) return { status: 400, text: 'The body must be a JSON object; "input", if any, a string.' }
  const trigger = toTrigger(app, fn, input)
  if (!trigger) return { status: 400, text: 'An HTTP function is run through its route.' }

  const reason = 'This function was programmatically called via the host APIs.'
  // The executor logs a failure; whoever asked has their 202 by then.
  app.executor.run({ fn, reason, ...trigger }).catch(() => {})
  return { status: 202, text: '' }
}

function toTrigger(app: RunningApp, fn: LoadedFunction, input: string): Trigger | undefined {
  switch (fn.trigger.kind) {
    case 'http':
      return undefined
    case 'queue':
      return { data: { string: input }, metadata: { QueueTrigger: { string: input } } }
    case 'timer':
      return toTimerTrigger(fn.trigger.useMonitor ? app.statuses.read(fn.name) : undefined, false)
  }
}

function parseInput(body: string): string | undefined {
  try {
    const { input = '' } = JSON.parse(body)
    return typeof input === 'string' ? input : undefined
  } catch {
    return undefined
  }
}
