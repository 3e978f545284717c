import { parseArgs } from 'node:util'
import { mintToken } from './issuer/mint-token.ts'
import { everyone, findPerson, organisations } from './people.ts'
import { defaultFolder, findRunning } from './running.ts'

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})

/** Prints an access token and nothing else, for `$(npm run --silent token -- adam)`. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { data: { type: 'string', default: defaultFolder } },
    allowPositionals: true,
  })
  const person = findPerson(positionals[0] ?? '')
  if (!person) throw new Error(`Usage: npm run --silent token -- <person>\n\n${listPeople()}`)
  const running = await findRunning(values.data)
  if (!running) throw new Error('Twotier does not run. Start it with: npm start')
  console.log(await mintToken(running.issuer, person.alias))
}

function listPeople(): string {
  const lines = everyone.map(
    ({ alias, organisation, roles }) =>
      `  ${alias.padEnd(12)}${organisations[organisation].name.padEnd(22)}${roles.join(', ')}`,
  )
  return `People:\n${lines.join('\n')}`
}
