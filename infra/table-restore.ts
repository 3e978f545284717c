import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import type { TableClient } from '@azure/data-tables'
import * as z from 'zod'
import { type TableName, tableNames } from '../shared/azure/storage-names.ts'
import { type Owed, owedBy } from './drains.ts'
import { fileOf, Manifest, manifestOf } from './table-backup.ts'
import { type Accounts, accessesOf, accessOf, clientOf, runsOf } from './table-rows.ts'

const Row = z.looseObject({ partitionKey: z.string(), rowKey: z.string() })
type Row = z.infer<typeof Row>

/**
 * Puts every row of a backup where it belongs in these accounts.
 * @throws {Error} before anything is written, when the backup is not whole or a table has rows and `overwrite` is not said
 */
export async function restore(folder: string, accounts: Accounts, overwrite: boolean): Promise<readonly Owed[]> {
  const manifest = await readManifest(folder)
  for (const table of tableNames) await makeReady(accounts, table, overwrite)
  for (const partition of manifest.changed) console.warn(`Written to while the backup was taken: ${partition}`)
  const owed = new Map<string, Owed>()
  for (const table of tableNames)
    for await (const run of runsOf(rowsIn(fileOf(folder, table)))) {
      await put(await clientOf(accessOf(accounts, table, run[0]?.partitionKey ?? ''), table), run, overwrite)
      for (const one of run.flatMap(({ partitionKey, rowKey }) => owedBy(partitionKey, rowKey)))
        owed.set(JSON.stringify(one), one)
    }
  return [...owed.values()]
}

async function put(client: TableClient, run: readonly Row[], overwrite: boolean): Promise<void> {
  await client.submitTransaction(run.map((row) => (overwrite ? ['upsert', row, 'Replace'] : ['create', row])))
}

/** @throws {Error} when the backup did not come to its end, or lines were lost since */
async function readManifest(folder: string): Promise<Manifest> {
  const manifest = Manifest.parse(JSON.parse(await readFile(manifestOf(folder), 'utf8')))
  for (const table of tableNames) {
    let lines = 0
    for await (const _ of rowsIn(fileOf(folder, table))) lines++
    if (lines !== manifest.rows[table])
      throw new Error(`${fileOf(folder, table)} has ${lines} rows, not ${manifest.rows[table]}`)
  }
  return manifest
}

async function makeReady(accounts: Accounts, table: TableName, overwrite: boolean): Promise<void> {
  for (const access of accessesOf(accounts, table)) {
    const client = await clientOf(access, table)
    await client.createTable()
    if (!overwrite && (await hasRows(client)))
      throw new Error(`${table} at ${client.url} has rows: say --overwrite to write over them`)
  }
}

async function hasRows(client: TableClient): Promise<boolean> {
  // A page may come empty although there are rows.
  for await (const page of client.listEntities().byPage({ maxPageSize: 1 })) if (page.length > 0) return true
  return false
}

async function* rowsIn(file: string): AsyncGenerator<Row> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY }))
    yield Row.parse(JSON.parse(line))
}
