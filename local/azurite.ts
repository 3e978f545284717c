import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { type AzuriteServer, blobServer, queueServer, tableServer } from './azurite-servers.ts'

export interface AzuriteOptions {
  /** Where the data is kept; in memory when left out. */
  readonly folder?: string | undefined
  /** 0 picks a free port. */
  readonly tablePort: number
  readonly queuePort: number
  /** Starts a blob service too, which only the real Functions host needs. */
  readonly blobPort?: number | undefined
}

export interface Azurite {
  readonly connectionString: string
  readonly tablePort: number
  readonly queuePort: number
  /** Writes everything to the folder, then ends. */
  stop(): Promise<void>
}

interface Endpoints {
  readonly tablePort: number
  readonly queuePort: number
  readonly blobPort?: number | undefined
}

/** The emulator's published account; every Azure SDK knows it. */
const account = {
  name: 'devstoreaccount1',
  key: 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
}

/** Azurite's table and queue services inside this process, on 127.0.0.1. */
export async function startAzurite({ folder, tablePort, queuePort, blobPort }: AzuriteOptions): Promise<Azurite> {
  if (folder !== undefined) await mkdir(folder, { recursive: true })
  const tables = tableServer({ port: tablePort, folder })
  const queues = queueServer({ port: queuePort, folder })
  const blobs = blobPort === undefined ? [] : [blobServer({ port: blobPort, folder })]
  const servers = [tables, queues, ...blobs]
  await startAll(servers)
  const endpoints = { tablePort: portOf(tables), queuePort: portOf(queues), blobPort: blobs.map(portOf)[0] }
  return {
    connectionString: azuriteConnectionString(endpoints),
    tablePort: endpoints.tablePort,
    queuePort: endpoints.queuePort,
    stop: async () => {
      await Promise.all(servers.map(close))
    },
  }
}

/** The connection string of an Azurite on these ports. */
export function azuriteConnectionString({ tablePort, queuePort, blobPort }: Endpoints): string {
  const endpoint = (port: number) => `http://127.0.0.1:${port}/${account.name}`
  return [
    'DefaultEndpointsProtocol=http',
    `AccountName=${account.name}`,
    `AccountKey=${account.key}`,
    ...(blobPort === undefined ? [] : [`BlobEndpoint=${endpoint(blobPort)}`]),
    `QueueEndpoint=${endpoint(queuePort)}`,
    `TableEndpoint=${endpoint(tablePort)}`,
    '',
  ].join(';')
}

async function startAll(servers: readonly AzuriteServer[]): Promise<void> {
  const outcomes = await Promise.allSettled(servers.map((server) => server.start()))
  const failure = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failure === undefined) return
  await Promise.all(servers.filter(({ httpServer }) => httpServer.listening).map(close))
  throw failure.reason
}

async function close(server: AzuriteServer): Promise<void> {
  const closed = once(server.httpServer, 'close')
  await server.close()
  server.httpServer.closeAllConnections()
  await closed
}

function portOf({ httpServer }: AzuriteServer): number {
  const address = httpServer.address()
  if (address === null || typeof address === 'string') throw new Error('Azurite does not listen on a port')
  return address.port
}
