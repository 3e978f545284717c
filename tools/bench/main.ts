import { parseArgs } from 'node:util'
import type { BenchOptions } from './stage.ts'

const benches = {
  trips: 'sequential storage trips of each command and read',
  work: 'calls, entities written and rows scanned at 1k and 50k customers (--large: 1M too), held to work.json (--write: makes it)',
  growth: 'p50 at 50k (--large: 1M) against 1k customers',
  overhead:
    'CPU of our handlers against bare handlers that make the same storage calls (--short: one round, for whether it runs)',
  cold: 'process start to the first committed create, and what was loaded for it',
} as const

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    large: { type: 'boolean', default: false },
    short: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
})
const [name] = positionals

if (name === undefined || !isBench(name)) {
  console.log('npm run bench -- <name> [--large] [--short] [--write]\n')
  for (const [bench, words] of Object.entries(benches)) console.log(`  ${bench.padEnd(10)} ${words}`)
  process.exit(name === undefined ? 0 : 1)
}
const started = performance.now()
await run(name, values)
console.log(`\n${name}: ${Math.round((performance.now() - started) / 1000)} s`)
process.exit()

function isBench(given: string): given is keyof typeof benches {
  return Object.hasOwn(benches, given)
}

async function run(bench: keyof typeof benches, options: BenchOptions): Promise<void> {
  switch (bench) {
    case 'trips':
      return (await import('./trips.ts')).benchTrips()
    case 'work':
      return (await import('./work.ts')).benchWork(options)
    case 'growth':
      return (await import('./growth.ts')).benchGrowth(options)
    case 'overhead':
      return (await import('./overhead.ts')).benchOverhead(options)
    case 'cold':
      return (await import('./cold.ts')).benchCold()
  }
}
