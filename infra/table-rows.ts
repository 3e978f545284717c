import { TableClient, type TableEntityResult } from '@azure/data-tables'
import { slotOf, spreadTables } from '../shared/azure/slots.ts'
import type { TableName } from '../shared/azure/storage-names.ts'

export type Entity = TableEntityResult<Record<string, unknown>>

/** Where the tables of one Twotier lie: connection strings, or addresses of table services and the identity of who asks. */
export interface Accounts {
  readonly home: string
  /** First and last slot of the partitions that lie in another account. */
  readonly further: readonly { readonly first: number; readonly last: number; readonly access: string }[]
}

/** The account in which a partition of a table belongs. */
export function accessOf({ home, further }: Accounts, table: TableName, partition: string): string {
  if (!spreadTables.includes(table)) return home
  const slot = slotOf(partition)
  return further.find(({ first, last }) => first <= slot && slot <= last)?.access ?? home
}

/** Every account that has a table. */
export function accessesOf({ home, further }: Accounts, table: TableName): string[] {
  const all = [home, ...further.map(({ access }) => access)]
  return spreadTables.includes(table) ? [...new Set(all)] : [home]
}

/** A table at a connection string or an address. */
export async function clientOf(access: string, table: string): Promise<TableClient> {
  if (!access.startsWith('https://'))
    return TableClient.fromConnectionString(access, table, { allowInsecureConnection: true })
  const { DefaultAzureCredential } = await import('@azure/identity')
  return new TableClient(access, table, new DefaultAzureCredential())
}

const mostRows = 100
const mostBytes = 3_000_000

const isFull = (run: readonly unknown[], bytes: number): boolean => run.length === mostRows || bytes > mostBytes

/** Runs of rows of one partition, each as much as one transaction takes: a hundred rows, 4 MiB. */
export async function* runsOf<Row extends { readonly partitionKey?: string }>(
  rows: AsyncIterable<Row>,
): AsyncGenerator<Row[]> {
  let run: Row[] = []
  let bytes = 0
  for await (const row of rows) {
    const size = Buffer.byteLength(JSON.stringify(row))
    if (run[0] && (run[0].partitionKey !== row.partitionKey || isFull(run, bytes + size))) {
      yield run
      run = []
      bytes = 0
    }
    run.push(row)
    bytes += size
  }
  if (run.length > 0) yield run
}

export const keysOf = ({ partitionKey = '', rowKey = '' }: Entity) => ({ partitionKey, rowKey })

/** What a row holds beside its keys and what the service itself notes of it. */
export function valuesOf({ etag: _, timestamp: __, partitionKey: ___, rowKey: ____, ...values }: Entity) {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith('odata')))
}
