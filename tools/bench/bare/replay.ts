import { TableClient, type TableEntity, type TransactionAction } from '@azure/data-tables'
import { QueueClient } from '@azure/storage-queue'
import type { TimedCall } from '../table-server/server.ts'
import type { Write } from '../table-server/write.ts'
import { type Fill, type Slots, templateOf } from './key-template.ts'

/** What a run has read: etags for later writes, values for the answer, the message to take back. */
interface Seen {
  readonly ids: readonly string[]
  readonly etags: Map<string, string>
  readonly values: unknown[]
  message: { readonly messageId: string; readonly popReceipt: string } | undefined
}

type Act = (seen: Seen) => Promise<unknown>

/** Makes the captured storage calls again with the ids of another run, those of one trip at once. Gives the values read. */
export type Replay = (ids: readonly string[]) => Promise<readonly unknown[]>

/** `waves`: the captured calls, trip by trip. */
export function replayOf(waves: readonly (readonly TimedCall[])[], slots: Slots, connectionString: string): Replay {
  const clients = clientsOf(connectionString)
  const acts = waves.map((calls) => calls.map((call) => actOf(call, slots, clients)))
  return async (ids) => {
    const seen: Seen = { ids, etags: new Map(), values: [], message: undefined }
    for (const wave of acts) await Promise.all(wave.map((act) => act(seen)))
    return seen.values
  }
}

interface Clients {
  readonly table: (name: string) => TableClient
  readonly queue: (name: string) => QueueClient
}

function clientsOf(connectionString: string): Clients {
  const tables = new Map<string, TableClient>()
  const queues = new Map<string, QueueClient>()
  // The same options as in shared/azure.
  const forTables = { retryOptions: { maxRetries: 3, retryDelayInMs: 50 }, allowInsecureConnection: true }
  const forQueues = { retryOptions: { maxTries: 4, retryDelayInMs: 50 } }
  return {
    table: (name) => kept(tables, name, () => TableClient.fromConnectionString(connectionString, name, forTables)),
    queue: (name) => kept(queues, name, () => new QueueClient(connectionString, name, forQueues)),
  }
}

function kept<Client>(clients: Map<string, Client>, name: string, make: () => Client): Client {
  const client = clients.get(name) ?? make()
  clients.set(name, client)
  return client
}

function actOf(call: TimedCall, slots: Slots, clients: Clients): Act {
  const template = (text: string) => templateOf(text, slots)
  switch (call.kind) {
    case 'read':
      return readAct(clients.table(call.table), template(call.partition), template(call.row))
    case 'query':
      return queryAct(clients.table(call.table), template(call.query.filter), call.query.top)
    case 'write':
      return writeAct(clients.table(call.table), prepareWrite(call.write, template))
    case 'batch':
      return batchAct(
        clients.table(call.table),
        call.writes.map((write) => prepareWrite(write, template)),
      )
    case 'send':
      return async (seen) => {
        const options = { visibilityTimeout: call.delaySeconds, messageTimeToLive: -1 }
        seen.message = await clients.queue(call.queue).sendMessage(call.text, options)
      }
    case 'takeBack':
      return async ({ message }) => {
        if (message) await clients.queue(call.queue).deleteMessage(message.messageId, message.popReceipt)
      }
    default:
      throw new Error(`a handler should not do this: ${call.kind}`)
  }
}

function readAct(client: TableClient, partition: Fill, row: Fill): Act {
  return async (seen) => {
    try {
      take(await client.getEntity<TableEntity>(partition(seen.ids), row(seen.ids)), seen)
    } catch (error) {
      if (!hasStatus(error, 404)) throw error
    }
  }
}

function queryAct(client: TableClient, filter: Fill, top: number): Act {
  return async (seen) => {
    const queryOptions = { filter: filter(seen.ids) }
    for await (const page of client.listEntities<TableEntity>({ queryOptions }).byPage({ maxPageSize: top })) {
      for (const entity of page) take(entity, seen)
      return
    }
  }
}

function take(entity: TableEntity & { readonly etag?: string }, { etags, values }: Seen): void {
  etags.set(`${entity.partitionKey} ${entity.rowKey}`, entity.etag ?? '*')
  values.push(JSON.parse(String(entity.value)))
}

/** A write whose keys are to be filled in; its value is a real one, and is made JSON of at each run. */
interface PreparedWrite {
  readonly kind: Write['kind'] | 'upsert'
  readonly partition: Fill
  readonly row: Fill
  readonly value: unknown
}

function prepareWrite({ kind, ifMatch, partition, row, properties }: Write, template: (text: string) => Fill) {
  const { value } = properties
  return {
    kind: kind === 'replace' && ifMatch === undefined ? ('upsert' as const) : kind,
    partition: template(partition),
    row: template(row),
    value: typeof value === 'string' ? JSON.parse(value) : undefined,
  }
}

function writeAct(client: TableClient, write: PreparedWrite): Act {
  return async (seen) => {
    const [kind, entity, , options] = toAction(write, seen)
    if (kind === 'create') await client.createEntity(entity)
    else if (kind === 'upsert') await client.upsertEntity(entity, 'Replace')
    else if (kind === 'update') await client.updateEntity(entity, 'Replace', options)
    else await client.deleteEntity(entity.partitionKey, entity.rowKey)
  }
}

function batchAct(client: TableClient, writes: readonly PreparedWrite[]): Act {
  return (seen) => client.submitTransaction(writes.map((write) => toAction(write, seen)))
}

function toAction({ kind, partition, row, value }: PreparedWrite, { ids, etags }: Seen): TransactionAction {
  const keys = { partitionKey: partition(ids), rowKey: row(ids) }
  if (kind === 'delete') return ['delete', keys]
  const entity = { ...keys, value: JSON.stringify(value) }
  if (kind === 'insert') return ['create', entity]
  if (kind === 'upsert') return ['upsert', entity, 'Replace']
  return ['update', entity, 'Replace', { etag: etags.get(`${keys.partitionKey} ${keys.rowKey}`) ?? '*' }]
}

function hasStatus(error: unknown, status: number): boolean {
  return typeof error === 'object' && error !== null && 'statusCode' in error && error.statusCode === status
}
