import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test, vi } from 'vitest'

interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
}

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly { readonly key: string; readonly value: unknown }[] }
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[]
  }[]
}

test('with a collector named, an invocation and its storage calls are spans below the caller’s, without people', async () => {
  const arrived = Promise.withResolvers<string>()
  const collector = createServer(async (request, response) => {
    arrived.resolve(await text(request))
    response.end('{}')
  })
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`
  const { aProvider, aCustomer } = await import('../../support/given.ts')
  const { admin } = aProvider()
  vi.resetModules()
  const { importAllSteps } = await import('../../support/all-steps.ts')
  await importAllSteps()
  const { call } = await import('../../support/call.ts')
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736'
  const asked = { as: admin, body: aCustomer(), traceParent: `00-${traceId}-00f067aa0ba902b7-01` }
  expect((await call('POST', '/v1/customers', asked)).status).toBe(201)

  const body = await arrived.promise
  const { resourceSpans } = JSON.parse(body) as Export
  const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans))
  const invocation = spans.find(({ name }) => name === 'create-customer')
  expect(invocation).toMatchObject({ traceId, parentSpanId: '00f067aa0ba902b7' })
  const below = spans.filter(({ parentSpanId }) => parentSpanId === invocation?.spanId)
  expect(below.map(({ name }) => name)).toContain('HTTP POST')
  expect(spans.every((span) => span.traceId === traceId)).toBe(true)
  expect(resourceSpans[0]?.resource.attributes).toContainEqual({
    key: 'service.name',
    value: { stringValue: 'twotier' },
  })
  expect(body).not.toMatch(/onmicrosoft|adatum|n!|127\.0\.0\.1|@\w/i)
  collector.closeAllConnections()
  collector.close()
})
