import { parseSchedule } from '../../../local/functions-host/timers/schedule.ts'
import { queueNames } from '../../../shared/azure/storage-names.ts'
import type { Counted } from './counter.ts'
import { hostCpuSeconds, hostItems, trueHost } from './host-load.ts'
import type { PriceList } from './prices.ts'
import type { Usage } from './usage.ts'

/** So much of something that has a price. `≈` where it is assumed and not counted. */
export type BillLine = readonly [
  what: string,
  counted: string,
  amount: number,
  price: keyof PriceList['prices'],
  isEstimate?: '≈',
]

export interface HostSettings {
  readonly pollingSeconds: number
  /** Whether host.json lets the host log each of its own calls to storage. */
  readonly logsPolls: boolean
  /** How often each alert looks, in minutes. */
  readonly alertMinutes: readonly number[]
}

const thousand = 1_000

/** What 1,000 onboardings cost. */
export function onboardingBill({ onboarding: one }: Usage, { assumptions }: PriceList): readonly BillLine[] {
  const { busySeconds, shortestBilledSeconds, telemetryBytesPerLine, instanceGigabytes } = assumptions
  const tables = one.tableBatches + one.tableWrites + one.tableReads
  const queues = one.queueWrites + one.queueReads
  const toldTables = `${tables}: ${one.tableReads} reads, ${one.tableWrites} writes, ${one.tableBatches} transactions`
  const toldQueues = `${queues}: ${one.queueReads} reads, ${one.queueWrites} writes`
  const each = (seconds: number) => `${seconds} s × ${instanceGigabytes.value} GB each`
  const gigabyteSeconds = (seconds: number) => one.executions * thousand * seconds * instanceGigabytes.value
  const [busy, alone] = [busySeconds.value, shortestBilledSeconds.value]
  const mailMegabytes = (kilobytes(one.mailBytes) * thousand) / 1000
  const logGigabytes = (items: number) => (items * telemetryBytesPerLine.value * thousand) / 1e9
  const cpuSeconds = hostCpuSeconds(one)
  return [
    ['Table requests', toldTables, tables * thousand, 'tableRequest'],
    ['Queue requests', toldQueues, queues * thousand, 'queueRequest'],
    ['Executions', String(one.executions), one.executions * thousand, 'execution'],
    ['GB-seconds, all on busy instances', each(busy), gigabyteSeconds(busy), 'gigabyteSecond', '≈'],
    ['or each alone on an idle one', each(alone), gigabyteSeconds(alone), 'gigabyteSecond', '≈'],
    [
      "The host's own CPU, GB-seconds",
      `${round(cpuSeconds * 1000)} ms × ${instanceGigabytes.value} GB`,
      cpuSeconds * thousand * instanceGigabytes.value,
      'gigabyteSecond',
      '≈',
    ],
    ['Mails', String(one.mails), one.mails * thousand, 'mail'],
    ['Mail data, MB', `${kilobytes(one.mailBytes)} kB`, mailMegabytes, 'mailMegabyte'],
    [
      'Log, GB',
      `${one.logLines} lines × ${telemetryBytesPerLine.value} bytes`,
      logGigabytes(one.logLines),
      'telemetryGigabyte',
      '≈',
    ],
    [
      'Log of the host, GB',
      `${hostItems(one)}: a request an execution, details of ${one.queueMessages} messages`,
      logGigabytes(hostItems(one)),
      'telemetryGigabyte',
      '≈',
    ],
  ]
}

