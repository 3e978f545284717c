import { createRequire } from 'node:module'
import { QueueServiceClient } from '@azure/storage-queue'

const require = createRequire(import.meta.url)
const { default: QueueServer } = require('azurite/dist/src/queue/QueueServer.js')
const { default: QueueConfiguration } = require('azurite/dist/src/queue/QueueConfiguration.js')

// Azurite's well-known development key: no secret.
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

export interface QueueEmulator {
  readonly connectionString: string
  readonly service: QueueServiceClient
  close(): Promise<void>
}

/** Queues in memory on a free port. Positional arguments: Azurite has no public API for embedding. */
export async function startQueueEmulator(): Promise<QueueEmulator> {
  const off = [false, undefined, false, undefined, false, true, '', '', '', undefined, false]
  const server = new QueueServer(new QueueConfiguration('127.0.0.1', 0, 5, '', '', [], ...off, true))
  await server.start()
  const connectionString = `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${accountKey};QueueEndpoint=${server.getHttpServerAddress()}/devstoreaccount1;`
  return {
    connectionString,
    service: QueueServiceClient.fromConnectionString(connectionString),
    close: () => server.close(),
  }
}
