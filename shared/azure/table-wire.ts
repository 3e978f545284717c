import { randomUUID } from 'node:crypto'
import {
  createHttpHeaders,
  createPipelineRequest,
  type HttpMethods,
  type Pipeline,
  type PipelineResponse,
  RestError,
} from '@azure/core-rest-pipeline'
import type { TableClient } from '@azure/data-tables'
import { httpClient } from './http-client.ts'

// The requests of the Table service that most of the work is made of, as text. The SDK makes a client for each transaction and goes
// three times over each row; authentication, repetition and tracing are its own here too.
// https://learn.microsoft.com/rest/api/storageservices/table-service-rest-api

/** A table, and how the requests about it go out. */
export interface Table {
  readonly client: TableClient
  readonly pipeline: Pipeline
  /** Of the account, without a slash at the end. */
  readonly url: string
  readonly isInsecure: boolean
}

/** An entity as the service gives it. */
export interface Entity {
  readonly PartitionKey?: string
  readonly RowKey?: string
  readonly 'odata.etag'?: string
  readonly [property: string]: string | undefined
}

/** POST makes a new row, PUT replaces one, if it is as `ifMatch` says, or is there at all. */
export interface EntityWrite {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  readonly partition: string
  readonly key: string
  /** An etag, or `*`: it is there. */
  readonly ifMatch?: string
  /** The entity as JSON, its keys among the properties. */
  readonly json?: string
}

// What these are for is not in any of these requests: bodies are texts, answers are read here, storage sends nobody elsewhere.
const needless = [
  'decompressResponsePolicy',
  'wrapAbortSignalLikePolicy',
  'formDataPolicy',
  'multipartPolicy',
  'serializationPolicy',
  'deserializationPolicy',
  'redirectPolicy',
]

export function tableOf(client: TableClient): Table {
  const pipeline = client.pipeline.clone()
  for (const name of needless) pipeline.removePolicy({ name })
  const url = client.url.replace(/\/$/, '')
  return { client, pipeline, url, isInsecure: url.startsWith('http:') }
}

const version = { 'x-ms-version': '2019-02-02', dataserviceversion: '3.0' }
const reading = { ...version, accept: 'application/json;odata=minimalmetadata' }
const writing = { ...version, accept: 'application/json' }
// Without it, the whole row comes back.
const withoutEcho = { prefer: 'return-no-content' }

/** @throws {RestError} of any status but 200 and 404 */
export async function getEntity(table: Table, partition: string, key: string): Promise<Entity | undefined> {
  const response = await send(table, 'GET', pathOf(table, partition, key), reading)
  if (response.status === 404) return undefined
  refuse(response, 200)
  return JSON.parse(textOf(response))
}

interface EntityPage {
  readonly entities: readonly Entity[]
  /** What the request for the page after it says, if there is one. */
  readonly next?: string
}

/** One page of at most `size` entities, in the order of their keys. @throws {RestError} of any status but 200 */
export async function getPage(
  table: Table,
  { filter, select, size, next = '' }: { filter: string; select?: string; size: number; next?: string },
): Promise<EntityPage> {
  const selected = select === undefined ? '' : `&$select=${select}`
  const query = `$filter=${encodeURIComponent(filter)}${selected}&$top=${size}${next}`
  const response = await send(table, 'GET', `/${table.client.tableName}()?${query}`, reading)
  refuse(response, 200)
  const { value }: { value: Entity[] } = JSON.parse(textOf(response))
  const { headers } = response
  const [partition, row] = ['nextpartitionkey', 'nextrowkey'].map((name) => headers.get(`x-ms-continuation-${name}`))
  if (partition === undefined) return { entities: value }
  const rowPart = row === undefined ? '' : `&NextRowKey=${encodeURIComponent(row)}`
  return { entities: value, next: `&NextPartitionKey=${encodeURIComponent(partition)}${rowPart}` }
}

