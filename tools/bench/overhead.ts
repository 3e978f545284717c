import { setTimeout as pause } from 'node:timers/promises'
import type { HttpRequest } from '@azure/functions'
import type { Prepared, Runnable } from './app/app.ts'
import { findSlots, freshIds } from './bare/key-template.ts'
import { replayOf } from './bare/replay.ts'
import { fixed, hold, median, printTable, verdict } from './report.ts'
import { type BenchOptions, type Stage, setStage } from './stage.ts'
import type { TimedCall } from './table-server/server.ts'
import type { Work } from './table-server/work.ts'

const concurrency = 16
const whole = { rounds: 7, requestsPerRound: 300, warmUpRequests: 3_000, customers: 50_000 } as const
const short = { rounds: 1, requestsPerRound: 50, warmUpRequests: 50, customers: 1_000 } as const
type Extent = typeof whole | typeof short
const holdMs = 50
const target = 0.8

/** CPU of this process for one request: our handlers, and bare ones that make the same storage calls through the same SDK. */
export async function benchOverhead(options: BenchOptions): Promise<void> {
  const extent = options.short ? short : whole
  const { rounds, requestsPerRound, customers } = extent
  const stage = await setStage({ sizes: [customers], operations: measuredOperations })
  await stage.use(customers)
  const rows = []
  for (const runnable of stage.app.runnables) rows.push(await measure(stage, runnable, extent))
  printTable(
    `Handler CPU: ours / bare, ${concurrency} at once, medians over ${rounds} rounds of ${requestsPerRound} in turn (A/A: bare / bare)`,
    ['operation', 'ours µs', 'bare µs', 'ratio', 'A/A', 'least–most', 'same work', 'target', ''],
    rows,
  )
  stage.stop()
}

async function measuredOperations() {
  const [{ confirmAgreement, createCustomer, placeOrder }, { getCustomer, lists }] = await Promise.all([
    import('./app/commands.ts'),
    import('./app/reads.ts'),
  ])
  return [createCustomer, confirmAgreement, placeOrder, getCustomer, ...lists.slice(0, 1)]
}

type Handle = (request: HttpRequest, prepared: Prepared) => Promise<unknown>

async function measure(stage: Stage, runnable: Runnable, extent: Extent) {
  const { rounds, requestsPerRound, warmUpRequests, customers } = extent
  const bare = await bareHandler(stage, runnable, customers)
  const ours: Handle = (request) => stage.app.ask(runnable, request)
  const variants = [ours, bare, bare]
  const cpuOf = (handle: Handle, requests: number) => measureCpu(stage, runnable, handle, { requests, customers })
  // Once more than the others, as the bare one is warmed up in its two places.
  await cpuOf(ours, warmUpRequests)
  const works: Work[] = []
  for (const handle of variants) {
    await stage.server.reset()
    await cpuOf(handle, warmUpRequests)
    works.push(await stage.server.work())
  }
  const times = await takeTurns(variants, rounds, (handle) => cpuOf(handle, requestsPerRound))
  const [mine = 0, theirs = 0] = times.map(median)
  const toBare = (index: number) => (times[index] ?? []).map((time, round) => time / (times[1]?.[round] ?? Number.NaN))
  const ratios = toBare(0)
  return [
    runnable.operation.name,
    fixed(mine, 0),
    fixed(theirs, 0),
    fixed(median(ratios)),
    fixed(median(toBare(2))),
    `${fixed(Math.min(...ratios))}–${fixed(Math.max(...ratios))}`,
    sameWork(works),
    `≤ ${target}`,
    verdict(median(ratios) <= target),
  ]
}

/** What each variant took in each round; each is the first of a round as often as the others. */
async function takeTurns(
  variants: readonly Handle[],
  rounds: number,
  take: (handle: Handle) => Promise<number>,
): Promise<number[][]> {
  const times: number[][] = variants.map(() => [])
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < variants.length; turn++) {
      const index = (turn + round) % variants.length
      const handle = variants[index]
      if (handle) times[index]?.push(await take(handle))
    }
  return times
}

/** CPU microseconds of one request among so many, with what goes on after its answer. */
async function measureCpu(
  stage: Stage,
  runnable: Runnable,
  handle: Handle,
  { requests, customers }: { readonly requests: number; readonly customers: number },
): Promise<number> {
  const prepared = await Promise.all(Array.from({ length: requests }, () => runnable.prepare(customers)))
  const waiting = prepared.map((one) => ({ one, request: one.toHttpRequest() }))[Symbol.iterator]()
  const before = process.cpuUsage()
  const work = async () => {
    for (const { one, request } of waiting) await handle(request, one)
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  await stage.app.settle()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / requests
}

/** A handler that reads its JSON, makes the storage calls of one run of ours with its own ids, and answers JSON. Nothing else. */
async function bareHandler({ app, server }: Stage, runnable: Runnable, customers: number): Promise<Handle> {
  for (let round = 0; round < 2; round++) await app.call(runnable, await runnable.prepare(customers))
  await app.settle()
  const captured = await runnable.prepare(customers)
  await server.hold(holdMs)
  await server.reset()
  const { body } = await app.call(runnable, captured)
  await app.settle()
  const calls = await server.calls()
  await server.hold(0)
  await pause(holdMs)

  const { provider, reseller } = await import('./seed/parties.ts')
  const slots = findSlots(keysOf(calls), captured.request.ids ?? [], new Set([provider.partnerId, reseller.partnerId]))
  const replay = replayOf(wavesOf(calls), slots, await server.connectionString())
  const answer: unknown = JSON.parse(String(body))
  const isRead = runnable.operation.kind === 'read'
  return async (request, { request: { ids = [] } }) => {
    if (!isRead) await request.json()
    const values = await replay(freshIds(slots, ids))
    return { status: runnable.operation.status, body: JSON.stringify(isRead ? { items: values } : answer) }
  }
}

/** Calls that came in together are of one trip. */
function wavesOf(calls: readonly TimedCall[]): TimedCall[][] {
  const byTrip = Map.groupBy(calls, ({ at }) => Math.round(at / (holdMs * 1.05)))
  return [...byTrip].sort(([one], [other]) => one - other).map(([, wave]) => wave)
}

function keysOf(calls: readonly TimedCall[]): string[] {
  return calls.flatMap((call) => {
    if (call.kind === 'batch') return call.writes.map(({ row }) => row)
    if (call.kind === 'write') return [call.write.row]
    return call.kind === 'read' ? [call.row] : []
  })
}

/** Whether the bare handler made the service do as much as ours, byte for byte within one in a hundred. */
function sameWork([ours, bare]: readonly Work[]): string {
  if (!ours || !bare) return '-'
  const counted = ['tableCalls', 'queueCalls', 'entitiesWritten', 'rowsScanned', 'rowsReturned'] as const
  const differing = counted.filter((name) => ours[name] !== bare[name])
  const bytes = (bare.bytesReceived + bare.bytesSent) / (ours.bytesReceived + ours.bytesSent)
  if (differing.length > 0)
    return `DIFFERS: ${hold(false)} ${differing.map((name) => `${name} ${ours[name]}/${bare[name]}`).join(' ')}`
  return `yes, bytes ${fixed(bytes)}`
}
