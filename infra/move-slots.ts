// Copies the partitions of some slots from one storage account to another: the way from one account to several. The service
// must not write meanwhile: it has MAINTENANCE=true, and is asked whether. Copying again is harmless. `--delete` deletes from the first what the second holds just so.
//   npm run move-slots -- --app https://YOUR.SERVICE --slots 128-255 --from CONNECTION_OR_URI --to CONNECTION_OR_URI [--delete]
import { isDeepStrictEqual, parseArgs } from 'node:util'
import type { TableClient } from '@azure/data-tables'
import { slotOf, spreadTables } from '../shared/azure/slots.ts'
import { readSlots } from './accounts-argument.ts'
import { assureMaintenance, maintenanceOptions } from './maintenance.ts'
import { clientOf, type Entity, keysOf, runsOf, valuesOf } from './table-rows.ts'

export interface Move {
  readonly from: string
  readonly to: string
  /** First and last slot. */
  readonly slots: readonly [number, number]
  readonly isDelete: boolean
}

/** Copies (or, with `isDelete`, deletes) and gives how many rows; throws when a row to delete is not at its new place. */
export async function moveSlots({ from, to, slots: [first, last], isDelete }: Move): Promise<number> {
  const isMoved = (slot: number) => slot >= first && slot <= last
  let rows = 0
  for (const table of spreadTables) {
    const [source, target] = await Promise.all([clientOf(from, table), clientOf(to, table)])
    await target.createTable()
    for await (const run of runsOf(source.listEntities<Record<string, unknown>>())) {
      if (!isMoved(slotOf(run[0]?.partitionKey ?? ''))) continue
      rows += run.length
      await (isDelete ? removeCopied(source, target, run) : copy(target, run))
    }
  }
  return rows
}

async function copy(target: TableClient, rows: readonly Entity[]): Promise<void> {
  await target.submitTransaction(rows.map((row) => ['upsert', { ...valuesOf(row), ...keysOf(row) }, 'Replace']))
}

async function removeCopied(source: TableClient, target: TableClient, rows: readonly Entity[]): Promise<void> {
  for (const row of rows) {
    const { partitionKey = '', rowKey = '' } = row
    const copied = await target.getEntity<Record<string, unknown>>(partitionKey, rowKey)
    if (!isDeepStrictEqual(valuesOf(copied), valuesOf(row)))
      throw new Error(`${partitionKey} ${rowKey} is not the same in both accounts: copy again before deleting`)
  }
  await source.submitTransaction(rows.map((row) => ['delete', keysOf(row)]))
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      slots: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      delete: { type: 'boolean', default: false },
      ...maintenanceOptions,
    },
  })
  if (!values.from || !values.to)
    throw new Error('Say --slots FIRST-LAST, --from and --to: connection strings or addresses of table services.')
  const move = { from: values.from, to: values.to, slots: readSlots(values.slots ?? ''), isDelete: values.delete }
  // What is deleted nobody looks at any more, and only where both accounts agree.
  if (!move.isDelete) await assureMaintenance(values)
  console.log(`${await moveSlots(move)} rows ${values.delete ? 'deleted where they were' : 'copied'}`)
}