/** Writes one row, and gives its etag where it has one. @throws {RestError} of any status but those of success */
export async function sendWrite(table: Table, write: EntityWrite): Promise<string> {
  const { method, json, ifMatch } = write
  const headers = {
    ...writing,
    ...(json !== undefined && { 'content-type': 'application/json' }),
    ...(method === 'POST' && withoutEcho),
    ...(ifMatch !== undefined && { 'if-match': ifMatch }),
  }
  const response = await send(table, method, targetOf(table, write), headers, json)
  refuse(response, 204)
  return response.headers.get('etag') ?? ''
}

/** Writes rows of one partition, all or none. @throws {RestError} of the row that was refused; without a status where the answer breaks off */
export async function sendBatch(table: Table, writes: readonly EntityWrite[]): Promise<void> {
  const id = randomUUID()
  const headers = { ...writing, 'content-type': `multipart/mixed; boundary=batch_${id}` }
  const response = await send(table, 'POST', '/$batch', headers, batchOf(table, writes, id))
  refuse(response, 202)
  const text = textOf(response)
  const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))
  const refused = statuses.find((status) => status >= 300)
  if (refused !== undefined) throw refusalOf(response, refused, /^\{.*\}/m.exec(text)?.[0] ?? '')
  if (statuses.length !== writes.length)
    throw new RestError('The answer to a transaction broke off', { request: response.request, response })
}

function batchOf(table: Table, writes: readonly EntityWrite[], id: string): string {
  const parts = writes.map((write) => {
    const { method, json, ifMatch } = write
    const condition = ifMatch === undefined ? '' : `if-match: ${ifMatch}\r\n`
    const echo = method === 'POST' ? 'prefer: return-no-content\r\n' : ''
    return (
      `--changeset_${id}\r\ncontent-type: application/http\r\ncontent-transfer-encoding: binary\r\n\r\n` +
      `${method} ${table.url}${targetOf(table, write)} HTTP/1.1\r\n` +
      `accept: application/json\r\ndataserviceversion: 3.0\r\n${echo}${condition}` +
      `content-type: application/json\r\n\r\n${json ?? ''}\r\n`
    )
  })
  const head = `--batch_${id}\r\ncontent-type: multipart/mixed; boundary=changeset_${id}\r\n\r\n`
  return `${head}${parts.join('')}--changeset_${id}--\r\n--batch_${id}--\r\n`
}

function targetOf(table: Table, { method, partition, key }: EntityWrite): string {
  return method === 'POST' ? `/${table.client.tableName}` : pathOf(table, partition, key)
}

function pathOf({ client }: Table, partition: string, key: string): string {
  return `/${client.tableName}(PartitionKey='${quoted(partition)}',RowKey='${quoted(key)}')`
}

const quoted = (key: string): string => encodeURIComponent(key.replaceAll("'", "''"))

function send(
  { pipeline, url, isInsecure }: Table,
  method: HttpMethods,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: string,
): Promise<PipelineResponse> {
  const request = createPipelineRequest({
    ...{ url: url + path, method, headers: createHttpHeaders(headers), allowInsecureConnection: isInsecure },
    ...(body !== undefined && { body }),
  })
  return pipeline.sendRequest(httpClient, request)
}

const textOf = ({ bodyAsText }: PipelineResponse): string => bodyAsText ?? ''

function refuse(response: PipelineResponse, wanted: number): void {
  if (response.status !== wanted) throw refusalOf(response, response.status, textOf(response))
}

/** The error that the SDK would throw: with the status, and the code and the message of the service. */
function refusalOf(response: PipelineResponse, statusCode: number, body: string): RestError {
  const code = /"code":\s*"(\w{1,100})"/.exec(body)?.[1] ?? ''
  return new RestError(body.slice(0, 1000) || `The table service answered ${statusCode}`, {
    ...{ code, statusCode, request: response.request, response },
  })
}
