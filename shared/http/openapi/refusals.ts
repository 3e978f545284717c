import type { ZodOpenApiExampleObject, ZodOpenApiResponseObject } from 'zod-openapi'
import { Fault, type FaultName, faults } from '../../domain/fault.ts'
import { sentenceOf } from '../../text/sentences.ts'
import { ErrorShape, faultToWire, ThrottledShape } from '../../wire/errors.ts'
import { type Contract, everyRefusal } from '../contract.ts'

const everyAnswer = ['MS-RequestId', 'MS-CorrelationId'] as const
const furtherHeaders: Readonly<Record<number, readonly string[]>> = {
  202: ['Location'],
  401: ['WWW-Authenticate'],
  429: ['Retry-After'],
  503: ['Retry-After'],
}

/** The headers of an answer, by reference to the document's components. */
export function headersOf(status: number) {
  const names = [...everyAnswer, ...(furtherHeaders[status] ?? [])]
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}

/** What every step can refuse with is described once, under its status. */
const ofEveryStep: Contract = {
  name: '',
  method: 'GET',
  route: '',
  summary: '',
  kinds: 'anyone',
  roles: [],
  answers: {},
  faults: [],
}

/** The refusals that are the same for all steps, as components of the document. */
export function sharedRefusals(): Readonly<Record<string, ZodOpenApiResponseObject>> {
  return Object.fromEntries(
    [...byStatus(ofEveryStep)].map(([status, names]) => [`Refused${status}`, responseOf(status, names)]),
  )
}

/** Every refusal of a step by status, each with its code as an example. HEAD is refused by its status alone. */
export function refusalsOf(contract: Contract) {
  const shared = byStatus(ofEveryStep)
  return Object.fromEntries(
    [...byStatus(contract)].map(([status, names]) => {
      if (contract.method === 'HEAD') return [status, { description: listed(names), headers: headersOf(status) }]
      const isShared = listed(shared.get(status) ?? []) === listed(names)
      return [status, isShared ? { $ref: `#/components/responses/Refused${status}` } : responseOf(status, names)]
    }),
  )
}

const byStatus = (contract: Contract) => Map.groupBy(everyRefusal(contract), (name) => faults[name].status)
const listed = (names: readonly FaultName[]) => names.map((name) => `${name} (${faults[name].code})`).join(', ')

function responseOf(status: number, names: readonly FaultName[]): ZodOpenApiResponseObject {
  const schema = status === 429 ? ThrottledShape() : ErrorShape()
  const examples = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/examples/${name}` }]))
  return {
    description: listed(names),
    headers: headersOf(status),
    content: { 'application/json': { schema, examples } },
  }
}

/** What a refusal looks like; the sentence has, in braces, what it says of the case. */
export function exampleOf(name: FaultName): ZodOpenApiExampleObject {
  return { summary: `${faults[name].code}`, value: bodyOf(name) }
}

function bodyOf(name: FaultName): object {
  const details = new Proxy({ field: '{field}' }, { get: (_, detail) => `{${String(detail)}}`, ownKeys: () => [] })
  // Whatever its sentence asks for is there, so any name will do in place of this one.
  const fault = new Fault(name as 'invalidInput', details)
  return faultToWire(fault, sentenceOf(fault, 'en'))
}
