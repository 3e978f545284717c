import { type Access, settings } from './settings.ts'
import { slotOf, spreadTables } from './slots.ts'
import type { TableName } from './storage-names.ts'

/** The account that a partition of a table lies in: the home account, unless its slot was moved to another. */
export function storageAccountOf(table: TableName, partition: string): Access {
  const { tables, tableAccounts } = settings
  if (tableAccounts.length === 0 || !spreadTables.includes(table)) return tables
  const slot = slotOf(partition)
  return tableAccounts.find(({ from, to }) => from <= slot && slot <= to)?.access ?? tables
}
