import type { Key, Properties } from './rows.ts'
import { StorageFault } from './storage-fault.ts'
import type { Write } from './write.ts'

export interface WriteRequest {
  readonly method: string
  readonly resource: string
  readonly ifMatch: string | undefined
  readonly body: string
}

const writeKinds: Readonly<Record<string, Write['kind']>> = { PUT: 'replace', PATCH: 'merge', DELETE: 'delete' }

/** Reads a request that writes one entity, alone or in a batch. @throws {StorageFault} notUnderstood */
export function toWrite({ method, resource, ifMatch, body }: WriteRequest): {
  readonly table: string
  readonly write: Write
} {
  const { table, key } = readResource(resource)
  const { PartitionKey, RowKey, ...properties } = body === '' ? {} : readProperties(body)
  if (method === 'POST' && typeof PartitionKey === 'string' && typeof RowKey === 'string')
    return { table, write: { kind: 'insert', partition: PartitionKey, row: RowKey, properties } }
  const kind = writeKinds[method]
  if (!kind || !key) throw new StorageFault('notUnderstood')
  return { table, write: { kind, ...key, ifMatch, properties } }
}

const entityResource = /^([^(]+)\(PartitionKey='((?:[^']|'')*)',RowKey='((?:[^']|'')*)'\)$/
const tableResource = /^([a-zA-Z][a-zA-Z0-9]*)(?:\(\))?$/

/** The table, and the entity if one is named, of the last part of a path. @throws {StorageFault} notUnderstood */
export function readResource(resource: string): { readonly table: string; readonly key?: Key } {
  const [, tableOfEntity, partition = '', row = ''] = entityResource.exec(resource) ?? []
  if (tableOfEntity !== undefined)
    return { table: tableOfEntity, key: { partition: unquote(partition), row: unquote(row) } }
  const table = tableResource.exec(resource)?.[1]
  if (table === undefined) throw new StorageFault('notUnderstood')
  return { table }
}

/** @throws {StorageFault} notUnderstood when the body is no object */
export function readProperties(json: string): Properties {
  const value: unknown = JSON.parse(json)
  if (typeof value !== 'object' || value === null) throw new StorageFault('notUnderstood')
  // Azure does not keep properties that are null.
  return Object.fromEntries(Object.entries(value).filter(([, property]) => property !== null))
}

const unquote = (quoted: string): string => decodeURIComponent(quoted).replaceAll("''", "'")
