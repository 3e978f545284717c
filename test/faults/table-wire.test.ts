import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { createHttpHeaders } from '@azure/core-rest-pipeline'
import { AzureNamedKeyCredential, TableClient, type TransactionAction } from '@azure/data-tables'
import { describe, expect, onTestFinished, test } from 'vitest'
import { isOutage } from '../../shared/azure/store.ts'
import {
  type EntityWrite,
  getEntity,
  getPage,
  sendBatch,
  sendWrite,
  type Table,
  tableOf,
} from '../../shared/azure/table-wire.ts'

interface Received {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
}

/** A table service of one test: keeps what it is asked, and answers as it is told. */
async function aService(answer: (response: ServerResponse, request: IncomingMessage, count: number) => void) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request
    received.push({ method, url: decodeURIComponent(url), headers, body: await text(request) })
    answer(response, request, received.length)
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => void server.close().closeAllConnections())
  const { port } = server.address() as AddressInfo // it listens at a port
  const credential = new AzureNamedKeyCredential('acme', Buffer.from('key').toString('base64'))
  const client = new TableClient(`http://127.0.0.1:${port}/acme`, 'providers', credential, {
    allowInsecureConnection: true,
    retryOptions: { maxRetries: 2, retryDelayInMs: 1 },
  })
  return { received, client, table: tableOf(client) }
}

const keys = { partition: "p'1", key: "c!Žižek & Söhne / 한국 'q' + %20 🚀" }
const writes = [
  {
    method: 'POST',
    ...keys,
    json: JSON.stringify({ PartitionKey: keys.partition, RowKey: keys.key, value: '"ä\\n"' }),
  },
  {
    method: 'PUT',
    ...keys,
    key: 'k2',
    json: JSON.stringify({ PartitionKey: keys.partition, RowKey: 'k2', value: '2' }),
  },
  {
    ...{ method: 'PUT', ...keys, key: 'k3', ifMatch: `W/"datetime'2026-11-28T10%3A00%3A00.0000000Z'"` },
    json: JSON.stringify({ PartitionKey: keys.partition, RowKey: 'k3', value: '3' }),
  },
  { method: 'DELETE', ...keys, key: 'k4', ifMatch: '*' },
] as const satisfies readonly EntityWrite[]

const entity = (rowKey: string, value: string) => ({ partitionKey: keys.partition, rowKey, value })
const actions: TransactionAction[] = [
  ['create', entity(keys.key, '"ä\\n"')],
  ['upsert', entity('k2', '2'), 'Replace'],
  ['update', entity('k3', '3'), 'Replace', { etag: writes[2].ifMatch }],
  ['delete', { partitionKey: keys.partition, rowKey: 'k4' }],
]

/** The answer to a batch, with these statuses; the service ends it at the first that it refuses. */
function batchAnswer(statuses: readonly number[], at = 0): string {
  const error = JSON.stringify({
    'odata.error': { code: 'Refused', message: { value: `${at}:refused\nHTTP/1.1 204` } },
  })
  const parts = statuses.map(
    (status) =>
      `--changesetresponse_c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 ${status} Said\r\n\r\n${status < 300 ? '' : error}\r\n`,
  )
  return `--batchresponse_b\r\nContent-Type: multipart/mixed; boundary=changesetresponse_c\r\n\r\n${parts.join('')}--changesetresponse_c--\r\n--batchresponse_b--\r\n`
}

