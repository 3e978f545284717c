import '../clock.ts'
import { randomInt, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { TableClient, type TableEntity } from '@azure/data-tables'
import type { HttpHandler, InvocationContext, StorageQueueHandler, TimerHandler } from '@azure/functions'
import { QueueClient } from '@azure/storage-queue'
import { loadCatalogue } from '../../../infra/catalogue.ts'
import { azuriteConnectionString, startAzurite } from '../../../local/azurite.ts'
import { type Mailbox, startMailbox } from '../../../local/mailbox/mailbox.ts'
import { mailboxConnectionString } from '../../../local/settings.ts'
import { createStorage } from '../../../local/storage.ts'
import { type QueueName, queueNames, type TableName, tableNames } from '../../../shared/azure/storage-names.ts'
import { importAllSteps, stepFiles } from '../all-steps.ts'
import { call, type Person, type Reply, send, tokenOf } from '../call.ts'
import type { TestPartner } from '../environment.ts'
import { everyRole } from '../given.ts'
import { watchedContext } from '../log-lines.ts'
import { startReceiver } from '../receiver.ts'
import { type CallProxy, startProxy } from './proxy.ts'

/** A row as it lies in storage. */
export interface PlainRow {
  readonly partition: string
  readonly key: string
  // Tests look into rows of every shape.
  // biome-ignore lint/suspicious/noExplicitAny: asserted field by field
  readonly value: any
}

export interface MailIn {
  readonly id: string
  readonly repeats: number
  readonly recipients: { readonly to: readonly { readonly address: string }[] }
  readonly replyTo: readonly { readonly address: string }[]
  readonly content: { readonly subject: string; readonly plainText: string; readonly html: string }
}

/** Whether a mail tells the provider that it was accepted. */
export const tellsOfAcceptance = ({ content }: MailIn): boolean =>
  content.subject.endsWith('has accepted your partnership request')

export type World = Awaited<ReturnType<typeof startWorld>>

const providerCount = 900

/**
 * Surroundings of one test file about faults: an emulator and a mailbox of its own, both behind a proxy that can fail, and
 * every step loaded so that it knows nothing else. Call it before anything of `shared/azure` is imported.
 */
export async function startWorld() {
  const proxy = await startProxy()
  const [mailbox, receiver] = await Promise.all([startMailbox({ port: 0 }), startReceiver()])
  const providers = Array.from({ length: providerCount }, (_, index) => newProvider(index))
  const brazilians = Array.from({ length: 300 }, (_, index) => ({
    ...newProvider(index, 'BR'),
    // Not what the people of its country speak: only this setting says it.
    language: 'ru' as const,
  }))
  Object.assign(process.env, {
    AzureWebJobsStorage: azuriteConnectionString({ tablePort: proxy.ports.tables, queuePort: proxy.ports.queues }),
    EMAIL_CONNECTION_STRING: mailboxConnectionString(`http://127.0.0.1:${proxy.ports.mail}`),
    PARTNER_ACCOUNTS: JSON.stringify([...providers, ...brazilians]),
  })
  await importAllSteps()
  const { settled } = await import('../../../shared/command/outbox.ts')
  const storage = await startStorage(proxy, mailbox)

  return {
    proxy,
    /** Takes the events of whichever partner's webhook. */
    receiver,
    settled,
    /** A provider that nobody else has, and its admin. */
    provider: (country: 'US' | 'BR' = 'US') => {
      const partner = (country === 'US' ? providers : brazilians).pop()
      if (!partner) throw new Error(`more than ${providerCount} providers in one test file`)
      return { partner, admin: { partner, roles: everyRole } }
    },
    /** An empty storage and an empty mailbox, with the offers in the catalogue. */
    renew: async () => {
      await storage.empty()
      await fetch(`${mailbox.url}/api/mails`, { method: 'DELETE' })
    },
    stop: async () => {
      await Promise.all([proxy.stop(), mailbox.stop(), receiver.stop()])
      await storage.stop()
    },
    rows: (table: TableName, partition?: string) => storage.rows(table, partition),
    table: (table: TableName) => storage.table(table),
    queue: (queue: QueueName | `${QueueName}-poison`) => {
      proxy.fed.add(queue)
      return storage.queue(queue)
    },
    /** The queues that may hold a message; most hold none, and asking each of them is most of a test's time. */
    fedQueues: () => queueNames.filter((name) => proxy.fed.has(name)),
    /** Looks into a queue; one that is empty is not asked again until it is fed. */
    waitingIn: async (queue: QueueName): Promise<number> => {
      const { approximateMessagesCount = 0 } = await storage.queue(queue).getProperties()
      if (approximateMessagesCount === 0) proxy.fed.delete(queue)
      return approximateMessagesCount
    },
    mails: async (): Promise<readonly MailIn[]> => (await fetchJson(`${mailbox.url}/api/mails`)).mails,
    clearMails: () => fetch(`${mailbox.url}/api/mails`, { method: 'DELETE' }),
    /** What the mailbox answers to the next sends. */
    planAnswer: (answer: Readonly<Record<string, unknown>>) =>
      fetch(`${mailbox.url}/api/answers`, { method: 'POST', body: JSON.stringify(answer) }),
  }
}

async function fetchJson(url: string) {
  return (await fetch(url)).json() as Promise<{ readonly mails: readonly MailIn[] }>
}

async function startStorage(proxy: CallProxy, mailbox: Mailbox) {
  const azurite = await startAzurite({ tablePort: 0, queuePort: 0 })
  const { connectionString } = azurite
  await createStorage(connectionString)
  for (const file of ['offers', 'products']) await loadCatalogue(`local/catalogue/${file}.json`, { connectionString })
  proxy.passOnTo({ tables: azurite.tablePort, queues: azurite.queuePort, mail: Number(new URL(mailbox.url).port) })
  const table = kept((name: TableName) =>
    TableClient.fromConnectionString(connectionString, name, { allowInsecureConnection: true }),
  )
  const queue = kept((name: string) => new QueueClient(connectionString, name))
  return {
    stop: azurite.stop,
    table,
    queue,
    rows: async (name: TableName, partition?: string): Promise<PlainRow[]> => {
      const filter = partition === undefined ? {} : { queryOptions: { filter: `PartitionKey eq '${partition}'` } }
      return Array.fromAsync(table(name).listEntities<TableEntity>(filter), toRow)
    },
    /** Empties every table but the catalogue, which is dear to load, and the queues that were fed. */
    empty: async () => {
      const names = tableNames.filter((name) => name !== 'catalog')
      await Promise.all([
        ...names.map(async (name) => {
          await table(name).deleteTable()
          await table(name).createTable()
        }),
        ...[...proxy.fed].map((name) => queue(name).clearMessages()),
      ])
      proxy.fed.clear()
    },
  }
}

function kept<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>()
  return (key) => {
    const value = made.get(key) ?? make(key)
    made.set(key, value)
    return value
  }
}

