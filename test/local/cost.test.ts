import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { LogLevel } from '../../local/functions-host/contract.ts'
import { createLogger } from '../../local/functions-host/logger.ts'
import { type BillLine, billTable, idleBill, onboardingBill } from '../../tools/bench/cost/bill.ts'
import { readPrices } from '../../tools/bench/cost/prices.ts'
import { between, costReport, runBook, tellsOfPolls } from '../../tools/bench/cost/report.ts'
import { measureUsage } from '../../tools/bench/cost/usage.ts'

const prices = readPrices()
const nothing = {
  ...{ executions: 0, tableBatches: 0, tableWrites: 0, tableReads: 0, queueWrites: 0, queueReads: 0 },
  ...{ queueMessages: 0, mails: 0, mailBytes: 0, logLines: 0 },
}
const host = { pollingSeconds: 2, tellsOfPolls: false, alertMinutes: [5, 15, 15] }

const amountsIn = (lines: readonly BillLine[]) => (wanted: string) => lines.find(([what]) => what === wanted)?.[2]

test('the run book tells the cost of what is counted now', async () => {
  const text = readFileSync(runBook, 'utf8')
  const written = between(text, costReport(await measureUsage()))

  expect(written === text, 'run npm run cost -- --write').toBe(true)
})

test('what was counted for one onboarding is billed a thousand times', () => {
  const onboarding = { ...nothing, executions: 3, tableBatches: 1, tableReads: 4, queueWrites: 2, mails: 1 }
  const items = onboardingBill({ onboarding, timers: [] }, prices)
  const amount = amountsIn(items)

  expect([amount('Table requests'), amount('Queue requests'), amount('Executions'), amount('Mails')]).toEqual([
    5_000, 2_000, 3_000, 1_000,
  ])
})

test('a timer is billed as often as it fires in a month', () => {
  const idle = { ...nothing, executions: 1, tableReads: 2 }
  const timers = [
    { name: 'often', schedule: '0 */15 * * * *', idle },
    { name: 'nightly', schedule: '0 20 2 * * *', idle },
  ]
  const items = idleBill({ onboarding: nothing, timers }, prices, host)
  const amount = amountsIn(items)

  expect([amount('Timers'), amount('Timers, table requests')]).toEqual([97 * 30, 97 * 30 * 2])
  expect([amount('Alerts, every 5 minutes'), amount('Alerts, every 15 minutes')]).toEqual([1, 2])
})

test('of two ways to pay for the same the sum takes the dearer, and what is not known for sure is marked', () => {
  const usage = { onboarding: { ...nothing, executions: 1 }, timers: [] }
  const table = billTable('it', onboardingBill(usage, prices), prices)

  // 1,000 executions, each alone: 1,000 × 0.4 / 1,000,000 + 1,000 × 1 s × 2 GB × 0.000026; and 1.5 MB of requests × 2.3 / GB
  expect(table).toContain('| **0.06** |')
  expect(
    table
      .split('\n')
      .filter((line) => line.includes('≈'))
      .map((line) => line.split(' | ')[0]),
  ).toEqual([
    '| GB-seconds, all on busy instances',
    '| or each alone on an idle one',
    "| The host's own CPU, GB-seconds",
    '| Log, GB',
    '| Log of the host, GB',
  ])
})

test('what the host writes and computes is billed too', () => {
  const onboarding = { ...nothing, executions: 4, tableBatches: 1, queueMessages: 2, logLines: 8 }
  const amount = amountsIn(onboardingBill({ onboarding, timers: [] }, prices))

  // One command at 1.4 ms and three small executions at 0.5 ms, of 2 GB; four requests and the details of two messages.
  expect(amount("The host's own CPU, GB-seconds")).toBeCloseTo(1000 * 0.0029 * 2)
  expect(amount('Log of the host, GB')).toBeCloseTo((6 * 1500 * 1000) / 1e9)
})

test('a host that tells of each of its polls is on the bill of an idle month', () => {
  const usage = { onboarding: nothing, timers: [] }
  const billed = (tellsOfPolls: boolean) => amountsIn(idleBill(usage, prices, { ...host, tellsOfPolls }))
  const line = 'Log of one instance that is up all month, GB'

  expect([billed(false)(line), billed(true)(line)]).toEqual([0, 62e6 * 24 * 30 * 1e-9])
})

describe('the log that host.json lets through', () => {
  const { logging } = JSON.parse(readFileSync(join(import.meta.dirname, '../../host.json'), 'utf8'))
  const passes = (category: string, level: LogLevel): boolean => {
    const passed: unknown[] = []
    createLogger(logging.logLevel, (line) => passed.push(line))({ category, level, message: '' })
    return passed.length > 0
  }

  test('has none of the host’s own calls to storage, but their failures', () => {
    expect(tellsOfPolls(logging.logLevel)).toBe(false)
    expect(tellsOfPolls({ ...logging.logLevel, Azure: 'Information' })).toBe(true)
    expect(['Azure.Core', 'Azure.Core.1', 'Azure.Identity'].every((one) => passes(one, 'warning'))).toBe(true)
  })

  // The app's own lines, the host's "Trigger Details" and "Moving message to queue", its requests, and how it starts.
  const read = ['Function.drain-outbox.User', 'Function.drain-outbox', 'Host.Results', 'Host.Triggers', 'Host.Startup']
  test.for(read)('has what alerts and run book read: %s', (category) => {
    expect(passes(category, 'information')).toBe(true)
  })

  test('is never sampled', () => {
    const { excludedTypes } = logging.applicationInsights.samplingSettings
    expect(excludedTypes.split(';').toSorted()).toEqual(['Exception', 'Request', 'Trace'])
  })
})
