import * as z from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi'
import { isAvailable } from '../../domain/cloud.ts'
import type { AnswerBody, Contract } from '../contract.ts'
import { paramsOf } from '../route-ids.ts'
import { headersOf, refusalsOf } from './refusals.ts'
import { tagOf } from './tags.ts'

export function operationOf(contract: Contract): ZodOpenApiOperationObject {
  const { name, summary, query, body } = contract
  const path = paramsOf(contract)
  return {
    operationId: name,
    tags: [tagOf(contract)],
    summary,
    description: descriptionOf(contract),
    requestParams: {
      ...(Object.keys(path.shape).length > 0 && { path }),
      ...(query instanceof z.ZodObject && { query }),
    },
    parameters: headersTaken(contract).map((header) => ({ $ref: `#/components/parameters/${header}` })),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: responsesOf(contract),
  }
}

function headersTaken({ query, faults }: Contract): readonly string[] {
  const isPaged = query instanceof z.ZodObject && 'seekOperation' in query.shape
  return [
    'MS-RequestId',
    'MS-CorrelationId',
    'X-Locale',
    ...(isPaged ? ['MS-ContinuationToken'] : []),
    ...(faults.includes('etagStale') ? ['If-Match'] : []),
  ]
}

function responsesOf(contract: Contract): ZodOpenApiOperationObject['responses'] {
  const refusals = refusalsOf(contract)
  const answers = Object.entries(contract.answers).map(([status, body]) => [status, answerOf(Number(status), body)])
  return { ...refusals, ...Object.fromEntries(answers) }
}

const meanings: Readonly<Record<number, string>> = {
  200: 'Done',
  201: 'Created',
  202: 'Accepted: Location says where to see it',
  204: 'Done; the answer has no body',
  404: 'There is none',
}

function answerOf(status: number, body: AnswerBody): ZodOpenApiResponseObject {
  return {
    description: meanings[status] ?? 'Done',
    headers: headersOf(status),
    ...(typeof body === 'function' && { content: { 'application/json': { schema: body() } } }),
    ...(typeof body === 'object' && { content: { [body.mediaType]: { schema: { type: 'string' } } } }),
  }
}

const kindNames = {
  directPartner: 'direct partners',
  indirectProvider: 'indirect providers',
  indirectReseller: 'indirect resellers',
} as const

function descriptionOf(contract: Contract): string {
  const { kinds = ['directPartner', 'indirectProvider'], roles, userOnly, capability } = contract
  const who = kinds === 'anyone' ? 'every organization, enrolled or not' : listed(kinds.map((kind) => kindNames[kind]))
  const sentences = [
    `For ${who}; with one of the roles ${roles.join(', ')}.`,
    userOnly && 'Only with a signed-in user, not for an application alone.',
    capability && !isAvailable(capability, 'usgov') && 'Not in the US Government cloud.',
  ]
  return [sentences.filter(Boolean).join(' '), standingOf(contract)].join('\n\n')
}

/** How the operation stands to Partner Center's, as a sentence. */
function standingOf({ partnerCenter }: Contract): string {
  if (partnerCenter === undefined) return 'Partner Center has no such operation.'
  if (partnerCenter === 'same') return 'As in Partner Center.'
  if ('refuses' in partnerCenter) return `Refused, other than in Partner Center: ${partnerCenter.refuses}.`
  return `Differs from Partner Center: ${partnerCenter.differs}.`
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
