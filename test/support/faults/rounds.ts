import { setImmediate as turn } from 'node:timers/promises'
import { isSomethingInFlight } from './in-flight.ts'
import { type Call, type CallProxy, type Fate, shapeOf } from './proxy.ts'

/** What a piece of work asked of the outside: calls that were on their way at the same time are one round, one trip. */
export interface Rounds<T> {
  readonly result: T
  readonly rounds: readonly (readonly Call[])[]
  /** How many of the rounds the answer waited for; the rest is work that goes on after it. */
  readonly untilAnswer: number
}

/** Decides what becomes of the calls of one round, given in an order that every run of the same work has. */
export type RoundJudge = (round: number, calls: readonly Call[]) => readonly Fate[]

interface Held {
  readonly call: Call
  readonly release: (fate: Fate) => void
}

const allThrough: RoundJudge = (_, calls) => calls.map(() => 'through')

// The loop's turns without a new call after which the app is taken to wait for what is held.
const quietTurns = 8

/**
 * Runs work with every call held until the app waits for nothing else; then all that are held go out together. That makes
 * the number of rounds the number of sequential trips, whatever the machine's speed. `after` is the work's own afterwork.
 */
export async function inRounds<T>(
  proxy: CallProxy,
  work: () => Promise<T>,
  after: () => Promise<unknown>,
  judge: RoundJudge = allThrough,
): Promise<Rounds<T>> {
  const rounds: Call[][] = []
  const gate = holdCalls(proxy)
  let untilAnswer = 0
  let isOver = false
  const result = work().finally(() => {
    untilAnswer = rounds.length
  })
  const over = result.then(after, after).finally(() => {
    isOver = true
  })
  while (!isOver) {
    const held = await gate.next(() => isOver)
    if (held.length === 0) continue
    const calls = held.map(({ call }) => call)
    let fates: readonly Fate[] = []
    try {
      fates = judge(rounds.length, calls)
    } catch (error) {
      // Whoever waits for these must not wait into the next test.
      proxy.revive()
      for (const { release } of held) release('through')
      await over.catch(() => undefined)
      throw error
    }
    rounds.push(calls)
    held.forEach(({ release }, index) => {
      release(fates[index] ?? 'through')
    })
  }
  proxy.revive()
  await over
  return { result: await result, rounds, untilAnswer }
}

function holdCalls(proxy: CallProxy) {
  let held: Held[] = []
  proxy.judgeWith(
    (call) =>
      new Promise((release) => {
        held.push({ call, release })
      }),
  )
  // Calls that were let go must be answered first: what follows from their answers belongs to the next round.
  const quiet = async () => {
    for (let turns = 0, seen = held.length; turns < quietTurns; turns++) {
      await turn()
      if (held.length !== seen || proxy.open !== held.length || isSomethingInFlight()) turns = -1
      seen = held.length
    }
  }
  return {
    /** What the app waits for once it does nothing else; nothing when it is over before. */
    next: async (isOver: () => boolean): Promise<readonly Held[]> => {
      while (held.length === 0 && !isOver()) await turn()
      await quiet()
      const all = held.toSorted((one, other) => (shapeOf(one.call) < shapeOf(other.call) ? -1 : 1))
      held = []
      return all
    },
  }
}

/** Stalls the first call that is meant, as a process stalls; everything else goes through. */
export function stall(proxy: CallProxy, isMeant: (call: Call) => boolean) {
  const came = Promise.withResolvers<void>()
  const go = Promise.withResolvers<Fate>()
  let isStalled = false
  proxy.judgeWith((call) => {
    if (isStalled || !isMeant(call)) return 'through'
    isStalled = true
    came.resolve()
    return go.promise
  })
  return { came: came.promise, letGo: () => go.resolve('through') }
}
