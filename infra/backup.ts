// Writes every row of every table into a new folder: one JSON file of lines a table, and a manifest.
//   npm run backup -- --tables CONNECTION_OR_URI [--account 128-255=CONNECTION_OR_URI] --folder FOLDER
import { parseArgs } from 'node:util'
import { accountOptions, readAccounts } from './accounts-argument.ts'
import { backUp } from './table-backup.ts'

const { values } = parseArgs({ options: { ...accountOptions, folder: { type: 'string' } } })

try {
  if (!values.folder) throw new Error('Say --folder: a new folder for the backup')
  const { rows, changed } = await backUp(readAccounts(values.tables, values.account), values.folder)
  for (const [table, count] of Object.entries(rows)) console.log(`${table}: ${count} rows`)
  for (const partition of changed) console.error(`Written to while it was read: ${partition}`)
  if (changed.length > 0) process.exitCode = 2
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
