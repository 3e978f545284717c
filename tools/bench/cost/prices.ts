import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

const Price = z.object({
  usd: z.number(),
  per: z.number(),
  source: z.string(),
  /** Null: nobody has looked it up, check it before relying on it. */
  checked: z.iso.date().nullable(),
})
const assumption = z.object({ value: z.number(), why: z.string() })

const PriceList = z.object({
  currency: z.literal('USD'),
  region: z.string(),
  date: z.iso.date(),
  prices: z.object({
    tableRequest: Price,
    queueRequest: Price,
    execution: Price,
    gigabyteSecond: Price,
    mail: Price,
    mailMegabyte: Price,
    telemetryGigabyte: Price,
    alertEvery5Minutes: Price,
    alertEvery15Minutes: Price,
  }),
  assumptions: z.object({
    instanceGigabytes: assumption,
    shortestBilledSeconds: assumption,
    busySeconds: assumption,
    telemetryBytesPerLine: assumption,
    daysPerMonth: assumption,
  }),
})
export type PriceList = z.infer<typeof PriceList>

export function readPrices(): PriceList {
  const file = join(import.meta.dirname, '..', '..', '..', 'infra', 'prices.json')
  return PriceList.parse(JSON.parse(readFileSync(file, 'utf8')))
}
