import { expect } from 'vitest'
import type { Person, Reply } from '../call.ts'
import { passTime, secondMs } from '../clock.ts'
import type { Prepared, Scenario } from '../scenarios/scenario.ts'
import type { World } from './fault-world.ts'
import { heal, never, type Random, randomOf } from './healer.ts'
import { problemsOf, visibleTo } from './invariants.ts'
import { type Fate, isWrite, type Judge } from './proxy.ts'
import { inRounds, type RoundJudge } from './rounds.ts'

/** Where a process dies: in a round of calls, of whose writes those in `done` get through. */
interface CrashPoint {
  readonly round: number
  readonly writes: number
  readonly done: number
}

// The slowest of the timers comes twice an hour.
const untilTimerMs = 30 * 60 * secondMs

/** CI tries all that a developer does not wait for. */
export const isThorough = process.env.FAULTS === 'every'

/** Give FAULT_SEED to see the same deaths of the healer again. */
export const firstSeed = Number(process.env.FAULT_SEED ?? Date.now() % 1_000_000_000)

/**
 * Lets the process die at every point of a command that storage can tell apart: before and after every call, and between
 * calls that are on their way together, with every subset of their writes done. What is left is healed by the real queue
 * steps, which die at random too; then the caller asks twice again, in the same words.
 * @returns how many points there were
 */
export async function crashEverywhere(world: World, scenario: Scenario, stranger: Person): Promise<number> {
  await world.renew()
  const points = await crashPoints(world, scenario)
  for (const [index, point] of points.entries()) {
    const seed = firstSeed + index
    const place = `${scenario.name}, round ${point.round + 1}, writes done ${point.done.toString(2)}, FAULT_SEED=${seed}`
    await world.clearMails()
    const prepared = await scenario.given(world)
    const first = await crash(world, prepared, point, place)
    await expectHealed(world, { scenario, prepared, place }, first, randomOf(seed))
    // What a stranger sees hangs on the rows, not on who died: one look, and in CI one at every point.
    if (isThorough || index === points.length - 1) await expectNothingVisible(world, { prepared, stranger, place })
  }
  return points.length
}

/**
 * Cuts the connection after every call of a command, once the call is carried out: the SDK repeats it and meets its own
 * success as a conflict. The caller must not feel that. All calls of one run are cut, each once; FAULTS=every cuts one a run.
 * @returns how many calls there were
 */
export async function cutEverywhere(world: World, scenario: Scenario, stranger: Person): Promise<number> {
  await world.renew()
  if (!isThorough)
    return cutInOneRun(world, { scenario, stranger, judge: everyCallOnce(), what: 'every answer cut off' })
  const { run } = await scenario.given(world)
  world.proxy.forget()
  const whole = await run()
  await world.settled()
  expect(whole?.status, `${scenario.name}: ${whole?.text}`).toBe(scenario.status)
  const count = world.proxy.calls.length
  await heal(world, never)
  for (let n = 1; n <= count; n++) {
    let arrived = 0
    const judge = (): Fate => (++arrived === n ? 'answerCut' : 'through')
    await cutInOneRun(world, { scenario, stranger, judge, what: `answer ${n} of ${count} cut off` })
  }
  return count
}

/** What the SDK sends again is what it has sent before, to the letter. */
function everyCallOnce(): Judge {
  const seen = new Set<string>()
  return ({ method, path, text }) => {
    const call = `${method} ${path} ${text}`
    if (seen.has(call)) return 'through'
    seen.add(call)
    return 'answerCut'
  }
}

interface Cutting {
  readonly scenario: Scenario
  readonly stranger: Person
  readonly judge: Judge
  readonly what: string
}

async function cutInOneRun(world: World, { scenario, stranger, judge, what }: Cutting): Promise<number> {
  const place = `${scenario.name}, ${what}`
  await world.clearMails()
  const prepared = await scenario.given(world)
  world.proxy.forget()
  world.proxy.judgeWith(judge)
  const running = prepared.run()
  const first = await (scenario.mayFail ? running.catch(() => undefined) : running)
  await world.settled()
  const count = world.proxy.calls.length
  world.proxy.revive()
  expect(first?.status, place).toBe(scenario.status)
  await expectHealed(world, { scenario, prepared, place }, first, never)
  await expectNothingVisible(world, { prepared, stranger, place })
  return count
}

async function crashPoints(world: World, scenario: Scenario): Promise<CrashPoint[]> {
  const { run } = await scenario.given(world)
  const { rounds, result } = await inRounds(world.proxy, run, world.settled)
  expect(result?.status, `${scenario.name}: ${result?.text}`).toBe(scenario.status)
  await heal(world, never)
  return rounds.flatMap((calls, round) => {
    const writes = calls.filter(isWrite).length
    return subsetsOf(writes, round).map((done) => ({ round, writes, done }))
  })
}

/**
 * Which writes of a round got through, as bits: each alone, and all. That none did is, to storage, that all of the round before
 * did; so it is tried of the first one only. FAULTS=every tries every mixture.
 */
function subsetsOf(writes: number, round: number): number[] {
  const all = 2 ** writes - 1
  const alone = Array.from({ length: writes }, (_, bit) => 1 << bit)
  if (isThorough) return Array.from({ length: all + 1 }, (_, done) => done)
  const some = writes > 0 ? [...alone, all] : []
  return [...new Set(round === 0 ? [0, ...some] : some)]
}

async function crash(world: World, { run }: Prepared, point: CrashPoint, place: string): Promise<Reply | undefined> {
  const judge: RoundJudge = (round, calls) => {
    if (round < point.round) return calls.map(() => 'through')
    if (round > point.round) return calls.map(() => 'refused')
    if (calls.filter(isWrite).length !== point.writes) throw new Error(`this run is another: ${place}`)
    let write = 0
    return calls.map((call): Fate => {
      const isDone = !isWrite(call) || ((point.done >> write++) & 1) === 1
      return isDone ? 'answerLost' : 'refused'
    })
  }
  const { result } = await inRounds(world.proxy, () => run().catch(() => undefined), world.settled, judge)
  return result
}

interface Tried {
  readonly scenario: Scenario
  readonly prepared: Prepared
  readonly place: string
}

/** Heals, repeats, and holds everything to what was promised. */
async function expectHealed(
  world: World,
  { scenario, prepared, place }: Tried,
  first: Reply | undefined,
  random: Random,
): Promise<void> {
  await heal(world, random)
  if (scenario.recurs) {
    passTime(untilTimerMs)
    await prepared.run()
    await heal(world, random)
  }
  expect(await problemsOf(world, prepared.partners), `${place}, healed`).toEqual([])
  const answers = first && first.status < 500 ? [first] : []
  for (const _ of ['again', 'and again']) {
    const reply = await prepared.run()
    await world.settled()
    if (reply) answers.push(reply)
  }
  await heal(world, never)

  const isPage = answers.some(({ headers }) => !headers['content-type']?.startsWith('application/json'))
  for (const { status, text } of answers) {
    expect(status, `${place}: ${text}`).toBe(scenario.status)
    if (!isPage) expect(text, place).toBe(answers[0]?.text)
  }
  await prepared.outcome()
  expect(await problemsOf(world, prepared.partners), `${place}, repeated`).toEqual([])
}

async function expectNothingVisible(
  world: World,
  { prepared, stranger, place }: Omit<Tried, 'scenario'> & { readonly stranger: Person },
): Promise<void> {
  const visible = prepared.partners.slice(0, 1).map((partner) => visibleTo(world, stranger, partner))
  expect((await Promise.all(visible)).flat(), `${place}, to a stranger`).toEqual([])
}
