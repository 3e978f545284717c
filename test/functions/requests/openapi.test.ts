import { randomUUID } from 'node:crypto'
import type { HttpHandler } from '@azure/functions'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { handler as getOpenapi } from '../../../functions/system/get-openapi.ts'
import { handler as showReference } from '../../../functions/system/show-reference.ts'
import type { ApiDocument, Operation } from '../../../shared/text/reference.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person, type Reply, send } from '../../support/call.ts'
import { valuesOf } from '../../support/from-schema.ts'
import { aProvider, givenDraft, givenReadyCustomer, must } from '../../support/given.ts'

await importAllSteps()

/** More runs, or the seed of a failure, from outside: OPENAPI_RUNS=500 OPENAPI_SEED=42 npm test -- openapi */
const runs = Number(process.env.OPENAPI_RUNS ?? 5)
const seed = Number(process.env.OPENAPI_SEED ?? Date.now() % 2 ** 31)

const api: ApiDocument = (await send(getOpenapi as HttpHandler, 'GET', '/openapi.json')).body
const ajv = addFormats.default(new Ajv2020({ strict: false, validateFormats: true }))
ajv.addSchema({ $id: 'api', ...api }, undefined, false, false)

const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: operation.operationId, path, method, operation })),
)

type Ids = Readonly<Record<string, string>>
interface Place {
  readonly admin: Person
  readonly ids: Ids
}

/** A provider with one of everything that an address can name. */
async function aPlace(): Promise<Place> {
  const { admin } = aProvider()
  const domain = `o${randomUUID().slice(24)}.onmicrosoft.com`
  const [{ id: customerId }, { id: requestId }] = await Promise.all([
    givenReadyCustomer(admin, { companyProfile: { domain } }),
    givenDraft(admin),
  ])
  const at = `/v1/customers/${customerId}`
  const offerId = '796B6B5F-613C-4E24-A17C-EBA730D49C02'
  const make = async (path: string, body: unknown, status: number) =>
    must(await call('POST', `${at}/${path}`, { as: admin, body }), status).body
  const order = await make('orders', { lineItems: [{ offerId, quantity: 1 }] }, 201)
  const cart = await make('carts', { lineItems: [{ catalogItemId: offerId, quantity: 1 }] }, 201)
  const user = await make(
    'users',
    { userPrincipalName: `u@${domain}`, displayName: 'U', passwordProfile: { password: 'Secret-123' } },
    200,
  )
  const subscriptionId = order.lineItems[0].subscriptionId
  const roleId = '62e90394-69f5-4237-9190-012177145e10'
  const ids = { customerId, requestId, offerId, roleId, subscriptionId, orderId: order.id, cartId: cart.id }
  return { admin, ids: { ...ids, userId: user.id, country: 'US', domain } }
}

interface Asked {
  readonly values: Readonly<Record<string, unknown>>
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>
}

const headers = fc.record(
  {
    'ms-requestid': fc.uuid(),
    'x-locale': fc.constantFrom('ko', 'zz', 'en-US'),
    'ms-continuationtoken': fc.constantFrom('', '', '', 'YQ.YQ'),
    'if-match': fc.constantFrom('', '', '"1"'),
  },
  { requiredKeys: [] },
)

/** A parameter in the path is always there; most of the time it names something. */
function asksOf({ parameters = [], requestBody }: Operation, ids: Ids): fc.Arbitrary<Asked> {
  const userId = fc.constant(ids.userId)
  const userPrincipalName = fc.integer({ max: 999 }).map((number) => `u${number}@${ids.domain}`)
  const world = { api, likely: { id: userId, userPrincipalName } }
  const own = parameters.filter(({ $ref }) => $ref === undefined)
  const values = own.map(({ name, in: place, schema }) => {
    const any = valuesOf(schema, world, name)
    const named = any.filter((value) => /^(?!\.{1,2}$)[^/\\\0]+$/.test(String(value)))
    const known = fc.constant(ids[name] ?? randomUUID())
    if (schema.format === 'uuid' && place === 'path') return [name, fc.oneof(known, known, fc.uuid())] as const
    return [name, place === 'path' ? fc.oneof(known, named) : any] as const
  })
  const requiredKeys = own.filter((one) => one.required === true).map(({ name }) => name)
  const schema = requestBody?.content['application/json']?.schema
  return fc.record({
    values: fc.record(Object.fromEntries(values), { requiredKeys }),
    body: schema ? valuesOf(schema, world) : fc.constant(undefined),
    headers,
  })
}

function addressOf(path: string, { parameters = [] }: Operation, values: Asked['values']): string {
  const texts = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
  const query = new URLSearchParams(
    Object.entries(texts).filter(([name]) => parameters.some((one) => one.in === 'query' && one.name === name)),
  )
  return `${path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(texts[name] ?? ''))}?${query}`
}

