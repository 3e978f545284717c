import { createHash } from 'node:crypto'
import { mkdir, open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TableClient } from '@azure/data-tables'
import * as z from 'zod'
import { type TableName, tableNames } from '../shared/azure/storage-names.ts'
import { type Accounts, accessesOf, accessOf, clientOf, type Entity, keysOf, valuesOf } from './table-rows.ts'

/** Written last: a folder without it is not a whole backup. */
export const Manifest = z.object({
  takenAt: z.iso.datetime(),
  rows: z.record(z.enum(tableNames), z.int()),
  /** Partitions that were written to meanwhile: their rows may be of two moments. */
  changed: z.array(z.string()),
})
export type Manifest = z.infer<typeof Manifest>

// Types that JSON does not have (dates, 64-bit numbers, bytes) come as { type, value } this way, and go back as they came.
const typed = { disableTypeConversion: true }

export const fileOf = (folder: string, table: TableName) => join(folder, `${table}.ndjson`)
export const manifestOf = (folder: string) => join(folder, 'manifest.json')

/** Writes every row of every table into a new folder, one line each, a file a table. */
export async function backUp(accounts: Accounts, folder: string): Promise<Manifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const takenAt = new Date().toISOString()
  const copied: { rows: number; changed: string[] }[] = []
  for (const table of tableNames) copied.push(await copyTable(accounts, table, folder))
  const manifest = {
    takenAt,
    rows: Object.fromEntries(tableNames.map((table, index) => [table, copied[index]?.rows ?? 0])),
    changed: copied.flatMap(({ changed }) => changed),
  }
  await writeFile(manifestOf(folder), `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx', mode: 0o600 })
  return Manifest.parse(manifest)
}

async function copyTable(accounts: Accounts, table: TableName, folder: string) {
  const changed: string[] = []
  let rows = 0
  // Never into a file that is there: the folder holds one backup.
  const file = await open(fileOf(folder, table), 'wx', 0o600)
  try {
    for (const access of accessesOf(accounts, table)) {
      const client = await clientOf(access, table)
      // A partition that was moved may still lie in its old account, older every day.
      const isHere = (partition: string) => accessOf(accounts, table, partition) === access
      const copied = await digests(client, isHere, (lines) => file.appendFile(lines))
      const afterwards = await digests(client, isHere, async () => {})
      rows += copied.rows
      const all = new Set([...copied.digests.keys(), ...afterwards.digests.keys()])
      changed.push(...[...all].filter((one) => copied.digests.get(one) !== afterwards.digests.get(one)))
    }
  } finally {
    await file.close()
  }
  return { rows, changed: changed.map((partition) => `${table} ${partition}`) }
}

/** Reads all rows that belong here, and gives of each partition a digest of which rows it has in which version. */
async function digests(
  client: TableClient,
  isHere: (partition: string) => boolean,
  keep: (lines: string) => Promise<void>,
) {
  const found = new Map<string, string>()
  let rows = 0
  for await (const page of client.listEntities<Record<string, unknown>>(typed).byPage({ maxPageSize: 1000 })) {
    const here = page.filter(({ partitionKey = '' }) => isHere(partitionKey))
    for (const { partitionKey = '', rowKey, etag } of here)
      found.set(partitionKey, digest(`${found.get(partitionKey)} ${rowKey} ${etag}`))
    if (here.length > 0) await keep(here.map(toLine).join(''))
    rows += here.length
  }
  return { digests: found, rows }
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64')

function toLine(entity: Entity): string {
  const values = Object.entries(valuesOf(entity)).map(([name, value]) => [name, plainIfText(value)])
  return `${JSON.stringify({ ...keysOf(entity), ...Object.fromEntries(values) })}\n`
}

const Text = z.object({ type: z.literal('String'), value: z.string() })

function plainIfText(value: unknown): unknown {
  const text = Text.safeParse(value)
  return text.success ? text.data.value : value
}
