import { type Instrumenter, type TracingContext, useInstrumenter } from '@azure/core-tracing'
import { app } from '@azure/functions'
import { type Context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { version } from './version.ts'

/** Where the spans of this process go, and who is in the middle of what. */
export interface Tracing {
  /** Runs `work` in a span of this name, below the caller's span where `traceParent` names one. */
  around<T>(name: string, traceParent: string | undefined, work: (context: Context) => Promise<T>): Promise<T>
}

/**
 * Starts sending a span of every invocation, and of every call of an Azure SDK in it, to the collector that the standard
 * variables of OpenTelemetry name (OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_HEADERS, OTEL_SERVICE_NAME). The host's own
 * log and request telemetry stay as they are.
 * @param activeContext gives the span that is being worked in
 */
export function startTracing(activeContext: () => Context | undefined): Tracing {
  const service = { 'service.name': process.env.OTEL_SERVICE_NAME ?? 'twotier', 'service.version': version }
  const provider = new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes(service)),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), scheduledDelayMillis: 1_000 })],
  })
  const tracer = provider.getTracer('twotier', version)
  useInstrumenter(
    instrumenterOf((name, kind, parent) => {
      const context = parent ?? activeContext() ?? ROOT_CONTEXT
      const span = tracer.startSpan(name, { kind }, context)
      return { span, context: trace.setSpan(context, span) }
    }),
  )
  app.hook.appTerminate(() => provider.shutdown())
  return {
    around: async (name, traceParent, work) => {
      const parent = contextOf(traceParent)
      const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes: { 'faas.name': name } }, parent)
      try {
        return await work(trace.setSpan(parent, span))
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR })
        throw error
      } finally {
        span.end()
      }
    },
  }
}

function contextOf(traceParent: string | undefined): Context {
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(traceParent ?? '') ?? []
  if (!traceId || !spanId) return ROOT_CONTEXT
  const traceFlags = Number.parseInt(flags ?? '', 16) & TraceFlags.SAMPLED
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true })
}

type Start = (name: string, kind: SpanKind, parent: Context | undefined) => { span: Span; context: Context }

const kinds = {
  client: SpanKind.CLIENT,
  server: SpanKind.SERVER,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
}

/** The Azure SDKs' way to spans. Attributes are left out: they hold addresses of requests, and those hold names. */
function instrumenterOf(start: Start): Instrumenter {
  return {
    startSpan: (name, { spanKind = 'internal', tracingContext }) => {
      const kind = spanKind === 'internal' ? SpanKind.INTERNAL : kinds[spanKind]
      const { span, context } = start(name, kind, tracingContext)
      return { span: toAzure(span), tracingContext: context }
    },
    withContext: (_context, callback, ...args) => callback(...args),
    parseTraceparentHeader: contextOf,
    createRequestHeaders: (context) => headersOf(context),
  }
}

function toAzure(span: Span) {
  return {
    setStatus: ({ status }: { readonly status: string }) => {
      if (status === 'error') span.setStatus({ code: SpanStatusCode.ERROR })
    },
    setAttribute: () => {},
    recordException: () => {},
    end: () => span.end(),
    isRecording: () => span.isRecording(),
  }
}

function headersOf(context: TracingContext | undefined): Record<string, string> {
  const { traceId, spanId, traceFlags } = (context && trace.getSpanContext(context)) ?? {}
  if (!traceId || !spanId) return {}
  return { traceparent: `00-${traceId}-${spanId}-${(traceFlags ?? 0).toString(16).padStart(2, '0')}` }
}
