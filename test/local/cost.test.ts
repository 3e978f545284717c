import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type BillLine, billTable, idleBill, onboardingBill } from '../../tools/bench/cost/bill.ts'
import { readPrices } from '../../tools/bench/cost/prices.ts'
import { between, costReport, runBook } from '../../tools/bench/cost/report.ts'
import { measureUsage } from '../../tools/bench/cost/usage.ts'

const prices = readPrices()
const nothing = {
  ...{ executions: 0, tableBatches: 0, tableWrites: 0, tableReads: 0, queueWrites: 0, queueReads: 0 },
  ...{ mails: 0, mailBytes: 0, logLines: 0 },
}
const host = { pollingSeconds: 2, alertMinutes: [5, 15, 15] }

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

  // 1,000 executions, each alone: 1,000 × 0.4 / 1,000,000 + 1,000 × 1 s × 2 GB × 0.000026
  expect(table).toContain('| **0.05** |')
  expect(
    table
      .split('\n')
      .filter((line) => line.includes('≈'))
      .map((line) => line.split(' | ')[0]),
  ).toEqual(['| GB-seconds, all on busy instances', '| or each alone on an idle one', '| Log, GB'])
})
