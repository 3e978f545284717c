import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { range } from '../../../shared/azure/store.ts'
import { registeredSteps } from '../../../shared/http/registry.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person, type Reply } from '../../support/call.ts'
import { aCustomer, anAgreement, anEnrolment, aProvider, givenDraft, givenReadyCustomer } from '../../support/given.ts'

await importAllSteps()

/** More runs, or the seed of a failure, from outside: HOSTILE_RUNS=20000 HOSTILE_SEED=42 npm test -- hostile. CI runs 500. */
const runs = Number(process.env.HOSTILE_RUNS ?? 10)
const seed = Number(process.env.HOSTILE_SEED ?? Date.now() % 2 ** 31)

interface Place {
  readonly admin: Person
  readonly customerId: string
  readonly requestId: string
}

/** A provider of its own with a customer and a draft: what is compared before and after stays small. */
async function aPlace(): Promise<Place> {
  const { admin } = aProvider()
  return { admin, customerId: (await givenReadyCustomer(admin)).id, requestId: (await givenDraft(admin)).id }
}

const pathIn = (route: string, { customerId, requestId }: Place) =>
  `/${route}`
    .replace('{customerId:guid}', customerId)
    .replace('{requestId:guid}', requestId)
    .replace(/\{\w+(:guid)?\}/g, randomUUID())

/** Everything of the partner. */
async function stateOf({ admin }: Place): Promise<string> {
  return JSON.stringify(await range('providers', admin.partner.partnerId, { from: '', to: '~~' }))
}

function expectCivil(reply: Reply): void {
  expect(reply.status).toBeLessThan(500)
  if (reply.status < 400) return
  expect(reply.body).toMatchObject({ code: expect.any(Number), description: expect.stringMatching(/\S/) })
  expect(reply.body.description.length).toBeLessThanOrEqual(1024)
  expect([401, 400, 403, 404, 409, 410, 413]).toContain(reply.status)
}

const validBodies: Readonly<Record<string, () => unknown>> = {
  'create-customer': aCustomer,
  'confirm-agreement': anAgreement,
  'create-order': () => ({
    lineItems: [{ lineItemNumber: 0, offerId: '796B6B5F-613C-4E24-A17C-EBA730D49C02', quantity: 1 }],
  }),
  'request-partnership': () => ({ to: 'tess@tern.example', language: 'en', subject: 'Hi', body: '{link}' }),
  'enroll-partner': () => anEnrolment({ mpnId: '12345678', name: 'Tern' }),
  'validate-address': () => ({ Country: 'US', City: 'Redmond', State: 'WA', AddressLine1: '1', PostalCode: '98052' }),
  'add-qualification': () => ({ qualification: 'Education', educationSegment: 'K12', website: 'school.example' }),
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    2 ** 53,
    1e308,
    '',
    ' ',
    '\u0000',
    '\u2028',
    '\uD800',
    '__proto__',
    '../..',
    "' or 1 eq 1",
    '<script>',
    '😀'.repeat(50),
    'x'.repeat(20_000),
    [],
    {},
    [[]],
    { length: 1 },
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 2 }),
)

/** Every place in a body, as the keys that lead to it. */
function placesIn(value: unknown, at: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...at]]
  return [
    ...(at.length > 0 ? [[...at]] : []),
    ...Object.entries(value).flatMap(([key, item]) => placesIn(item, [...at, key])),
  ]
}

function replaced(value: unknown, [first, ...rest]: readonly string[], by: unknown): unknown {
  if (first === undefined) return by
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === first ? replaced(item, rest, by) : item))
  return { ...(value as object), [first]: replaced((value as Record<string, unknown>)[first], rest, by) }
}

const writing = registeredSteps
  .filter(({ contract }) => contract.body)
  .map(({ contract }) => [contract.name, contract] as const)
const reading = registeredSteps
  .filter(({ contract }) => !contract.body && contract.method === 'GET')
  .map(({ contract }) => [contract.name, contract] as const)

describe.each(writing)('%s', (name, contract) => {
  let place: Place
  beforeAll(async () => {
    place = await aPlace()
  })
  const person = (): Person =>
    name === 'enroll-partner' ? { partner: { partnerId: randomUUID() }, roles: ['GlobalAdmin'] } : place.admin
  const ask = (body: unknown) =>
    call(contract.method, pathIn(contract.route, place), {
      as: person(),
      body,
      headers: { 'ms-requestid': randomUUID() },
    })

  test('anything as a body is answered civilly', async () => {
    await fc.assert(
      fc.asyncProperty(odd, async (body) => expectCivil(await ask(body ?? null))),
      { numRuns: validBodies[name] ? Math.ceil(runs / 2) : runs, seed },
    )
  })

  const valid = validBodies[name]
  if (valid)
    test('any one field replaced by anything is answered civilly, and changes nothing when refused', async () => {
      const places = placesIn(valid())
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...places), odd, async (at, by) => {
          const before = await stateOf(place)
          const reply = await ask(replaced(valid(), at, by))
          expectCivil(reply)
          if (reply.status >= 400) expect(await stateOf(place)).toBe(before)
        }),
        { numRuns: Math.ceil(runs / 2), seed },
      )
    })

  test.each(['', '{', '[]', 'null', '"x"', '\uFEFF', '{"a":'.repeat(5000), `{"x":"${'y'.repeat(1_100_000)}"}`])(
    'a broken body (%#) is refused',
    async (text) => {
      const reply = await call(contract.method, pathIn(contract.route, place), { as: person(), text })

      expectCivil(reply)
      if (name !== 'edit-partnership-request') expect(reply.status).toBeGreaterThanOrEqual(400)
    },
  )
})

let shared: Place
beforeAll(async () => {
  shared = await aPlace()
})

describe.each(reading)('%s', (_, contract) => {
  test('any query and any header are answered civilly', async () => {
    const names = fc.constantFrom(
      'size',
      'seekOperation',
      'filter',
      'country',
      'agreementType',
      'relationship_type',
      'startDate',
      'endDate',
      'order_id',
      'mpn_id',
      'offset',
      'billingType',
      'offer_category_id',
    )
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom(
        '0',
        '-1',
        '500',
        '1e9',
        'Next',
        'next',
        '{}',
        '{"Field":"CompanyName"}',
        '%',
        '%00',
        '2026-02-30',
        '*',
      ),
    )
    const headers = fc.record({
      'ms-requestid': fc.constantFrom('', 'x', '../../..', randomUUID(), 'a'.repeat(5000)),
      'ms-continuationtoken': fc.constantFrom('', '.', 'a.b', 'YQ.YQ', 'x'.repeat(5000)),
      'x-locale': fc.constantFrom('', 'ko', 'zz-ZZ', '\u00ff', 'ru-RU'),
      'accept-language': fc.constantFrom('', '*;q=x', 'ko;q=0.5,ru;q=0.9', ','.repeat(2000)),
    })
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, texts, { maxKeys: 4 }), headers, async (query, given) => {
        const path = `${pathIn(contract.route, shared)}?${new URLSearchParams(query)}`
        expectCivil(await call('GET', path, { as: shared.admin, headers: given }))
      }),
      { numRuns: runs, seed },
    )
  })
})