const validators = new Map<string, ValidateFunction>()

/** What is wrong with a body by the schema that the description has for it. */
function problemsOf(pointer: readonly string[], body: unknown): unknown {
  const $ref = `api#/${pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`
  const validate = validators.get($ref) ?? ajv.compile({ $ref })
  validators.set($ref, validate)
  return validate(body) ? [] : validate.errors
}

function expectDescribed(reply: Reply, path: string, method: string, { responses }: Operation): void {
  const response = responses[reply.status]
  expect(reply.status, reply.text).not.toBe(500)
  expect(response, `${reply.status} is not described: ${reply.text}`).toBeDefined()
  const shared = response?.$ref?.split('/').slice(1)
  const described = shared ? api.components.responses[shared[2] ?? ''] : response
  const [mediaType] = Object.keys(described?.content ?? {})
  if (mediaType === undefined) expect(reply.text).toBe('')
  else if (mediaType === 'application/json')
    expect(
      problemsOf(
        [...(shared ?? ['paths', path, method, 'responses', String(reply.status)]), 'content', mediaType, 'schema'],
        reply.body,
      ),
    ).toEqual([])
}

/** What one of these does, the others would not find any more. */
const isDestructive = (path: string, method: string) => method !== 'get' && method !== 'head' && /\}$/.test(path)

describe('what is asked as the description says is answered as it says', () => {
  let shared: Place
  beforeAll(async () => {
    shared = await aPlace()
  })

  test.each(operations)('$name', async ({ name, path, method, operation }) => {
    const { admin, ids } = isDestructive(path, method) ? await aPlace() : shared
    const person = (): Person =>
      name === 'enroll-partner' ? { partner: { partnerId: randomUUID() }, roles: ['GlobalAdmin'] } : admin

    await fc.assert(
      fc.asyncProperty(asksOf(operation, ids), async ({ values, body, headers: given }) => {
        const address = addressOf(path, operation, values)
        const asked = { as: person(), headers: given, ...(body !== undefined && { body }) }
        expectDescribed(await call(method.toUpperCase(), address, asked), path, method, operation)
      }),
      { numRuns: runs, seed },
    )
  })
})

/** Where a schema leaves open which of several there is; a value or null is no choice. */
function choicesIn(value: unknown, place: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const isChoice = Object.entries(value).some(
    ([name, one]) => /^(?:oneOf|anyOf|allOf)$/.test(name) && !(one.length === 2 && one[1].type === 'null'),
  )
  return [
    ...(isChoice ? [place] : []),
    ...Object.entries(value).flatMap(([name, inner]) => choicesIn(inner, `${place}/${name}`)),
  ]
}

describe('the generators of .NET can take the description', () => {
  test('no schema is a choice: NSwag makes code of it that does not compile, Kiota an empty class', () => {
    const { schemas } = api.components

    expect(choicesIn(api.paths, 'paths')).toEqual([])
    expect(choicesIn(schemas, 'schemas')).toEqual([])
    expect(Object.keys(schemas.PartnershipRequest?.properties ?? {})).toEqual(
      expect.arrayContaining(['link', 'sentDate', 'reseller', 'declineReason', 'revokedDate']),
    )
    expect(schemas.PartnershipRequest?.required).not.toContain('link')
  })

  test('every refusal with a body has one named type', () => {
    const refusals = operations.flatMap(({ operation }) =>
      Object.entries(operation.responses).filter(([status]) => Number(status) >= 400),
    )
    const types = [...refusals.map(([, one]) => one), ...Object.values(api.components.responses)].flatMap((one) =>
      Object.values(one.content ?? {}).map(({ schema }) => schema?.$ref),
    )

    expect(new Set(types)).toEqual(new Set(['Error', 'Throttled'].map((name) => `#/components/schemas/${name}`)))
  })
})

describe('get-openapi and show-reference', () => {
  test.each([
    ['openapi.json', getOpenapi, 'application/json; charset=utf-8'],
    ['docs', showReference, 'text/html; charset=utf-8'],
  ] as const)('%s is for anybody, and is not sent to whoever has it', async (path, handler, type) => {
    const first = await send(handler as HttpHandler, 'GET', `/${path}`)

    const again = await send(handler as HttpHandler, 'GET', `/${path}`, {
      headers: { 'if-none-match': `W/${first.headers.etag}` },
    })

    expect(first).toMatchObject({ status: 200, headers: { 'content-type': type } })
    expect(first.text).not.toBe('')
    expect(again).toMatchObject({ status: 304, text: '', headers: { etag: first.headers.etag } })
  })
})
