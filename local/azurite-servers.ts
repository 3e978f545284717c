import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** What we use of Azurite's servers; Azurite 3.36.0 (pinned exactly) has no public API and no type declarations. */
export interface AzuriteServer {
  readonly httpServer: Server
  start(): Promise<void>
  close(): Promise<void>
}

interface ServerModule {
  readonly default: new (configuration: object) => AzuriteServer
}

interface ConfigurationModule {
  readonly default: new (...positional: unknown[]) => object
}

export interface ServerOptions {
  readonly port: number
  readonly folder: string | undefined
}

const requireAzurite = createRequire(import.meta.url)

const host = '127.0.0.1'
const keepAliveSeconds = 60
const silent = [false, undefined, false, undefined] as const
const noLooseMode = false
const acceptNewerApiVersions = true
const noCertificate = ['', '', '', undefined, false] as const

/** A table service that is not started yet, in memory when there is no folder. */
export function tableServer({ port, folder }: ServerOptions): AzuriteServer {
  const { default: TableServer }: ServerModule = requireAzurite('azurite/dist/src/table/TableServer.js')
  const { default: Configuration }: ConfigurationModule = requireAzurite('azurite/dist/src/table/TableConfiguration.js')
  const rows = join(folder ?? '', 'tables.json')
  const ending = [noLooseMode, acceptNewerApiVersions, ...noCertificate, folder === undefined] as const
  return new TableServer(
    new Configuration(host, port, keepAliveSeconds, rows, false, false, undefined, undefined, ...ending),
  )
}

/** A queue service that is not started yet, in memory when there is no folder. */
export function queueServer(options: ServerOptions): AzuriteServer {
  return extentServer('queue/Queue', 'queue', options)
}

/** A blob service that is not started yet. Only Core Tools need it: the real host keeps timer leases in blobs. */
export function blobServer(options: ServerOptions): AzuriteServer {
  return extentServer('blob/Blob', 'blob', options)
}

function extentServer(module: string, name: string, { port, folder }: ServerOptions): AzuriteServer {
  const { default: ExtentServer }: ServerModule = requireAzurite(`azurite/dist/src/${module}Server.js`)
  const { default: Configuration }: ConfigurationModule = requireAzurite(`azurite/dist/src/${module}Configuration.js`)
  const at = (file: string) => join(folder ?? '', file)
  const bodies = [{ locationId: 'Default', locationPath: at(`${name}-bodies`), maxConcurrency: 10 }]
  const ending = [...silent, noLooseMode, acceptNewerApiVersions, ...noCertificate, folder === undefined] as const
  const files = [at(`${name}s.json`), at(`${name}-extents.json`), bodies] as const
  return new ExtentServer(new Configuration(host, port, keepAliveSeconds, ...files, ...ending))
}
