import { QueueClient } from '@azure/storage-queue'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  type ListenerParts,
  QueueListener,
  readQueueOptions,
} from '../../local/functions-host/queues/queue-listener.ts'
import { Queues } from '../../local/functions-host/queues/queues.ts'
import { HostJson } from '../../local/functions-host/settings.ts'
import { type QueueEmulator, startQueueEmulator } from './functions-host/queue-emulator.ts'
import { type StartedApp, startApp, type ThrowAwayApp } from './functions-host/throw-away-app.ts'

let emulator: QueueEmulator
let count = 0

beforeAll(async () => {
  emulator = await startQueueEmulator()
})
afterAll(() => emulator.close())

const base64 = (text: string) => Buffer.from(text).toString('base64')
const fast = { maxPollingInterval: '00:00:00.2', visibilityTimeout: '00:00:00' }

async function givenQueue(): Promise<string> {
  const queueName = `work-${++count}`
  await emulator.service.createQueue(queueName)
  return queueName
}

function startQueueApp(
  main: string,
  more: { queues?: object; environment?: Record<string, string> } = {},
): Promise<StartedApp> {
  const app: ThrowAwayApp = {
    main,
    hostJson: { extensions: { http: { routePrefix: '' }, queues: { ...fast, ...more.queues } } },
    options: { environment: { AzureWebJobsStorage: emulator.connectionString, ...more.environment } },
  }
  return startApp(app)
}

const listener = (queueName: string, body: string) =>
  `app.storageQueue('reader', { queueName: '${queueName}', connection: 'AzureWebJobsStorage', handler: async (message, context) => { ${body} } });\n`

async function textsOf(queueName: string): Promise<readonly string[]> {
  const { peekedMessageItems } = await emulator.service.getQueueClient(queueName).peekMessages({ numberOfMessages: 32 })
  return peekedMessageItems.map(({ messageText }) => Buffer.from(messageText, 'base64').toString())
}

async function depthOf(queueName: string): Promise<number | undefined> {
  return (await emulator.service.getQueueClient(queueName).getProperties()).approximateMessagesCount
}

async function invisibleIn(queueName: string): Promise<number> {
  const visible = await textsOf(queueName)
  return ((await depthOf(queueName)) ?? 0) - visible.length
}

