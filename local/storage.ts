import { TableServiceClient } from '@azure/data-tables'
import { QueueServiceClient } from '@azure/storage-queue'
import { queueNames, tableNames } from '../shared/azure/storage-names.ts'

/** Creates what a deployment declares: every table and queue, where it is missing. */
export async function createStorage(connectionString: string): Promise<void> {
  const tables = TableServiceClient.fromConnectionString(connectionString, { allowInsecureConnection: true })
  const queues = QueueServiceClient.fromConnectionString(connectionString)
  await Promise.all([
    ...tableNames.map((name) => tables.createTable(name)),
    ...queueNames.map((name) => queues.getQueueClient(name).createIfNotExists()),
  ])
}
