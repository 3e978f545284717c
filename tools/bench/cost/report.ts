import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { billTable, type HostSettings, idleBill, onboardingBill } from './bill.ts'
import { readPrices } from './prices.ts'
import type { Usage } from './usage.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const begin = '<!-- cost: made by npm run cost -->'
const end = '<!-- /cost -->'

/** The run book, with the tables in place of those it has. */
export const runBook = join(root, 'docs', 'operate.md')

/** Both bills in words and tables. */
export function costReport(usage: Usage): string {
  const list = readPrices()
  const unchecked = Object.values(list.prices).filter(({ checked }) => checked === null)
  return [
    `${list.currency}, ${list.region}, ${list.date}. ≈: an estimate, or one of ${unchecked.length} prices that nobody has looked up.`,
    billTable('1,000 onboardings', onboardingBill(usage, list), list),
    billTable('A month without a call', idleBill(usage, list, readHostSettings()), list),
  ].join('\n\n')
}

/** @throws {Error} when the text has lost its marks */
export function between(text: string, report: string): string {
  const [before, rest = ''] = text.split(begin)
  const [, after] = rest.split(end)
  if (after === undefined) throw new Error(`The run book has lost its marks: ${begin} and ${end}`)
  return `${before}${begin}\n\n${report}\n\n${end}${after}`
}

const HostJson = z.object({ extensions: z.object({ queues: z.object({ maxPollingInterval: z.iso.time() }) }) })

function readHostSettings(): HostSettings {
  const { maxPollingInterval } = HostJson.parse(JSON.parse(readFileSync(join(root, 'host.json'), 'utf8'))).extensions
    .queues
  const [hours = 0, minutes = 0, seconds = 0] = maxPollingInterval.split(':').map(Number)
  const alerts = readFileSync(join(root, 'infra', 'modules', 'alerts.bicep'), 'utf8')
  return {
    pollingSeconds: hours * 3600 + minutes * 60 + seconds,
    alertMinutes: [...alerts.matchAll(/every: 'PT(\d+)M'/g)].map(([, one]) => Number(one)),
  }
}
