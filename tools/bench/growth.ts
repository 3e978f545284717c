import type { Runnable } from './app/app.ts'
import { fixed, median, printTable, verdict } from './report.ts'
import { type BenchOptions, type Stage, setStage } from './stage.ts'

const smallSize = 1_000
const target = 1.15
const warmUps = 60
const rounds = 300

/** p50 on a large account against p50 on a small one, in turn, one request at a time; a second small series shows the noise. */
export async function benchGrowth({ large }: BenchOptions): Promise<void> {
  const largeSize = large ? 1_000_000 : 50_000
  const stage = await setStage({ sizes: [smallSize, largeSize], operations: growingOperations })
  const rows = []
  for (const runnable of stage.app.runnables) rows.push(await measure(stage, runnable, largeSize))
  printTable(
    `Growth: p50 at ${largeSize} / p50 at ${smallSize} customers, ${rounds} rounds in turn (A/A: a second series at ${smallSize})`,
    ['operation', `p50 at ${smallSize}`, `p50 at ${largeSize}`, 'ratio', 'A/A', 'target', ''],
    rows,
  )
  stage.stop()
}

async function growingOperations() {
  const [{ createCustomer }, { getCustomer, lists }] = await Promise.all([
    import('./app/commands.ts'),
    import('./app/reads.ts'),
  ])
  return [...lists, getCustomer, createCustomer]
}

async function measure(stage: Stage, runnable: Runnable, largeSize: number) {
  const series: { readonly size: number; readonly times: number[] }[] = [
    { size: smallSize, times: [] },
    { size: largeSize, times: [] },
    { size: smallSize, times: [] },
  ]
  for (let round = -warmUps; round < rounds; round++) {
    // Each series is the first of its round as often as the others.
    for (let turn = 0; turn < series.length; turn++) {
      const one = series[(turn + round + warmUps) % series.length]
      if (!one) continue
      const time = await timeOne(stage, runnable, one.size)
      if (round >= 0) one.times.push(time)
    }
  }
  const [small = 0, large = 0, again = 0] = series.map(({ times }) => median(times))
  const ratio = large / small
  return [
    runnable.operation.name,
    `${fixed(small)} ms`,
    `${fixed(large)} ms`,
    fixed(ratio),
    fixed(again / small),
    `≤ ${target}`,
    verdict(ratio <= target),
  ]
}

async function timeOne({ app, use }: Stage, runnable: Runnable, customers: number): Promise<number> {
  await use(customers)
  const prepared = await runnable.prepare(customers)
  await app.settle()
  const started = performance.now()
  await app.call(runnable, prepared)
  const time = performance.now() - started
  await app.settle()
  return time
}
