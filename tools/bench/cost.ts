// What an onboarding and an idle month cost: requests counted on this machine, times the prices of infra/prices.json.
//   npm run cost               prints it
//   npm run cost -- --write    puts it into docs/operate.md
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { between, costReport, runBook } from './cost/report.ts'
import { measureUsage } from './cost/usage.ts'

const { values } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const report = costReport(await measureUsage())
if (values.write) writeFileSync(runBook, between(readFileSync(runBook, 'utf8'), report))
else console.log(report)
// Kept connections must not keep the terminal.
process.exit()
