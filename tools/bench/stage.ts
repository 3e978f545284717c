import type { App } from './app/app.ts'
import { startIssuer } from './app/environment.ts'
import type { Operation } from './app/operation.ts'
import { stubCoreModule } from './app/stub-core.ts'
import { type RemoteTableServer, startRemoteTableServer } from './table-server/remote.ts'

export interface BenchOptions {
  /** Also a million customers. */
  readonly large: boolean
  /** As little as shows that it runs. */
  readonly short: boolean
  /** What was counted becomes what is expected. */
  readonly write: boolean
}

/** The app on a table server that is filled with accounts of several sizes; a switch changes the account under it. */
export interface Stage {
  readonly app: App
  readonly server: RemoteTableServer
  /** Runs what was measured on an account of so many customers. */
  use(customers: number): Promise<void>
  stop(): void
}

export interface StageOptions {
  readonly sizes: readonly number[]
  readonly operations: () => Promise<readonly Operation[]>
}

/** One stage a process: the app reads its settings when it is loaded. */
export async function setStage({ sizes, operations }: StageOptions): Promise<Stage> {
  const issuer = await startIssuer()
  const server = await startRemoteTableServer(issuer.settings)
  for (const customers of sizes) await server.seed(nameOf(customers), customers)
  Object.assign(process.env, issuer.settings, { AzureWebJobsStorage: await server.connectionString() })
  stubCoreModule()
  const { loadApp } = await import('./app/app.ts')
  const app = await loadApp(await operations(), issuer)
  return {
    app,
    server,
    use: (customers) => server.use(nameOf(customers)),
    stop: () => {
      issuer.stop()
      server.stop()
    },
  }
}

/** Every command and read. Loaded late, because they sign links and tokens with the app's settings. */
export async function allOperations(): Promise<readonly Operation[]> {
  const [{ commands }, { reads }] = await Promise.all([import('./app/commands.ts'), import('./app/reads.ts')])
  return [...commands, ...reads]
}

const nameOf = (customers: number): string => `${customers} customers`
