import { createDocument, type ZodOpenApiObject } from 'zod-openapi'
import { faults } from '../../domain/fault.ts'
import { namesOf } from '../../domain/names-of.ts'
import { ErrorShape, ThrottledShape } from '../../wire/errors.ts'
import { type Contract, everyRefusal } from '../contract.ts'
import { registeredSteps } from '../registry.ts'
import { operationOf } from './operation.ts'
import { exampleOf, sharedRefusals } from './refusals.ts'
import { refineSchema } from './schema.ts'
import { tagsOf } from './tags.ts'

export type Description = ReturnType<typeof createDocument>

/** The description of the API, made from the contracts of every step that is loaded; the same each time. */
export function describeApi(): Description {
  const contracts = registeredSteps.map(({ contract }) => contract).sort(byAddress)
  const used = new Set(contracts.flatMap(everyRefusal))
  const document: ZodOpenApiObject = {
    openapi: '3.1.0',
    info: {
      title: 'Twotier',
      version: 'v1',
      description: about,
      license: { name: 'Unlicensed' },
    },
    servers: [{ url: '/', description: 'This service' }],
    security: [{ bearer: [] }],
    tags: [...tagsOf(contracts)],
    paths: pathsOf(contracts),
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { Error: ErrorShape(), Throttled: ThrottledShape() },
      responses: sharedRefusals(),
      parameters,
      headers,
      examples: Object.fromEntries(
        namesOf(faults)
          .filter((name) => used.has(name))
          .map((name) => [name, exampleOf(name)]),
      ),
    },
  }
  return createDocument(document, { override: refineSchema, outputIdSuffix: 'Answer' })
}

const about = `A partner center that speaks Partner Center's REST API: same paths, property names, envelopes and errors.
Property names of requests are read in any casing, null means "not given", and what is not known is ignored, except by the
operations that Partner Center does not have. Send an MS-RequestId with what changes something: asking again with it gives the first answer.`

function byAddress(one: Contract, other: Contract): number {
  return `${one.route} ${one.method}` < `${other.route} ${other.method}` ? -1 : 1
}

function pathsOf(contracts: readonly Contract[]): NonNullable<ZodOpenApiObject['paths']> {
  const byPath = Map.groupBy(contracts, ({ route }) => `/${route.replaceAll(/:\w+\}/g, '}')}`)
  return Object.fromEntries(
    [...byPath].map(([path, operations]) => [
      path,
      Object.fromEntries(operations.map((contract) => [contract.method.toLowerCase(), operationOf(contract)])),
    ]),
  )
}

const text = { type: 'string' } as const
const parameter = (name: string, description: string) =>
  ({ name, in: 'header', required: false, schema: text, description }) as const

const parameters = {
  'MS-RequestId': parameter('MS-RequestId', 'Names the request. Asked again with the same, the first answer comes.'),
  'MS-CorrelationId': parameter('MS-CorrelationId', 'Comes back in the answer, and stands on the log lines.'),
  'X-Locale': parameter('X-Locale', 'The language of error texts: en, ko, zh-CN or ru.'),
  'MS-ContinuationToken': parameter('MS-ContinuationToken', 'With seekOperation: the token of the page seen before.'),
  'If-Match': parameter('If-Match', 'The etag that was read; the one in `attributes` of the body does as well.'),
}

const headers = {
  'MS-RequestId': { schema: text, description: "The request's own, or a new one." },
  'MS-CorrelationId': { schema: text, description: "The request's own, or a new one." },
  Location: { schema: text, description: 'Relative to the version, as links are.' },
  'WWW-Authenticate': { schema: text, description: 'Says that a bearer token is wanted.' },
  'Retry-After': { schema: { type: 'integer' as const }, description: 'Seconds to wait before trying again.' },
}
