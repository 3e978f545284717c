import { parseBatch } from './batch.ts'
import type { Query } from './query.ts'
import type { Key } from './rows.ts'
import { StorageFault } from './storage-fault.ts'
import type { Write } from './write.ts'
import { readProperties, readResource, toWrite } from './write-request.ts'

/** What one request asks of the storage services. */
export type Call =
  | { readonly kind: 'createTable'; readonly table: string }
  | ({ readonly kind: 'read'; readonly table: string } & Key)
  | { readonly kind: 'query'; readonly table: string; readonly query: Query }
  | { readonly kind: 'write'; readonly table: string; readonly write: Write }
  | { readonly kind: 'batch'; readonly table: string; readonly writes: readonly Write[]; readonly changeset: string }
  | { readonly kind: 'createQueue'; readonly queue: string }
  | { readonly kind: 'send'; readonly queue: string; readonly text: string; readonly delaySeconds: number }
  | { readonly kind: 'takeBack'; readonly queue: string; readonly messageId: string; readonly popReceipt: string }

export interface Received {
  readonly method: string
  readonly url: string
  readonly ifMatch: string | undefined
  readonly body: string
}

/** The paths of the two services on the one address. */
export const tablesPath = '/tables'
export const queuesPath = '/queues'

/** @throws {StorageFault} notUnderstood */
export function toCall(received: Received): Call {
  const { pathname, search } = splitUrl(received.url)
  const parameters = new URLSearchParams(search)
  if (pathname.startsWith(`${tablesPath}/`))
    return toTableCall(received, pathname.slice(tablesPath.length + 1), parameters)
  if (pathname.startsWith(`${queuesPath}/`))
    return toQueueCall(received, pathname.slice(queuesPath.length + 1).split('/'), parameters)
  throw new StorageFault('notUnderstood')
}

function toTableCall({ method, ifMatch, body }: Received, resource: string, parameters: URLSearchParams): Call {
  if (resource === '$batch') return { kind: 'batch', ...parseBatch(body) }
  if (resource === 'Tables' && method === 'POST')
    return { kind: 'createTable', table: String(readProperties(body).TableName) }
  if (method !== 'GET') return { kind: 'write', ...toWrite({ method, resource, ifMatch, body }) }
  const { table, key } = readResource(resource)
  if (key) return { kind: 'read', table, ...key }
  return { kind: 'query', table, query: readQuery(parameters) }
}

function toQueueCall({ method, body }: Received, path: readonly string[], parameters: URLSearchParams): Call {
  const [queue = '', messages, messageId] = path
  if (messages === undefined && method === 'PUT') return { kind: 'createQueue', queue }
  if (method === 'POST' && messages === 'messages')
    return {
      kind: 'send',
      queue,
      text: /<MessageText>(.*)<\/MessageText>/s.exec(body)?.[1] ?? '',
      delaySeconds: Number(parameters.get('visibilitytimeout') ?? 0),
    }
  if (method === 'DELETE' && messageId !== undefined)
    return { kind: 'takeBack', queue, messageId, popReceipt: parameters.get('popreceipt') ?? '' }
  throw new StorageFault('notUnderstood')
}

const mostRows = 1_000

function readQuery(parameters: URLSearchParams): Query {
  const partition = parameters.get('NextPartitionKey')
  const row = parameters.get('NextRowKey')
  return {
    filter: parameters.get('$filter') ?? '',
    top: Math.min(Number(parameters.get('$top') ?? mostRows), mostRows),
    next: partition === null || row === null ? undefined : { partition: fromToken(partition), row: fromToken(row) },
  }
}

export const toToken = (key: string): string => Buffer.from(key, 'utf8').toString('base64')
const fromToken = (token: string): string => Buffer.from(token, 'base64').toString('utf8')

function splitUrl(url: string): { readonly pathname: string; readonly search: string } {
  const at = url.indexOf('?')
  return at < 0 ? { pathname: url, search: '' } : { pathname: url.slice(0, at), search: url.slice(at + 1) }
}