function toRow(entity: TableEntity): PlainRow {
  const json = ['value', ...Array.from({ length: 11 }, (_, index) => `value${index + 1}`)]
    .map((name) => entity[name] ?? '')
    .join('')
  return { partition: entity.partitionKey ?? '', key: entity.rowKey ?? '', value: JSON.parse(json) }
}

function newProvider(index: number, country = 'US'): TestPartner {
  const mpnId = String(randomInt(1_000_000, 2_000_000_000))
  return {
    partnerId: randomUUID(),
    kind: 'indirectProvider',
    name: `Provider ${index}`,
    country,
    mpnId,
    domain: `p${mpnId}.example`,
    email: `office@p${mpnId}.example`,
    isSandbox: true,
  }
}

const tokens = new Map<string, Promise<string>>()

/** Asks a step of the API. With a `requestId`, the same words later are the same request. */
export async function ask(
  person: Person,
  request: string,
  { body, requestId }: { readonly body?: unknown; readonly requestId?: string } = {},
): Promise<Reply> {
  const [method = '', path = ''] = request.split(' ')
  const name = `${person.partner.partnerId} ${person.objectId ?? ''} ${person.roles.join()}`
  // Time is let pass in these tests; the token is not what they are about.
  const token = tokens.get(name) ?? tokenOf(person, { exp: Math.floor(Date.now() / 1000) + 400 * 86_400 })
  tokens.set(name, token)
  return call(method, path, {
    token: await token,
    body,
    ...(requestId !== undefined && { headers: { 'ms-requestid': requestId } }),
  })
}

/** Sends a form of a page, as the browser of `session` if there is one. */
export async function submit(
  page: 'accept-invitation-page' | 'decline-invitation-page' | 'ask-question-page' | 'accept-relationship-page',
  fields: Readonly<Record<string, string>>,
  session?: Person,
): Promise<Reply> {
  const { seal } = await import('../../../shared/http/session.ts')
  const claims = session && { tid: session.partner.partnerId, oid: 'tess', roles: [...session.roles], name: 'Tess' }
  const cookie = claims && (await seal('session', { ...claims, preferred_username: 'tess@tern.example' }))
  return send(await handlerOf<HttpHandler>(page), 'POST', '/invitations', {
    text: new URLSearchParams(fields).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      ...(cookie && { cookie: `${cookie.name}=${cookie.value}` }),
    },
  })
}

/** Opens an invitation's page. */
export async function openPage(token: string): Promise<Reply> {
  return send(await handlerOf<HttpHandler>('show-invitation'), 'GET', `/invitations?token=${token}`)
}

/** Lets a timer fire. */
export async function fire(timer: string): Promise<void> {
  const handler = await handlerOf<TimerHandler>(timer)
  const schedule = { isPastDue: false, schedule: { adjustForDST: false }, scheduleStatus: undefined as never }
  await handler(schedule, contextOf(timer))
}

/** Hands a message to its step once, as the host does. Throws what the step throws. */
export async function handOver(queue: QueueName, message: unknown): Promise<void> {
  const handler = await handlerOf<StorageQueueHandler>(queue)
  await handler(message, contextOf(queue))
}

function contextOf(functionName: string): InvocationContext {
  return watchedContext({ functionName, invocationId: randomUUID() })
}

async function handlerOf<H>(step: string): Promise<H> {
  const file = stepFiles.find((name) => name.endsWith(`/${step}.ts`))
  if (!file) throw new Error(`no step ${step}`)
  const module = (await import(join(import.meta.dirname, '..', '..', '..', file))) as { readonly handler: H }
  return module.handler
}
