import type { Runnable } from './app/app.ts'
import { fixed, median, printTable, verdict } from './report.ts'
import { allOperations, type Stage, setStage } from './stage.ts'

const holdMs = 50
const rounds = 7
const customers = 1_000

/** Sequential storage trips until the answer: every call is held 50 ms, one request at a time. */
export async function benchTrips(): Promise<void> {
  const stage = await setStage({ sizes: [customers], operations: allOperations })
  await stage.use(customers)
  const rows = []
  for (const runnable of stage.app.runnables) rows.push(await measure(stage, runnable))
  printTable(
    `Storage trips: p50 / ${holdMs} with every storage call held ${holdMs} ms, one request at a time, ${rounds} rounds`,
    ['operation', 'p50', 'trips', 'calls at once', 'target', ''],
    rows,
  )
  stage.stop()
}

async function measure({ app, server }: Stage, runnable: Runnable) {
  const timeOne = async () => {
    const prepared = await runnable.prepare(customers)
    await app.settle()
    await server.reset()
    const started = performance.now()
    await app.call(runnable, prepared)
    const time = performance.now() - started
    await app.settle()
    return time
  }
  for (let round = 0; round < 2; round++) await timeOne()
  await server.hold(holdMs)
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push(await timeOne())
  const calls = await server.calls()
  await server.hold(0)

  const p50 = median(times)
  const { operation } = runnable
  const trips = p50 / holdMs
  // Half a trip is ours to think in.
  const isHeld = trips < operation.trips + 0.5
  return [operation.name, `${fixed(p50, 0)} ms`, fixed(trips), waves(calls), `≤ ${operation.trips}`, verdict(isHeld)]
}

/** How many calls came in together, trip after trip; those after the answer included. */
function waves(calls: readonly { readonly at: number }[]): string {
  const counts: number[] = []
  let begun = Number.NEGATIVE_INFINITY
  for (const { at } of [...calls].sort((one, other) => one.at - other.at)) {
    if (at - begun > holdMs / 2) {
      begun = at
      counts.push(0)
    }
    counts.push((counts.pop() ?? 0) + 1)
  }
  return counts.join(' > ') || '-'
}
