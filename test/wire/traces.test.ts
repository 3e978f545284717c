import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { handler as unmatched } from '../../functions/system/zz-unmatched.ts'
import { findStep } from '../../shared/http/registry.ts'
import { importAllSteps } from '../support/all-steps.ts'
import { call, type Person, type Reply, send } from '../support/call.ts'
import { aProvider, givenReadyCustomer, must } from '../support/given.ts'
import { hasRecordings } from './recording.ts'

await importAllSteps()

interface Trace {
  readonly client: string
  readonly method: string
  readonly path: string
  readonly query?: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'wire', 'traces')
const read = (file: string): Trace[] =>
  readFileSync(join(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Trace)
const traces = hasRecordings ? [...read('java-sdk-1.15.4.jsonl'), ...read('pliancy-node-6.7.0.jsonl')] : []

if (!hasRecordings) console.log('The requests that real clients were seen to send are not here: left out.')

/**
 * What a client gets for a request with its placeholders filled in. Where it sends made-up ids, the documented refusal.
 */
const outcomes: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^POST \/v1\/customers$/, [201, 400]],
  [/^PUT .*\/profiles\/billing$/, [400]],
  [/^HEAD \/v1\/domains\//, [200, 404]],
  [/^DELETE \/v1\/customers\/\{customerId\}$/, [403]],
  [/^POST .*\/agreements$/, [400]],
  [/^GET \/v1\/offers\/o/, [400]],
  [/^POST .*\/orders$/, [400]],
  [/^PATCH .*\/orders\//, [400]],
  [/^PUT .*\/carts\//, [201]],
  [/^POST .*\/checkout$/, [400]],
  [/^PATCH .*\/subscriptions\//, [400]],
  [/^PUT .*\/supportcontact$/, [400]],
  // The sku that the client made up.
  [/^GET \/v1\/products\/p\//, [404]],
  [/^GET /, [200]],
]

const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02'
const ids: Record<string, string> = {}
let admin: Person

beforeAll(async () => {
  if (!hasRecordings) return
  admin = aProvider().admin
  const { id } = await givenReadyCustomer(admin)
  const order = must(
    await call('POST', `/v1/customers/${id}/orders`, {
      as: admin,
      body: { lineItems: [{ offerId: e3, quantity: 1 }] },
    }),
    201,
  ).body
  const cart = must(
    await call('POST', `/v1/customers/${id}/carts`, {
      as: admin,
      body: { lineItems: [{ catalogItemId: e3, quantity: 1 }] },
    }),
    201,
  ).body
  Object.assign(ids, {
    customerId: id,
    orderId: order.id,
    subscriptionId: order.lineItems[0].subscriptionId,
    cartId: cart.id,
  })
})

const filled = (text: string): string => text.replace(/\{(\w+)\}/g, (whole, name: string) => ids[name] ?? whole)

function replay({ method, path, query, headers, body }: Trace): Promise<Reply> {
  const { authorization: _, ...rest } = headers
  const url = `${filled(path)}${query ? `?${filled(query)}` : ''}`
  const text = body === undefined ? undefined : filled(JSON.stringify(body))
  const asked = { as: admin, headers: { ...rest, 'ms-requestid': randomUUID() }, ...(text !== undefined && { text }) }
  return findStep(method, filled(path)) ? call(method, url, asked) : send(unmatched, method, url, asked)
}

describe.runIf(hasRecordings)('requests as real clients were seen to send them', () => {
  test.each(
    traces.map(
      (trace, index) =>
        [
          `${index + 1} ${trace.client}: ${trace.method} ${trace.path}${trace.query ? `?${trace.query}` : ''}`,
          trace,
        ] as const,
    ),
  )('%s', async (_, trace) => {
    const [, statuses] = outcomes.find(([pattern]) => pattern.test(`${trace.method} ${trace.path}`)) ?? [undefined, []]

    const reply = await replay(trace)

    expect(statuses, reply.text).toContain(reply.status)
    if (reply.status >= 400 && trace.method !== 'HEAD')
      expect(reply.body).toMatchObject({ code: expect.any(Number), description: expect.any(String) })
    // No route at all, which nothing that a client sends may meet.
    expect(reply.body?.code).not.toBe(1000)
    expect(reply.headers).toMatchObject({
      'ms-requestid': expect.any(String),
      'ms-correlationid': trace.headers['ms-correlationid'] ?? expect.any(String),
    })
  })
})