describe('the queue trigger', () => {
  it('parses JSON, passes other text on, and deletes what succeeded', async () => {
    const queueName = await givenQueue()
    const host = await startQueueApp(listener(queueName, 'seen.push(message)'))
    const queue = emulator.service.getQueueClient(queueName)

    await queue.sendMessage(base64('{"a":[1,"ü"]}'))
    await queue.sendMessage(base64('plain text'))
    await vi.waitFor(() => expect(host.seen).toHaveLength(2), 10_000)
    expect(host.seen).toContainEqual({ a: [1, 'ü'] })
    expect(host.seen).toContainEqual('plain text')
    await vi.waitFor(async () => expect(await depthOf(queueName)).toBe(0), 10_000)
    const reason = `Executing 'Functions.reader' (Reason='New queue message detected on '${queueName}'.'`
    expect(host.lines.some(({ message }) => message.startsWith(reason))).toBe(true)
  })

  it("gives the message's properties, which members of a JSON message overwrite", async () => {
    const queueName = await givenQueue()
    const host = await startQueueApp(listener(queueName, 'seen.push(context.triggerMetadata)'))
    const queue = emulator.service.getQueueClient(queueName)

    const { messageId } = await queue.sendMessage(base64('text'))
    await vi.waitFor(() => expect(host.seen).toHaveLength(1), 10_000)
    expect(host.seen[0]).toEqual({
      queueTrigger: 'text',
      id: messageId,
      dequeueCount: 1,
      popReceipt: expect.any(String),
      insertionTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\+00:00$/),
      expirationTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\+00:00$/),
      nextVisibleTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*\+00:00$/),
    })

    await queue.sendMessage(base64('{"ID":"mine","dequeuecount":77,"list":[1],"none":null,"yes":true,"inner":{"A":1}}'))
    await vi.waitFor(() => expect(host.seen).toHaveLength(2), 10_000)
    expect(host.seen[1]).toMatchObject({ id: 'mine', dequeueCount: 77, yes: 'True', inner: { a: 1 } })
    expect(host.seen[1]).not.toHaveProperty('list')
    expect(host.seen[1]).not.toHaveProperty('none')
  })

  it('tries a failed message again, then moves it to a poison queue made on demand', async () => {
    const queueName = await givenQueue()
    const body = `seen.push(context.triggerMetadata.dequeueCount); throw new Error('no')`
    const host = await startQueueApp(listener(queueName, body), { queues: { maxDequeueCount: 3 } })

    await emulator.service.getQueueClient(queueName).sendMessage(base64('bad'))
    await vi.waitFor(async () => expect(await textsOf(`${queueName}-poison`)).toEqual(['bad']), 10_000)
    expect(host.seen).toEqual([1, 2, 3])
    await vi.waitFor(async () => expect(await depthOf(queueName)).toBe(0), 10_000)
  })

  it('does not wait for another delivery to give up', async () => {
    const queueName = await givenQueue()
    await startQueueApp(listener(queueName, `throw new Error('no')`), {
      queues: { maxDequeueCount: 1, visibilityTimeout: '00:10:00' },
    })

    await emulator.service.getQueueClient(queueName).sendMessage(base64('bad'))
    await vi.waitFor(async () => expect(await textsOf(`${queueName}-poison`)).toEqual(['bad']), 10_000)
  })

  it('hides a failed message for the visibility timeout', async () => {
    const queueName = await givenQueue()
    const host = await startQueueApp(listener(queueName, `seen.push(1); throw new Error('no')`), {
      queues: { visibilityTimeout: '00:10:00' },
    })

    await emulator.service.getQueueClient(queueName).sendMessage(base64('later'))
    await vi.waitFor(() => expect(host.seen).toHaveLength(1), 10_000)
    await host.stop()
    expect([await depthOf(queueName), await textsOf(queueName)]).toEqual([1, []])
  })

  it('has no poison queue for a poison queue', async () => {
    const queueName = `${await givenQueue()}-poison`
    await emulator.service.createQueue(queueName)
    const host = await startQueueApp(listener(queueName, `seen.push(1); throw new Error('no')`), {
      queues: { maxDequeueCount: 1 },
    })

    await emulator.service.getQueueClient(queueName).sendMessage(base64('stuck'))
    await vi.waitFor(() => expect(host.seen).toHaveLength(1), 10_000)
    await host.stop()
    expect([await depthOf(queueName), await textsOf(queueName)]).toEqual([1, []])
    await expect(textsOf(`${queueName}-poison`)).rejects.toThrow()
  })

  it.for([
    ['no base64', '{"raw":true}'],
    ['base64 of no UTF-8', Buffer.from([0x7b, 0xc3, 0x28, 0x7d]).toString('base64')],
  ] as const)('moves a message that is %s to the poison queue unchanged, at once', async ([_, text]) => {
    const queueName = await givenQueue()
    const host = await startQueueApp(listener(queueName, 'seen.push(message)'))

    await emulator.service.getQueueClient(queueName).sendMessage(text)
    const poison = emulator.service.getQueueClient(`${queueName}-poison`)
    await vi.waitFor(async () => {
      const { peekedMessageItems } = await poison.peekMessages()
      expect(peekedMessageItems.map(({ messageText }) => messageText)).toEqual([text])
    }, 10_000)
    expect(host.seen).toEqual([])
  })

  it('takes raw text with messageEncoding none', async () => {
    const queueName = await givenQueue()
    const host = await startQueueApp(listener(queueName, 'seen.push(message)'), { queues: { messageEncoding: 'none' } })

    await emulator.service.getQueueClient(queueName).sendMessage('{"raw":true}')
    await vi.waitFor(() => expect(host.seen).toEqual([{ raw: true }]), 10_000)
  })

  it('polls a queue that does not exist quietly, until it does', async () => {
    const queueName = `later-${++count}`
    const host = await startQueueApp(listener(queueName, 'seen.push(message)'))

    await emulator.service.createQueue(queueName)
    await emulator.service.getQueueClient(queueName).sendMessage(base64('here'))
    await vi.waitFor(() => expect(host.seen).toEqual(['here']), 10_000)
    expect(host.lines.filter(({ level }) => level === 'error' || level === 'warning')).toEqual([])
  })

  it('takes the next batch when newBatchThreshold are left, and so runs the sum of both at most', async () => {
    const queueName = await givenQueue()
    const queue = emulator.service.getQueueClient(queueName)
    for (let index = 0; index < 20; index++) await queue.sendMessage(base64(String(index)))
    const body = 'await new Promise((resolve) => { seen.push(resolve) })'
    const host = await startQueueApp(listener(queueName, body), { queues: { batchSize: 4, newBatchThreshold: 2 } })
    const started = (total: number) => vi.waitFor(() => expect(host.seen).toHaveLength(total), 10_000)
    const finish = (from: number, to: number) => {
      for (const resolve of host.seen.slice(from, to)) Object(resolve).call()
    }

    await started(4)
    finish(0, 2)
    await started(8)
    // Six are running now; with three left there is still no new batch.
    finish(2, 5)
    await vi.waitFor(async () => expect(await invisibleIn(queueName)).toBe(3), 10_000)
    finish(5, 6)
    await started(12)
    finish(6, 12)
    await started(16)
    finish(12, 16)
    await started(20)
    finish(16, 20)
    await vi.waitFor(async () => expect(await depthOf(queueName)).toBe(0), 10_000)
  })

  it('keeps a message invisible while its function runs', async () => {
    const queueName = await givenQueue()
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const body = 'await new Promise((resolve) => { seen.push(resolve) })'
    const host = await startQueueApp(listener(queueName, body))
    await emulator.service.getQueueClient(queueName).sendMessage(base64('long'))
    await vi.waitFor(() => expect(host.seen).toHaveLength(1), 10_000)
    const renewals = vi.spyOn(QueueClient.prototype, 'updateMessage')
    onTestFinished(() => renewals.mockRestore())

    vi.advanceTimersByTime(11 * 60_000)
    await vi.waitFor(() => expect(renewals.mock.calls.map((call) => call[3])).toEqual([600, 600]), 10_000)
    Object(host.seen[0]).call()
    // Deleting needs the receipt of the last renewal.
    await vi.waitFor(async () => expect(await depthOf(queueName)).toBe(0), 10_000)
  })

  it('finishes a running message, and deletes it, before the host stops', async () => {
    const queueName = await givenQueue()
    const body = `seen.push('begun'); await new Promise((resolve) => { seen.push(resolve) })`
    const host = await startQueueApp(listener(queueName, body))
    const { deleteMessage } = QueueClient.prototype
    const deleting = vi.spyOn(QueueClient.prototype, 'deleteMessage').mockImplementation(async function (
      this: QueueClient,
      ...args
    ) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      return deleteMessage.apply(this, args)
    })
    onTestFinished(() => deleting.mockRestore())
    await emulator.service.getQueueClient(queueName).sendMessage(base64('x'))
    await vi.waitFor(() => expect(host.seen).toHaveLength(2), 10_000)

    const stopped = host.stop()
    Object(host.seen[1]).call()
    await stopped
    expect(await depthOf(queueName)).toBe(0)
  })

  it('expands settings in the queue name and takes the connection from the one the binding names', async () => {
    const queueName = await givenQueue()
    const host = await startQueueApp(
      `app.storageQueue('reader', { queueName: '%WORK_QUEUE%', connection: 'OtherStorage', handler: (message) => { seen.push(message) } })`,
      {
        environment: { WORK_QUEUE: queueName, OtherStorage: emulator.connectionString, AzureWebJobsStorage: 'unused' },
      },
    )

    await emulator.service.getQueueClient(queueName).sendMessage(base64('x'))
    await vi.waitFor(() => expect(host.seen).toEqual(['x']), 10_000)
  })

  it('does not listen for a disabled function, which can still be run by hand', async () => {
    const queueName = await givenQueue()
    await emulator.service.getQueueClient(queueName).sendMessage(base64('waits'))
    const host = await startQueueApp(listener(queueName, 'seen.push(message)'), {
      environment: { AzureWebJobs__reader__Disabled: '1' },
    })
    const run = (name: string, body: string, type = 'application/json') =>
      fetch(`${host.url}/admin/functions/${name}`, { method: 'POST', body, headers: { 'content-type': type } })

    expect((await run('READER', '{"input":"{\\"by\\":\\"hand\\"}"}')).status).toBe(202)
    await vi.waitFor(() => expect(host.seen).toEqual([{ by: 'hand' }]), 10_000)
    expect(await textsOf(queueName)).toEqual(['waits'])
    expect((await run('nobody', '{}')).status).toBe(404)
    expect((await run('reader', '{')).status).toBe(400)
    expect((await run('reader', '{}', 'text/plain')).status).toBe(415)
  })
})

