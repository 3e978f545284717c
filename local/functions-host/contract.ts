// The part of the `@azure/functions-core` contract that passes between the library and this host.
// Microsoft ships these types only with the worker, so they are restated here.

export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none'
export type LogCategory = 'user' | 'system' | 'customMetric'

export interface NullableString {
  readonly value: string
}

export interface HttpCookie {
  readonly name: string
  readonly value: string
  readonly domain?: { readonly value?: string | null } | null
  readonly path?: { readonly value?: string | null } | null
  readonly expires?: { readonly value?: { readonly seconds?: number | null } | null } | null
  readonly secure?: { readonly value?: boolean | null } | null
  readonly httpOnly?: { readonly value?: boolean | null } | null
  readonly sameSite?: 'none' | 'lax' | 'strict' | 'explicitNone' | null
  readonly maxAge?: { readonly value?: number | null } | null
}

interface HttpValue {
  readonly method?: string
  readonly url?: string
  readonly nullableHeaders?: Record<string, NullableString>
  readonly nullableParams?: Record<string, NullableString>
  readonly nullableQuery?: Record<string, NullableString>
  readonly body?: TypedValue | null | undefined
  readonly statusCode?: string | null
  readonly headers?: Record<string, string> | null
  readonly cookies?: readonly HttpCookie[] | null
  readonly enableContentNegotiation?: boolean | null
}

/** Exactly one of the properties is set. */
export interface TypedValue {
  readonly string?: string | null
  readonly json?: string | null
  readonly bytes?: Uint8Array | null
  readonly int?: number | null
  readonly double?: number | null
  readonly http?: HttpValue | null
}

export interface Binding {
  readonly type?: string
  readonly direction?: 'in' | 'out' | 'inout'
  readonly [property: string]: unknown
}

export interface FunctionMetadata {
  readonly name: string
  readonly functionId?: string
  readonly bindings: Readonly<Record<string, Binding>>
  readonly retryOptions?: unknown
}

export type FunctionCallback = (...args: unknown[]) => unknown

export interface InvocationRequest {
  readonly invocationId: string
  readonly functionId: string
  readonly inputData: readonly { readonly name: string; readonly data: TypedValue }[]
  readonly triggerMetadata: Readonly<Record<string, TypedValue>>
  readonly traceContext: { readonly traceParent: string; readonly traceState: string; readonly attributes: object }
}

export interface InvocationResponse {
  readonly outputData?: readonly { readonly name: string; readonly data: TypedValue }[] | null
  readonly returnValue?: TypedValue | null
}

type InvocationState = 'preInvocationHooks' | 'invocation' | 'postInvocationHooks'

export interface CoreInvocationContext {
  readonly invocationId: string
  readonly request: InvocationRequest
  readonly metadata: FunctionMetadata
  state: InvocationState | undefined
  log(level: LogLevel, category: LogCategory, message: string): void
}

export interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>
  invokeFunction(context: unknown, inputs: unknown[], callback: FunctionCallback): Promise<unknown>
  getResponse(context: unknown, result: unknown): Promise<InvocationResponse>
}

type Capabilities = Record<string, string>

export interface ProgrammingModel {
  readonly name: string
  readonly version: string
  getInvocationModel(context: CoreInvocationContext): InvocationModel | Promise<InvocationModel>
  getCapabilities?(defaults: Capabilities): Capabilities | Promise<Capabilities>
}
