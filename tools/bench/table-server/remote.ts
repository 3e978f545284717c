import { type ChildProcess, fork } from 'node:child_process'
import type { Commands, Reply } from './child.ts'

/** A table server in a process of its own, so that its work is not in the CPU time of what is measured. */
export type RemoteTableServer = {
  readonly [Name in keyof Commands]: (
    ...values: Parameters<Commands[Name]>
  ) => Promise<Awaited<ReturnType<Commands[Name]>>>
} & { readonly stop: () => void }

const largestHeapMb = 16_000

/** `settings`: the app's, because seeding signs invitation links. */
export async function startRemoteTableServer(settings: Readonly<Record<string, string>>): Promise<RemoteTableServer> {
  const child = fork(new URL('./child.ts', import.meta.url), {
    env: { ...process.env, ...settings },
    execArgv: [`--max-old-space-size=${largestHeapMb}`],
    serialization: 'advanced',
  })
  const ask = asker(child)
  const server: RemoteTableServer = {
    connectionString: () => ask('connectionString'),
    seed: (account, customers) => ask('seed', account, customers),
    use: (account) => ask('use', account),
    hold: (delayMs) => ask('hold', delayMs),
    reset: () => ask('reset'),
    work: () => ask('work'),
    calls: () => ask('calls'),
    stop: () => child.disconnect(),
  }
  await server.connectionString()
  return server
}

function asker(child: ChildProcess) {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  let lastId = 0
  child.on('message', ({ id, value, error }: Reply) => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) one?.resolve(value)
    else one?.reject(new Error(`table server: ${error}`))
  })
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the table server ended with ${code}`))
  })
  return <Name extends keyof Commands>(name: Name, ...values: Parameters<Commands[Name]>) =>
    new Promise<Awaited<ReturnType<Commands[Name]>>>((resolve, reject) => {
      const id = ++lastId
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject }) // the reply is what the command of this name gives
      child.send({ id, name, values })
    })
}
