import { seed } from '../seed/seed.ts'
import { startTableServer } from './server.ts'

const server = await startTableServer()

/** What the bench can ask of the table server in its own process. */
const commands = {
  connectionString: () => server.connectionString,
  seed: (account: string, customers: number) => seed(server.use(account), customers),
  use: (account: string) => {
    server.use(account)
  },
  hold: (delayMs: number) => {
    server.delayMs = delayMs
  },
  reset: () => server.reset(),
  work: () => server.work,
  calls: () => server.calls,
}
export type Commands = typeof commands

export interface Request {
  readonly id: number
  readonly name: keyof Commands
  readonly values: readonly unknown[]
}

export interface Reply {
  readonly id: number
  readonly value?: unknown
  readonly error?: string
}

process.on('message', ({ id, name, values }: Request) => {
  run(name, values).then(
    (value) => reply({ id, value }),
    (error: unknown) => reply({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))

async function run(name: keyof Commands, values: readonly unknown[]): Promise<unknown> {
  const command: (...values: never[]) => unknown = commands[name]
  return await command(...(values as never[])) // RemoteTableServer has checked them at compile time
}

function reply(message: Reply): void {
  process.send?.(message)
}
