import type { RegisteredFunction } from './application.ts'
import type { Binding, FunctionCallback, FunctionMetadata } from './contract.ts'
import { LoadError, messageOf } from './errors.ts'
import { connectionString, expandSettings, isDisabled } from './settings.ts'
import { parseSchedule, type Schedule } from './timers/schedule.ts'

export interface HttpTrigger {
  readonly kind: 'http'
  readonly binding: string
  readonly route: string
  /** Upper case; undefined answers every method. */
  readonly methods: readonly string[] | undefined
}

export interface QueueTrigger {
  readonly kind: 'queue'
  readonly binding: string
  readonly queue: QueueAddress
}

export interface TimerTrigger {
  readonly kind: 'timer'
  readonly binding: string
  readonly schedule: Schedule
  readonly runOnStartup: boolean
  readonly useMonitor: boolean
}

export interface QueueAddress {
  readonly queueName: string
  readonly connectionString: string
}

interface QueueOutput extends QueueAddress {
  readonly binding: string
}

export interface LoadedFunction {
  readonly name: string
  readonly isDisabled: boolean
  readonly trigger: HttpTrigger | QueueTrigger | TimerTrigger
  readonly outputs: readonly QueueOutput[]
  readonly metadata: FunctionMetadata
  readonly callback: FunctionCallback
}

/** Reads what the app registered, and refuses by name whatever this host does not emulate. */
export function loadFunction({ metadata, callback }: RegisteredFunction): LoadedFunction {
  const { name } = metadata
  try {
    checkName(name)
    const [binding, settings] = findTrigger(metadata)
    const trigger = readTrigger(name, binding, settings)
    if (trigger.kind === 'timer' && metadata.retryOptions) refuse('retry policies of a timer')
    const outputs = Object.entries(metadata.bindings).filter((entry) => entry[0] !== binding)
    return {
      name,
      isDisabled: isDisabled(name),
      trigger,
      outputs: outputs.flatMap(([output, outputSettings]) => readOutput(output, outputSettings, trigger)),
      metadata,
      callback,
    }
  } catch (error) {
    throw new LoadError(`Function '${name}': ${messageOf(error)}`, { cause: error })
  }
}

function checkName(name: string): void {
  if (!/^[a-z][a-z0-9_-]{0,127}$/i.test(name) || name.toLowerCase() === 'host')
    throw new LoadError('the name must be a letter, then up to 127 letters, digits, "_" or "-", and not "host"')
}

function findTrigger(metadata: FunctionMetadata): [string, Binding] {
  const triggers = Object.entries(metadata.bindings).filter(([, { type }]) => /trigger$/i.test(type ?? ''))
  const [first] = triggers
  if (!first || triggers.length > 1) throw new LoadError(`there must be one trigger, not ${triggers.length}`)
  return first
}

function readTrigger(name: string, binding: string, settings: Binding): LoadedFunction['trigger'] {
  const { supportsDeferredBinding } = Object(settings.properties)
  if (supportsDeferredBinding === 'true') refuse(`the SDK type of binding "${binding}"`)
  switch (settings.type?.toLowerCase()) {
    case 'httptrigger':
      return readHttpTrigger(name, binding, settings)
    case 'queuetrigger':
      if (settings.dataType !== undefined) refuse(`dataType of binding "${binding}"`)
      return { kind: 'queue', binding, queue: readQueueAddress(settings) }
    case 'timertrigger':
      return readTimerTrigger(binding, settings)
    default:
      return refuse(`the trigger "${settings.type}" of binding "${binding}"`)
  }
}

function readHttpTrigger(name: string, binding: string, settings: Binding): HttpTrigger {
  const authLevel = String(settings.authLevel ?? 'anonymous').toLowerCase()
  if (authLevel !== 'anonymous') refuse(`authLevel "${authLevel}" of binding "${binding}" (there are no keys)`)
  if (settings.webHookType !== undefined) refuse(`webHookType of binding "${binding}"`)
  const methods = settings.methods
  if (Array.isArray(methods) && methods.length === 0) throw new LoadError('"methods" is empty: nothing could match')

  // The route "/" is the root itself; only one that is absent or empty stands for the name.
  const given = String(settings.route ?? '') || name
  const route = given.replace(/^\/+|\/+$/g, '')
  // By prefix, not by segment: the real host refuses "administrators" as well.
  if (/^(admin|runtime)/i.test(route))
    throw new LoadError(`The specified route conflicts with one or more built in routes. ("${route}")`)
  return {
    kind: 'http',
    binding,
    route,
    methods: Array.isArray(methods) ? methods.map((method) => String(method).toUpperCase()) : undefined,
  }
}

function readTimerTrigger(binding: string, settings: Binding): TimerTrigger {
  if (typeof settings.schedule !== 'string') throw new LoadError(`binding "${binding}" has no schedule`)
  const schedule = parseSchedule(expandSettings(settings.schedule))
  return {
    kind: 'timer',
    binding,
    schedule,
    runOnStartup: settings.runOnStartup === true,
    useMonitor: settings.useMonitor !== false && !schedule.firesWithinMinute,
  }
}

function readQueueAddress(settings: Binding): QueueAddress {
  const queueName = expandSettings(String(settings.queueName ?? '')).toLowerCase()
  if (!/^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/.test(queueName)) throw new LoadError(`"${queueName}" is no queue name`)
  const connection = settings.connection
  return { queueName, connectionString: connectionString(typeof connection === 'string' ? connection : undefined) }
}

function readOutput(binding: string, settings: Binding, trigger: LoadedFunction['trigger']): readonly QueueOutput[] {
  const type = settings.type?.toLowerCase()
  if (settings.direction !== 'out') return refuse(`the input "${settings.type}" of binding "${binding}"`)
  if (type === 'queue') return [{ binding, ...readQueueAddress(settings) }]
  if (type === 'http' && binding === '$return' && trigger.kind === 'http') return []
  return refuse(`the output "${settings.type}" of binding "${binding}"`)
}

function refuse(what: string): never {
  throw new LoadError(`${what} is not emulated by the local functions host`)
}