describe('the queue output', () => {
  const writer = (queueName: string, value: string, name = 'writer') => `
    const out_${name} = output.storageQueue({ queueName: '${queueName}', connection: 'AzureWebJobsStorage' });
    app.http('${name}', { extraOutputs: [out_${name}], handler: (_, context) => { context.extraOutputs.set(out_${name}, ${value}); return {} } });\n`

  it.for([
    ['an object', '{ a: 1 }', ['{"a":1}']],
    ['a string', `'text'`, ['text']],
    ['a number', '7', ['7']],
    ['bytes', `Buffer.from('bytes')`, ['bytes']],
    ['an array of nothing but null', '[null]', ['']],
    ['a JSON string', `'{ "a": 1 }'`, ['{"a":1}']],
    ['an array', `[{ a: 1 }, 'b', 2]`, ['{"a":1}', 'b', '2']],
    ['a string that is a JSON array', `'["b", {"a": 1}]'`, ['b', '{"a":1}']],
    ['an empty array', '[]', []],
    ['nothing', 'undefined', []],
  ] as const)('writes %s to a queue made on demand', async ([, value, messages]) => {
    const queueName = `out-${++count}`
    const host = await startQueueApp(writer(queueName, value))

    expect((await fetch(`${host.url}/writer`)).status).toBe(200)
    if (messages.length > 0) expect((await textsOf(queueName)).toSorted()).toEqual(messages.toSorted())
    else await expect(textsOf(queueName)).rejects.toThrow()
  })

  it('wakes the listener of that queue', async () => {
    const address = { queueName: await givenQueue(), connectionString: emulator.connectionString }
    const queues = new Queues(true)
    const lines: string[] = []
    const ran: unknown[] = []
    const hour = 3_600_000
    const sleeper = new QueueListener({
      fn: { name: 'reader' } as ListenerParts['fn'],
      trigger: { kind: 'queue', binding: 'message', queue: address },
      queues,
      options: { ...readQueueOptions(new HostJson({})), minPollingMilliseconds: hour, maxPollingMilliseconds: hour },
      executor: { run: async (execution) => ran.push(execution.data) && {} },
      log: ({ message }) => lines.push(message),
    })
    onTestFinished(() => sleeper.stop())
    await vi.waitFor(() => expect(lines).toEqual([expect.stringContaining('will wait 3600000 ms')]), 10_000)

    await queues.send(address, 'now')
    await vi.waitFor(() => expect(ran).toEqual([{ string: 'now' }]), 10_000)
  })

  it('can be what a queue or timer function returns', async () => {
    const [from, to] = [await givenQueue(), await givenQueue()]
    await startQueueApp(`app.storageQueue('reader', { queueName: '${from}', connection: 'AzureWebJobsStorage',
      return: output.storageQueue({ queueName: '${to}', connection: 'AzureWebJobsStorage' }), handler: (message) => ({ passed: message }) })`)

    await emulator.service.getQueueClient(from).sendMessage(base64('on'))
    await vi.waitFor(async () => expect(await textsOf(to)).toEqual(['{"passed":"on"}']), 10_000)
  })

  it('fails the invocation when it cannot be written', async () => {
    const host = await startQueueApp(writer('gone', `'x'`), {
      environment: {
        AzureWebJobsStorage: emulator.connectionString.replace(/AccountKey=[^;]+/, `AccountKey=${base64('wrong key')}`),
      },
    })

    expect((await fetch(`${host.url}/writer`)).status).toBe(500)
  })
})
