import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { Runnable } from './app/app.ts'
import { type Cell, hold, printTable } from './report.ts'
import { allOperations, type BenchOptions, type Stage, setStage } from './stage.ts'
import type { Work } from './table-server/work.ts'

const expectedFile = join(import.meta.dirname, 'work.json')
const Counted = z.record(z.string(), z.string())

const sizes = [1_000, 50_000]
const largeSize = 1_000_000

/** Calls, entities written and rows scanned of each operation: integers that must not know how many customers there are. */
export async function benchWork(options: BenchOptions): Promise<void> {
  const measured = options.large ? [...sizes, largeSize] : sizes
  const expected = Counted.parse(JSON.parse(await readFile(expectedFile, 'utf8')))
  const stage = await setStage({ sizes: measured, operations: allOperations })
  const rows = []
  const counted: Record<string, string> = {}
  for (const runnable of stage.app.runnables) {
    const works = await measure(stage, runnable, measured)
    const { name } = runnable.operation
    counted[name] = integersOf(works[0])
    rows.push([name, ...cellsOf(works), options.write || expected[name] === counted[name] ? '' : hold(false)])
  }
  if (options.write) await writeFile(expectedFile, `${JSON.stringify(counted, null, 2)}\n`)
  const heading = [
    'operation',
    'calls',
    'of these queue',
    'written',
    'scanned',
    'returned',
    'sent',
    'all sizes',
    'scanned ≤ returned + 1',
    'as expected',
  ]
  printTable(
    `Storage work of one request, work after its answer included, at ${measured.join(', ')} customers`,
    heading,
    rows,
  )
  stage.stop()
}

type Works = readonly [Work, ...Work[]]

async function measure(stage: Stage, runnable: Runnable, measured: readonly number[]): Promise<Works> {
  const works: Work[] = []
  for (const customers of measured) {
    await stage.use(customers)
    // The first run fills what the app keeps in memory: the catalogue, the account of the caller, the keys of the issuer.
    await runOne(stage, runnable, customers)
    await runOne(stage, runnable, customers)
    works.push(await stage.server.work())
  }
  const [first, ...others] = works
  if (!first) throw new Error('nothing was measured')
  return [first, ...others]
}

function cellsOf(works: Works): Cell[] {
  const integers = works.map(integersOf)
  const isSame = integers.every((one) => one === integers[0])
  const isFrugal = works.every(({ rowsScanned, rowsReturned }) => rowsScanned <= rowsReturned + 1)
  const { tableCalls, queueCalls, entitiesWritten, rowsScanned, rowsReturned } = works[0]
  return [
    tableCalls + queueCalls,
    queueCalls,
    entitiesWritten,
    rowsScanned,
    rowsReturned,
    works.map(({ bytesReceived }) => bytesReceived).join(' / '),
    isSame ? 'same' : `DIFFER: ${integers.join(' | ')} ${hold(false)}`,
    hold(isFrugal),
  ]
}

async function runOne({ app, server }: Stage, runnable: Runnable, customers: number): Promise<void> {
  const prepared = await runnable.prepare(customers)
  await app.settle()
  await server.reset()
  await app.call(runnable, prepared)
  await app.settle()
}

function integersOf({ tableCalls, queueCalls, entitiesWritten, rowsScanned, rowsReturned }: Work): string {
  return [tableCalls, queueCalls, entitiesWritten, rowsScanned, rowsReturned].join(' ')
}