describe('what goes out', () => {
  const page = '{"value":[]}'
  const said = [
    'accept',
    'dataserviceversion',
    'x-ms-version',
    'content-type',
    'prefer',
    'if-match',
    'user-agent',
  ] as const
  /** What the service could tell apart; the SDK's empty parameters and names in other casing are the same to it. */
  const meaning = ({ method, url, headers, body }: Received) => {
    const { pathname, searchParams } = new URL(url.replaceAll(/[%+&](?!\$)/g, encodeURIComponent), 'http://x')
    return {
      ...{ method, pathname, query: [...searchParams].sort(), body },
      headers: said.map((name) => String(headers[name] ?? '').replace(/ ?;.*/, '')),
      isSigned: /^SharedKeyLite acme:/.test(String(headers.authorization)),
    }
  }

  test.for([
    [
      'a row read',
      200,
      page,
      (t: Table) => getEntity(t, keys.partition, keys.key),
      (c: TableClient) => c.getEntity(keys.partition, keys.key),
    ],
    [
      ...(['a page', 200, page] as const),
      (t: Table) => getPage(t, { filter: "RowKey ge 'ä+&'", size: 7 }),
      (c: TableClient) =>
        c
          .listEntities({ queryOptions: { filter: "RowKey ge 'ä+&'" } })
          .byPage({ maxPageSize: 7 })
          .next(),
    ],
    [
      'an insert',
      204,
      '',
      (t: Table) => sendWrite(t, writes[0]),
      (c: TableClient) => c.createEntity(entity(keys.key, '"ä\\n"')),
    ],
    [
      'an upsert',
      204,
      '',
      (t: Table) => sendWrite(t, writes[1]),
      (c: TableClient) => c.upsertEntity(entity('k2', '2'), 'Replace'),
    ],
    [
      ...(['a replacement', 204, ''] as const),
      (t: Table) => sendWrite(t, writes[2]),
      (c: TableClient) => c.updateEntity(entity('k3', '3'), 'Replace', { etag: writes[2].ifMatch }),
    ],
    [
      'a deletion',
      204,
      '',
      (t: Table) => sendWrite(t, writes[3]),
      (c: TableClient) => c.deleteEntity(keys.partition, 'k4'),
    ],
  ] as const)('%s is what the SDK sends', async ([, status, body, ours, theirs]) => {
    const { received, table, client } = await aService((response) =>
      response.writeHead(status, { 'content-type': 'application/json', etag: 'W/"1"' }).end(body),
    )
    await ours(table)
    await theirs(client)
    const [mine, sdk] = received.map(meaning)

    expect(mine?.isSigned).toBe(true)
    expect(mine).toEqual(sdk)
  })

  test('a transaction is what the SDK sends, but for what names its parts', async () => {
    const { received, table, client } = await aService((response) =>
      response.writeHead(202, { 'content-type': 'multipart/mixed' }).end(batchAnswer([204, 204, 204, 204])),
    )
    await sendBatch(table, writes)
    await client.submitTransaction(actions)
    const [mine, sdk] = received.map(({ url, body }) => ({ url, parts: partsOf(body) }))

    expect(mine?.parts).toHaveLength(4)
    expect(mine).toEqual(sdk)
  })

  /** Method, address, conditions and entity of each part. */
  function partsOf(body: string) {
    const [, ...parts] = body.split(/--changeset_[\w-]{36}\r?\n/)
    return parts.map((part) => ({
      line: /^(POST|PUT|DELETE) .*$/m.exec(part)?.[0],
      ifMatch: /^if-match: (.*)$/im.exec(part)?.[1]?.trim(),
      entity: JSON.parse(/^\{.*\}/m.exec(part)?.[0] ?? 'null') as unknown,
    }))
  }

  test('what the credential of the client says goes with each request', async () => {
    const credential = {
      getToken: async () => ({ token: 'of-the-identity', expiresOnTimestamp: Date.now() + 3_600_000 }),
    }
    const table = tableOf(new TableClient('https://acme.table.core.windows.net', 'providers', credential))
    const sent: (string | undefined)[] = []
    table.pipeline.addPolicy(
      {
        name: 'service',
        sendRequest: async (request) => {
          sent.push(request.headers.get('authorization'))
          return { request, status: 404, headers: createHttpHeaders() }
        },
      },
      { afterPhase: 'Sign' },
    )
    await getEntity(table, 'p', 'k')

    expect(sent).toEqual(['Bearer of-the-identity'])
  })
})

