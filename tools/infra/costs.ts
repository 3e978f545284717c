import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { Problems } from './rules/look.ts'

const Price = z.object({ usd: z.number(), per: z.number(), source: z.string(), checked: z.iso.date().nullable() })

const Options = z.object({
  options: z.object({
    alwaysReadyGigabyteSecond: Price,
    privateEndpointHour: Price,
    privateZoneMonth: Price,
    premiumInstanceHour: Price,
  }),
  assumptions: z.object({
    instanceGigabytes: z.object({ value: z.number() }),
    daysPerMonth: z.object({ value: z.number() }),
  }),
})

/** What the guide says that parameters cost a month, from the price list and from how many steps there are. */
export function optionCosts(root: string, steps: { readonly queues: number; readonly timers: number }) {
  const { options, assumptions } = Options.parse(JSON.parse(readFileSync(join(root, 'infra', 'prices.json'), 'utf8')))
  const hours = 24 * assumptions.daysPerMonth.value
  const instance = options.alwaysReadyGigabyteSecond.usd * assumptions.instanceGigabytes.value * hours * 3600
  // HTTP is one group, and each queue and each timer one of its own.
  const kept = 2 * (1 + steps.queues + steps.timers)
  const endpoint = options.privateEndpointHour.usd * hours
  const premium = options.premiumInstanceHour.usd * hours
  const round = (usd: number): string => `≈ ${Math.round(usd)}`
  return {
    hosting: `${round(premium)} an instance with Premium, at least one`,
    alwaysReadyInstances: `${round(instance)} for each, and its seconds`,
    zoneRedundant: `${round(kept * instance)} with Flex: Azure keeps ${kept} instances ready. ${round(2 * premium)} with Premium, which has two`,
    privateNetwork: `${round(4 * (endpoint + options.privateZoneMonth.usd))}, and ${round(endpoint)} for each further account`,
  }
}

/** The guide says these costs beside the parameters that they are of. */
export function costProblems(guide: string, costs: ReturnType<typeof optionCosts>): Problems {
  const rows = guide.split('\n').map((line) => line.split('|').map((cell) => cell.trim()))
  return Object.entries(costs)
    .filter(([name, text]) => !rows.some((cells) => cells[1]?.includes(`\`${name}\``) && cells[4] === text))
    .map(([name, text]) => `the guide does not say what ${name} costs: ${text}`)
}
