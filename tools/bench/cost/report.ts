import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { createLogger } from '../../../local/functions-host/logger.ts'
import { billTable, type HostSettings, idleBill, onboardingBill } from './bill.ts'
import { trueHost } from './host-load.ts'
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
    `What the host itself writes and computes was measured on the true one (${trueHost.measured}); the rest on its stand-in.`,
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

const HostJson = z.object({
  extensions: z.object({ queues: z.object({ maxPollingInterval: z.iso.time() }) }),
  logging: z.object({ logLevel: z.record(z.string(), z.string()) }),
})

function readHostSettings(): HostSettings {
  const { extensions, logging } = HostJson.parse(JSON.parse(readFileSync(join(root, 'host.json'), 'utf8')))
  const { maxPollingInterval } = extensions.queues
  const [hours = 0, minutes = 0, seconds = 0] = maxPollingInterval.split(':').map(Number)
  const alerts = readFileSync(join(root, 'infra', 'modules', 'alerts.bicep'), 'utf8')
  return {
    pollingSeconds: hours * 3600 + minutes * 60 + seconds,
    tellsOfPolls: tellsOfPolls(logging.logLevel),
    alertMinutes: [...alerts.matchAll(/every: 'PT(\d+)M'/g)].map(([, one]) => Number(one)),
  }
}

/** Whether a line of the Azure SDK that the host asks its queues with gets through to the log. */
export function tellsOfPolls(logLevel: Readonly<Record<string, string>>): boolean {
  let isTold = false
  const log = createLogger(logLevel, () => {
    isTold = true
  })
  for (const category of trueHost.logBytesOfPolls.categories) log({ level: 'information', category, message: '' })
  return isTold
}
