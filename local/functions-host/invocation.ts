import { randomBytes, randomUUID } from 'node:crypto'
import type { Application, LogOrigin } from './application.ts'
import type {
  CoreInvocationContext,
  FunctionCallback,
  InvocationModel,
  InvocationRequest,
  InvocationResponse,
  TypedValue,
} from './contract.ts'
import { SystemError } from './errors.ts'
import { type HookData, withFixed } from './hooks.ts'
import type { LoadedFunction } from './loaded-function.ts'

export interface Trigger {
  readonly data: TypedValue
  readonly metadata?: Readonly<Record<string, TypedValue>>
  /** W3C trace context of the caller. */
  readonly trace?: { readonly parent: string | undefined; readonly state: string | undefined }
}

interface Call {
  readonly application: Application
  readonly origin: LogOrigin
  readonly core: CoreInvocationContext
  readonly hookData: HookData
}

/** Runs the function as the real worker's InvocationHandler does. Throws what the function, or a hook, throws. */
export async function callFunction(
  application: Application,
  fn: LoadedFunction,
  trigger: Trigger & { readonly invocationId: string },
): Promise<InvocationResponse> {
  const model = application.programmingModel
  if (!model) throw new SystemError('No programming model is set.')
  const call = createCall(application, fn, toRequest(fn, trigger))
  const invocation = await model.getInvocationModel(call.core)
  const { context, inputs } = await invocation.getArguments()
  call.origin.invocationContext = context

  const before = withFixed({ inputs, functionCallback: fn.callback }, fixedParts(call, context))
  await inState(call, 'preInvocationHooks', () => application.hooks.run('preInvocation', before))

  const outcome = await invoke(call, invocation, { context, inputs: before.inputs, callback: before.functionCallback })
  const after = withFixed({ inputs: before.inputs, ...outcome }, fixedParts(call, context))
  await inState(call, 'postInvocationHooks', () => application.hooks.run('postInvocation', after))

  // As in the real worker: `throw undefined` counts as success.
  if (after.error !== null && after.error !== undefined) throw after.error
  return invocation.getResponse(context, after.result)
}

export function newInvocationId(): string {
  return randomUUID()
}

async function invoke(
  call: Call,
  invocation: InvocationModel,
  given: { readonly context: unknown; readonly inputs: unknown[]; readonly callback: FunctionCallback },
): Promise<{ result: unknown; error: unknown }> {
  try {
    const run = () => invocation.invokeFunction(given.context, given.inputs, given.callback)
    return { result: await inState(call, 'invocation', run), error: null }
  } catch (error) {
    return { result: null, error }
  }
}

async function inState<T>(
  { core }: Call,
  state: NonNullable<CoreInvocationContext['state']>,
  run: () => Promise<T>,
): Promise<T> {
  core.state = state
  try {
    return await run()
  } finally {
    core.state = undefined
  }
}

function fixedParts(call: Call, invocationContext: unknown): Record<string, unknown> {
  return { hookData: call.hookData, appHookData: call.application.appHookData, invocationContext }
}

function createCall(application: Application, fn: LoadedFunction, request: InvocationRequest): Call {
  const { invocationId } = request
  const hookData: HookData = {}
  const origin: LogOrigin = { category: `Function.${fn.name}`, invocationId, hookData }
  const core: CoreInvocationContext = {
    invocationId,
    request,
    metadata: fn.metadata,
    state: undefined,
    log: (level, category, message) => application.log(level, category, message, origin),
  }
  return { application, origin, core, hookData }
}

function toRequest(fn: LoadedFunction, trigger: Trigger & { readonly invocationId: string }): InvocationRequest {
  return {
    invocationId: trigger.invocationId,
    functionId: fn.metadata.functionId ?? fn.name,
    inputData: [{ name: fn.trigger.binding, data: trigger.data }],
    triggerMetadata: trigger.metadata ?? {},
    traceContext: {
      traceParent: toTraceParent(trigger.trace?.parent),
      traceState: trigger.trace?.state ?? '',
      attributes: {},
    },
  }
}

/** The host has a span of its own, below the caller's, only where it sends one to Application Insights. */
function toTraceParent(caller: string | undefined): string {
  if (!process.env.APPLICATIONINSIGHTS_CONNECTION_STRING) return ''
  const traceId = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}/.exec(caller ?? '')?.[1]
  return `00-${traceId ?? randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`
}
