import { globSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rowSchemas } from '../tools/description/stored.ts'
import { type Api, breaksOfApi } from './support/releases/api-breaks.ts'
import { breaksOfRows, type Described } from './support/releases/breaks.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, Described>
const releases = readdirSync(join(root, 'docs', 'releases'), { withFileTypes: true }).filter((one) => one.isDirectory())
const lastRelease =
  releases
    .map(({ name }) => name)
    .sort(new Intl.Collator('en', { numeric: true }).compare)
    .at(-1) ?? ''

interface NamedChange {
  readonly place: string
  /** The release in which it may begin to be written, and why. */
  readonly from: string
  readonly why: string
}
const changes = read('docs/releases/named-changes.json') as unknown as Record<'stored' | 'api', readonly NamedChange[]>
const { stored: named, api: namedOfApi } = changes
// They are read as parts of a customer, under the part's name.
const partSchemas = ['Agreement', 'Cart', 'Order', 'Subscription', 'CustomerUser']

test('what is stored can be read by the release before, and that release’s by this version', () => {
  const [before, after] = [read(`docs/releases/${lastRelease}/stored.json`), read('docs/stored.json')]
  const gone = Object.keys(before).filter((name) => !after[name])
  const found = Object.entries(before).flatMap(([name, one]) =>
    after[name] ? breaksOfRows(one, after[name], name) : [],
  )

  expect(gone).toEqual([])
  expect(found.filter((line) => !named.some(({ place }) => line === place))).toEqual([])
  for (const { place, from, why } of named)
    expect([place, found.includes(place), from !== '' && why !== '']).toEqual([place, true, true])
})

test('every schema that a row is read or written by is among those that are compared', () => {
  const sources = globSync('shared/**/*.ts', { cwd: root }).map((file) => readFileSync(join(root, file), 'utf8'))
  const used = sources.flatMap((text) =>
    [...text.matchAll(/\b(?:decode|decodeIfAny|encode)\(([A-Z]\w+),/g)].map(([, name]) => name),
  )

  expect(
    [...new Set(used)].filter((name) => !Object.hasOwn(rowSchemas, name ?? '') && !partSchemas.includes(name ?? '')),
  ).toEqual([])
})

test('the API does what the release before did', () => {
  const api = (file: string) => read(file) as unknown as Api
  const found = breaksOfApi(api(`docs/releases/${lastRelease}/openapi.json`), api('openapi.json'))

  expect(found.filter((line) => !namedOfApi.some(({ place }) => line === place))).toEqual([])
  for (const { place, from, why } of namedOfApi)
    expect([place, found.includes(place), from !== '' && why !== '']).toEqual([place, true, true])
})

describe('a change of the API is found', () => {
  const shape = (properties: Record<string, Described>, required: readonly string[] = []): Described => ({
    type: 'object',
    properties,
    required,
  })
  const text: Described = { type: 'string' }
  const media = (schema: Described) => ({ content: { 'application/json': { schema } } })
  const api = (
    asked: Described,
    answered: Described,
    parameters: readonly { name: string; required: boolean }[] = [],
  ): Api => ({
    paths: { '/x': { post: { parameters, requestBody: media(asked), responses: { 200: media(answered) } } } },
  })
  const before = api(shape({ a: text }), shape({ b: text }))

  test.for([
    ['that drops an operation', { paths: {} }, ['POST /x: is gone']],
    [
      'that demands a field',
      api(shape({ a: text, c: text }, ['c']), shape({ b: text })),
      ['POST /x body.c: is demanded'],
    ],
    [
      'that demands a parameter',
      api(shape({ a: text }), shape({ b: text }), [{ name: 'q', required: true }]),
      ['POST /x: q is demanded'],
    ],
    ['that takes a field no more', api(shape({}), shape({ b: text })), ['POST /x body.a: is gone']],
    ['that answers a field no more', api(shape({ a: text }), shape({})), ['POST /x 200.b: is gone']],
    [
      'that answers another type',
      api(shape({ a: text }), shape({ b: { type: 'number' } })),
      ['POST /x 200.b: string became number'],
    ],
    ['unless it adds', api(shape({ a: text, c: text }), shape({ b: text, d: text })), []],
  ] as const)('%s', ([, after, expected]) => {
    expect(breaksOfApi(before, after)).toEqual(expected)
  })
})

describe('a change of a row is found', () => {
  const text: Described = { type: 'string' }
  const whole = (properties: Record<string, Described>, required = Object.keys(properties)): Described => ({
    type: 'object',
    properties,
    required,
  })
  const before = whole({ id: text, state: { type: 'string', enum: ['draft', 'sent'] } })
  const union = (...states: readonly string[]): Described => ({
    oneOf: states.map((state) => whole({ state: { type: 'string', const: state }, at: text })),
  })

  test.for([
    [
      'that demands a new field',
      before,
      whole({ ...before.properties, by: text }),
      ['row.by: is demanded, and stored rows may lack it'],
    ],
    [
      'that demands what could be missing',
      whole({ id: text }, []),
      whole({ id: text }),
      ['row.id: is demanded, and stored rows may lack it'],
    ],
    ['that drops a field', before, whole({ id: text }), ['row.state: is gone']],
    [
      'that may leave a field out',
      before,
      whole({ ...before.properties }, ['state']),
      ['row.id: may be missing, and the version before demands it'],
    ],
    [
      'that changes a type',
      before,
      whole({ ...before.properties, id: { type: 'number' } }),
      ['row.id: string became number'],
    ],
    [
      'that knows a value less',
      before,
      whole({ id: text, state: { type: 'string', enum: ['sent'] } }),
      ['row.state: draft is not read any more'],
    ],
    [
      'that writes a new value',
      before,
      whole({ id: text, state: { type: 'string', enum: ['draft', 'sent', 'paused'] } }),
      ['row.state: paused is not read by the version before'],
    ],
    [
      'that writes a new state',
      union('draft'),
      union('draft', 'paused'),
      ['row: state paused is not read by the version before'],
    ],
    ['that knows a state less', union('draft', 'sent'), union('sent'), ['row: state draft is not read any more']],
    [
      'inside of a list',
      { type: 'array', items: before },
      { type: 'array', items: whole({ id: text }) },
      ['row[].state: is gone'],
    ],
    [
      'inside of a state',
      union('draft'),
      { oneOf: [whole({ state: { type: 'string', const: 'draft' } })] },
      ['row(state draft).at: is gone'],
    ],
    ['unless it adds what need not be there', before, whole({ ...before.properties, by: text }, ['id', 'state']), []],
    ['unless there is none', before, before, []],
  ] as const)('%s', ([, one, other, expected]) => {
    expect(breaksOfRows(one, other, 'row')).toEqual(expected)
  })
})
