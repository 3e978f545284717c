// Puts the rows of a backup into empty tables; with --overwrite over what is there. Rows that the backup does not have stay.
//   npm run restore -- --folder FOLDER --tables CONNECTION_OR_URI [--account 128-255=CONNECTION_OR_URI] [--overwrite]
//     --app https://YOUR.SERVICE     which has MAINTENANCE=true; or --no-service, where none uses these tables
//     [--queues CONNECTION_OR_URI]   has what was committed but not finished done, where the old queues are gone
import { parseArgs } from 'node:util'
import { accountOptions, readAccounts } from './accounts-argument.ts'
import { putDrains } from './drains.ts'
import { assureMaintenance, maintenanceOptions } from './maintenance.ts'
import { restore } from './table-restore.ts'

const { values } = parseArgs({
  options: {
    ...accountOptions,
    ...maintenanceOptions,
    folder: { type: 'string' },
    queues: { type: 'string' },
    overwrite: { type: 'boolean', default: false },
  },
})

try {
  if (!values.folder) throw new Error('Say --folder: that of a backup')
  const accounts = readAccounts(values.tables, values.account)
  await assureMaintenance(values)
  const owed = await restore(values.folder, accounts, values.overwrite)
  if (values.queues) await putDrains(values.queues, owed)
  else if (owed.length > 0)
    console.log(`${owed.length} things are not finished: say --queues if their messages are gone`)
  console.log('Restored')
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
