import { parseArgs } from 'node:util'
import { travel } from './demo/journey.ts'
import type { Place } from './demo/scene.ts'
import { createStory, StepFailed } from './demo/story.ts'
import type { LogLine } from './functions-host/host.ts'
import { defaultFolder, findRunning } from './running.ts'
import { startTwotier } from './twotier.ts'

const usage = `Usage: npm run demo -- [options]
  --quiet          one line a step
  --data FOLDER    look there for the Twotier that runs, instead of .local

Drives the whole journey over HTTP, against the Twotier that runs here; starts one in memory if none does.`

await main().catch((error: unknown) => {
  console.error(
    error instanceof Error ? `\n${error instanceof StepFailed ? '' : 'The demo cannot run: '}${error.message}` : error,
  )
  process.exitCode = 1
})
// What is still open (kept connections, timers of the emulator) must not keep the terminal.
process.exit()

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quiet: { type: 'boolean', default: false },
      data: { type: 'string', default: defaultFolder },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const running = await findRunning(values.data)
  if (running) {
    await tour(running, values.quiet, `the Twotier that runs at ${running.baseUrl}`)
    return console.log(`The mails are in the mailbox: ${running.mailboxUrl}`)
  }

  const executions: string[] = []
  const started = await startTwotier({ log: countAndWarn(executions) })
  try {
    await tour(started, values.quiet, `a Twotier of its own, in memory, at ${started.baseUrl}`)
  } finally {
    await started.stop()
  }
  const kinds = new Set(executions).size
  console.log(
    `On the way ${executions.length} executions of ${kinds} functions; ${started.functionNames.length} there are.`,
  )
}

async function tour(place: Place, isQuiet: boolean, where: string): Promise<void> {
  console.log(`The journey goes through ${where}.`)
  const story = createStory({ isQuiet })
  await travel(place, story)
  const { steps, calls } = story.count()
  console.log(`\nAll ${steps} steps held, in ${calls} calls.`)
}

function countAndWarn(executions: string[]): (line: LogLine) => void {
  return ({ level, message, error }) => {
    const [, name] = /^Executed 'Functions\.([^']+)'/.exec(message) ?? []
    if (name) executions.push(name)
    if (['warning', 'error', 'critical'].includes(level)) console.error(message, error ?? '')
  }
}