describe('what comes back', () => {
  test.for(
    [400, 403, 404, 409, 412, 413, 429, 500, 503].flatMap((status) => [0, 1, 2].map((at) => [status, at] as const)),
  )('%s of the row at %s is the status of the transaction', async ([status, at]) => {
    const { table } = await aService((response) =>
      // As the service does: nothing but the refusal; and as Azurite does: what would have been done before it.
      response.writeHead(202).end(batchAnswer(at === 1 ? [status] : [...Array<number>(at).fill(204), status], at)),
    )

    await expect(sendBatch(table, writes.slice(0, 3))).rejects.toMatchObject({ statusCode: status, code: 'Refused' })
  })

  test.for([400, 403, 404, 409, 413])('%s of the whole is the status of the transaction', async (status) => {
    const { table } = await aService((response) => response.writeHead(status).end('{"odata.error":{"code":"Whole"}}'))

    await expect(sendBatch(table, writes)).rejects.toMatchObject({ statusCode: status, code: 'Whole' })
    await expect(sendWrite(table, writes[0])).rejects.toMatchObject({ statusCode: status, code: 'Whole' })
  })

  test('a transaction whose answer ends at any byte is not said to be done', async () => {
    const whole = Buffer.from(batchAnswer([204, 204]))
    // The service writes an answer when all is done, so that a status for each row is enough.
    const least = whole.lastIndexOf(' Said')
    const { table } = await aService((response, _, count) => {
      const answer = whole.subarray(0, Math.ceil(count / 2) - 1)
      // One time the connection ends, the other time the text of the answer.
      if (count % 2 === 0) return void response.writeHead(202).end(answer)
      response.writeHead(202, { 'content-length': whole.length }).write(answer, () => response.destroy())
    })
    for (let length = 0; length < least; length++)
      for (const way of ['connection', 'text']) {
        const error: unknown = await sendBatch(table, writes.slice(0, 2)).catch((thrown: unknown) => thrown)

        expect([way, length, isOutage(error)]).toEqual([way, length, true])
      }
  }, 60_000)

  test('a connection that ends before an answer is tried again, and given up after three', async () => {
    const { table, received } = await aService((response, request, count) => {
      if (count === 1) request.socket.destroy()
      else response.writeHead(404).end()
    })

    expect(await getEntity(table, 'p', 'k')).toBeUndefined()
    expect(received).toHaveLength(2)

    const gone = await aService((_, request) => void request.socket.destroy())
    const error: unknown = await getEntity(gone.table, 'p', 'k').catch((thrown: unknown) => thrown)
    expect([isOutage(error), gone.received.length]).toEqual([true, 3])
  })

  test('calls one after another do not open a connection each', async () => {
    const ports = new Set<number | undefined>()
    const { table } = await aService((response, { socket }) => {
      ports.add(socket.remotePort)
      response.writeHead(404).end()
    })
    for (let time = 0; time < 5; time++) await getEntity(table, 'p', 'k')

    // A second one where the next call comes before the first is seen to be free.
    expect(ports.size).toBeLessThanOrEqual(2)
  })

  test('a page says what comes after it, whatever characters are in it', async () => {
    const { table, received } = await aService((response, _, count) =>
      response
        .writeHead(
          200,
          count === 1
            ? { 'x-ms-continuation-nextpartitionkey': '1!8!a+b&c=', 'x-ms-continuation-nextrowkey': '1!4!/%20' }
            : {},
        )
        .end('{"value":[{"PartitionKey":"p","RowKey":"k","odata.etag":"e","value":"1"}]}'),
    )
    const { next, entities } = await getPage(table, { filter: 'x', size: 1 })
    const second = await getPage(table, { filter: 'x', size: 1, ...(next !== undefined && { next }) })

    expect(entities).toEqual([{ PartitionKey: 'p', RowKey: 'k', 'odata.etag': 'e', value: '1' }])
    expect(second.next).toBeUndefined()
    expect(received[1]?.url).toContain('NextPartitionKey=1!8!a+b&c=&NextRowKey=1!4!/%20')
  })
})
