// Moves the rows in which lists find customers to the keys that this version makes of their names. Until then a search asks for older
// keys as well, and finds them as before. Run it when every instance runs this version; it can be stopped and run again.
//   npm run move-names -- --tables CONNECTION_OR_URI [--account 128-255=CONNECTION_OR_URI] [--partner ID]
import { parseArgs } from 'node:util'
import { odata, type TableClient, type TransactionAction } from '@azure/data-tables'
import { keptListKeys, listWrites } from '../shared/aggregates/customers/customer-writes.ts'
import type { Row, Write } from '../shared/azure/store.ts'
import { CustomerRoot, decode, encode } from '../shared/command/tables.ts'
import { accountOptions, readAccounts } from './accounts-argument.ts'
import { type Accounts, accessesOf, clientOf } from './table-rows.ts'

const mostTries = 5

/** Moves what lies under older keys, of one partner or of all, and gives how many customers that were. */
export async function moveNames(accounts: Accounts, partnerId?: string): Promise<number> {
  let moved = 0
  const ofPartner = partnerId === undefined ? '' : odata` and PartitionKey eq ${partnerId}`
  const filter = `${odata`RowKey ge ${'c!'} and RowKey lt ${'c"'}`}${ofPartner}`
  for (const access of accessesOf(accounts, 'providers')) {
    const table = await clientOf(access, 'providers')
    const rows = table.listEntities({ queryOptions: { filter, select: ['PartitionKey', 'RowKey'] } })
    for await (const { partitionKey = '', rowKey = '' } of rows)
      if (/^c![^!]+!$/.test(rowKey) && (await moveCustomer(table, partitionKey, rowKey))) moved++
  }
  return moved
}

/** Moves one customer in one transaction that is held to its root; whoever was faster may have moved it. */
async function moveCustomer(table: TableClient, partition: string, key: string): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    const { etag, value } = await table.getEntity<{ readonly value?: string }>(partition, key)
    const actions = movesOf({ partition, key, value: JSON.parse(value ?? 'null') as unknown }, etag)
    try {
      if (actions.length > 0) await table.submitTransaction(actions)
      return actions.length > 0
    } catch (error) {
      if (!isLost(error) || tries === mostTries) throw error
    }
  }
}

const isLost = (error: unknown): boolean => [404, 409, 412].includes(Object(error).statusCode)

function movesOf(row: Row, etag: string): TransactionAction[] {
  const root = decode(CustomerRoot, row)
  const kept = root.kind === 'live' && !root.listKeys ? keptListKeys(root.customer) : {}
  if (root.kind === 'void' || !kept.listKeys) return []
  const after = encode(CustomerRoot, row.partition, row.key, { ...root, ...kept })
  const moves = listWrites(row.partition, root, { ...root.customer }).map(toAction)
  return [...moves, ['update', toEntity(after), 'Replace', { etag }]]
}

function toAction(one: Write): TransactionAction {
  if (one.kind === 'delete') return ['delete', { partitionKey: one.row.partition, rowKey: one.row.key }]
  return ['upsert', toEntity(one.row), 'Replace']
}

// Both separators of lines are escaped, as the service writes them: the emulator takes neither.
function toEntity({ partition, key, value }: Row) {
  const json = JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
  return { partitionKey: partition, rowKey: key, value: json }
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { ...accountOptions, partner: { type: 'string' } } })
  try {
    console.log(`${await moveNames(readAccounts(values.tables, values.account), values.partner)} customers moved.`)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
