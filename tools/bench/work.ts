import type { Runnable } from './app/app.ts'
import { printTable, verdict } from './report.ts'
import { allOperations, type BenchOptions, type Stage, setStage } from './stage.ts'
import type { Work } from './table-server/work.ts'

const sizes = [1_000, 50_000]
const largeSize = 1_000_000

/** Calls, entities written and rows scanned of each operation: integers that must not know how many customers there are. */
export async function benchWork({ large }: BenchOptions): Promise<void> {
  const measured = large ? [...sizes, largeSize] : sizes
  const stage = await setStage({ sizes: measured, operations: allOperations })
  const rows = []
  for (const runnable of stage.app.runnables) rows.push(await measure(stage, runnable, measured))
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
  ]
  printTable(
    `Storage work of one request, work after its answer included, at ${measured.join(', ')} customers`,
    heading,
    rows,
  )
  stage.stop()
}

async function measure(stage: Stage, runnable: Runnable, measured: readonly number[]) {
  const works: Work[] = []
  for (const customers of measured) {
    await stage.use(customers)
    // The first run fills what the app keeps in memory: the catalogue, the account of the caller, the keys of the issuer.
    await runOne(stage, runnable, customers)
    await runOne(stage, runnable, customers)
    works.push(await stage.server.work())
  }
  const [first] = works
  if (!first) throw new Error('nothing was measured')
  const integers = works.map(integersOf)
  const isSame = integers.every((one) => one === integers[0])
  const isFrugal = works.every(({ rowsScanned, rowsReturned }) => rowsScanned <= rowsReturned + 1)
  const { tableCalls, queueCalls, entitiesWritten, rowsScanned, rowsReturned } = first
  return [
    runnable.operation.name,
    tableCalls + queueCalls,
    queueCalls,
    entitiesWritten,
    rowsScanned,
    rowsReturned,
    works.map(({ bytesReceived }) => bytesReceived).join(' / '),
    isSame ? 'same' : `DIFFER: ${integers.join(' | ')}`,
    verdict(isFrugal),
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