/** What a month costs in which nobody calls. */
export function idleBill({ timers }: Usage, { assumptions }: PriceList, host: HostSettings): readonly BillLine[] {
  const { shortestBilledSeconds, telemetryBytesPerLine, instanceGigabytes, daysPerMonth } = assumptions
  const fired = timers.map(({ schedule, idle }) => ({ idle, times: timesADay(schedule) * daysPerMonth.value }))
  const sum = (of: (idle: Counted) => number) => fired.reduce((all, { idle, times }) => all + of(idle) * times, 0)
  const executions = sum((idle) => idle.executions)
  const tables = sum((idle) => idle.tableReads + idle.tableWrites + idle.tableBatches)
  const queues = sum((idle) => idle.queueReads + idle.queueWrites)
  const polls = (daysPerMonth.value * 86_400 * queueNames.length) / host.pollingSeconds
  const [seconds, gigabytes] = [shortestBilledSeconds.value, instanceGigabytes.value]
  const logGigabytes = (sum((idle) => idle.logLines + hostItems(idle)) * telemetryBytesPerLine.value) / 1e9
  const pollGigabytes = (trueHost.logBytesOfPolls.anHour * 24 * daysPerMonth.value) / 1e9
  const alerts = (minutes: number) => host.alertMinutes.filter((one) => one === minutes).length
  const gigabyteSeconds = executions * seconds * gigabytes
  const polled = `${queueNames.length} queues, every ${host.pollingSeconds} s`
  return [
    ['Timers', `${timers.length} timers`, executions, 'execution'],
    ['Timers, GB-seconds', `${seconds} s × ${gigabytes} GB each`, gigabyteSeconds, 'gigabyteSecond', '≈'],
    ['Timers, table requests', 'nothing due', tables, 'tableRequest'],
    ['Timers, queue requests', 'nothing poisoned', queues, 'queueRequest'],
    ['The host asks the queues, at most', polled, polls, 'queueRequest', '≈'],
    ['Log, GB', `× ${telemetryBytesPerLine.value} bytes a line`, logGigabytes, 'telemetryGigabyte', '≈'],
    [
      'Log of one instance that is up all month, GB',
      host.logsPolls ? 'every call of the host to storage' : `the host keeps silent; else ${round(pollGigabytes)}`,
      host.logsPolls ? pollGigabytes : 0,
      'telemetryGigabyte',
      '≈',
    ],
    ['Alerts, every 5 minutes', '', alerts(5), 'alertEvery5Minutes'],
    ['Alerts, every 15 minutes', '', alerts(15), 'alertEvery15Minutes'],
  ]
}

function timesADay(schedule: string): number {
  const { next } = parseSchedule(schedule)
  const end = new Date(2026, 0, 2).getTime()
  let times = 0
  for (let at = next(new Date(new Date(2026, 0, 1).getTime() - 1)); at && at.getTime() < end; at = next(at)) times++
  return times
}

/** A bill as a Markdown table, with its sum; of lines that exclude each other the sum takes the dearer one. */
export function billTable(heading: string, lines: readonly BillLine[], { prices }: PriceList): string {
  const costs = lines.map(([, , amount, price]) => (amount / prices[price].per) * prices[price].usd)
  const isLeftOut = (index: number) => lines[index + 1]?.[0].startsWith('or ') === true
  const total = costs.reduce((sum, cost, index) => sum + (isLeftOut(index) ? 0 : cost), 0)
  const rows = lines.map(([what, counted, amount, price, isEstimate], index) => {
    const { usd, per, checked } = prices[price]
    const mark = isEstimate || checked === null ? ' ≈' : ''
    return [what, counted, number(amount), `${usd} / ${number(per)}`, `${money(costs[index] ?? 0)}${mark}`]
  })
  const all = [
    [heading, 'counted', 'amount', 'USD each', 'USD'],
    ['---', '---', '--:', '--:', '--:'],
    ...rows,
    ['**together**', '', '', '', `**${money(total)}**`],
  ]
  return all.map((row) => `| ${row.join(' | ')} |`).join('\n')
}

const round = (value: number): number => Math.round(value * 10) / 10
const kilobytes = (bytes: number): number => Math.round(bytes / 100) / 10
const number = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 3 })
const money = (value: number): string => value.toFixed(value < 0.01 ? 4 : 2)
