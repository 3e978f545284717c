import { AsyncLocalStorage } from 'node:async_hooks'
import type { InvocationContext } from '@azure/functions'
import type { Context } from '@opentelemetry/api'
import { type OperationType, operations } from '../domain/audit.ts'
import type { Tracing } from './open-telemetry.ts'
import { personFree } from './person-free.ts'
import { settings } from './settings.ts'

/** What happened to the service itself. */
const operational = ['refused', 'unexpected', 'settingsWrong', 'webhookGivenUp', 'poisonRedriven', 'owedFound'] as const

export type EventName = (typeof operations)[OperationType] | (typeof operational)[number]
/** What rules of alerts and the run book are held to. @internal */
export const eventNames: readonly EventName[] = [...Object.values(operations), ...operational]

type Level = 'info' | 'warn' | 'error'

/** Ids, names of things of ours and numbers: never what a person wrote or is called. */
export type EventFields = Readonly<Record<string, string | number | undefined>>

interface Invocation {
  readonly context: Pick<InvocationContext, Level | 'traceContext' | 'functionName'>
  readonly correlationId: string
  /** The span that this invocation is, where spans are sent. */
  span?: Context
  isOver: boolean
}

const invocations = new AsyncLocalStorage<Invocation>()

/** Runs a step so that what it logs goes to its own log, under its correlation id. */
export async function inInvocation<T>(
  context: Invocation['context'],
  correlationId: string,
  work: () => Promise<T>,
): Promise<T> {
  const invocation: Invocation = { context, correlationId, isOver: false }
  try {
    return await invocations.run(invocation, settings.sendsSpans ? () => inSpan(invocation, work) : work)
  } catch (error) {
    throw writable(error)
  } finally {
    invocation.isOver = true
  }
}

/** The worker makes a mark on what a step throws; one that it cannot make ends its process, and every call in it. */
function writable(error: unknown): unknown {
  if (!(error instanceof Error) || Object.isExtensible(error)) return error
  return new Error(error.message, { cause: error })
}

let tracing: Promise<Tracing> | undefined

async function inSpan<T>(invocation: Invocation, work: () => Promise<T>): Promise<T> {
  tracing ??= import('./open-telemetry.ts').then((module) => module.startTracing(() => invocations.getStore()?.span))
  const { functionName, traceContext } = invocation.context
  return (await tracing).around(functionName, traceContext?.traceParent, (span) => {
    invocation.span = span
    return work()
  })
}

/** The correlation id of what is being done, where something is. */
export function currentCorrelationId(): string | undefined {
  return invocations.getStore()?.correlationId
}

/**
 * Writes one line of the log: JSON with the event, its fields, the caller's correlation id and the trace it belongs to (of
 * `traceparent`). Never throws: a line that cannot be written must not undo what it reports.
 */
export function logEvent(event: EventName, fields: EventFields = {}, level: Level = 'info'): void {
  const invocation = invocations.getStore()
  const trace = invocation?.context.traceContext?.traceParent?.split('-')[1]
  const line = JSON.stringify({ event, ...fields, correlationId: invocation?.correlationId, trace })
  // The host complains of lines that come after the answer; those go where the process writes.
  if (invocation && !invocation.isOver) invocation.context[level](line)
  else console[level](line)
}

export interface CommittedEvent {
  readonly operation: OperationType
  readonly partnerId: string
  readonly aggregateId: string
  readonly resourceId: string
}

/** Logs something that was committed: once, after the transaction. */
export function logCommitted({ operation, partnerId, aggregateId, resourceId }: CommittedEvent): void {
  logEvent(
    operations[operation],
    { partnerId, aggregateId, resourceId },
    operation === 'partnership_mail_refused' ? 'warn' : 'info',
  )
}

/** Logs an error that nobody foresaw, with its stack and its causes, without what they quote of people. */
export function logUnexpected(error: unknown): void {
  logEvent('unexpected', { error: personFree(describe(error)) }, 'error')
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : ` <- ${describe(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}
