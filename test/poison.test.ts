import type { QueueClient } from '@azure/storage-queue'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startWorld, type World } from './support/faults/fault-world.ts'
import { type Fate, isWrite } from './support/faults/proxy.ts'

let world: World
let redrive: typeof import('../shared/azure/poison.ts').redrive
let poison: QueueClient
let target: QueueClient

beforeAll(async () => {
  world = await startWorld()
  redrive = (await import('../shared/azure/poison.ts')).redrive
  poison = world.queue('purge-partner-poison')
  target = world.queue('purge-partner')
  await poison.createIfNotExists()
})
beforeEach(async () => {
  world.proxy.revive()
  await Promise.all([poison.clearMessages(), target.clearMessages()])
})
afterAll(() => world.stop())

const fill = (count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, index) => poison.sendMessage(`m${index}`, { messageTimeToLive: 604_800 })),
  )
const countOf = async (queue: QueueClient) => (await queue.getProperties()).approximateMessagesCount ?? 0

async function takeAll(queue: QueueClient) {
  const taken = []
  for (;;) {
    const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 })
    if (receivedMessageItems.length === 0) return taken
    taken.push(...receivedMessageItems)
  }
}

const isForever = ({ expiresOn }: { readonly expiresOn: Date }) => expiresOn.getUTCFullYear() > 3000
/** A message put back into the queue of its step. */
const isPutBack = ({ method, path }: { readonly method: string; readonly path: string }) =>
  method === 'POST' && path.includes('/purge-partner/messages')

test('a run drains the poison queue fully, each message once, to last until it is done', async () => {
  await fill(250)

  expect(await redrive('purge-partner')).toBe(250)

  expect(await countOf(poison)).toBe(0)
  const back = await takeAll(target)
  expect(new Set(back.map(({ messageText }) => messageText)).size).toBe(250)
  expect(back).toHaveLength(250)
  expect(back.every(isForever)).toBe(true)
})

test('as soon as one comes back the rest stay, and none of them can expire any more', async () => {
  await fill(250)
  let hasComeBack = false
  world.proxy.judgeWith(async (call): Promise<Fate> => {
    if (!hasComeBack && isPutBack(call)) {
      hasComeBack = true
      await poison.sendMessage('came back', { messageTimeToLive: -1 })
    }
    return 'through'
  })

  expect(await redrive('purge-partner')).toBe(100)

  expect([await countOf(target), await countOf(poison)]).toEqual([100, 151])
  const { peekedMessageItems } = await poison.peekMessages({ numberOfMessages: 32 })
  expect(peekedMessageItems.map(({ messageText }) => messageText)).toEqual(['came back'])
  const rest = await heldIn(poison)
  expect(rest).toHaveLength(151)
  expect(rest.every(isForever)).toBe(true)
})

test('a run that dies loses nothing: what it held was renewed, and comes with a later run', async () => {
  await fill(150)
  let putBack = 0
  world.proxy.judgeWith((call) => (isPutBack(call) && ++putBack > 20 ? 'refused' : 'through'))

  await expect(redrive('purge-partner')).rejects.toThrow()
  world.proxy.revive()

  const names = [...(await takeAll(target)), ...(await heldIn(poison))].map(({ messageText }) => messageText)
  expect(new Set(names).size).toBe(150)
})

test('messages are renewed before the first is tried', async () => {
  await fill(120)
  const writes: string[] = []
  world.proxy.judgeWith((call) => {
    if (isWrite(call)) writes.push(isPutBack(call) ? 'put back' : `${call.method} poison`)
    return 'through'
  })

  await redrive('purge-partner')

  const first = writes.indexOf('put back')
  expect(writes.slice(0, first).filter((one) => one === 'POST poison')).toHaveLength(120)
  expect(writes.slice(first).filter((one) => one === 'POST poison')).toEqual([])
})

test('no poison queue, nothing to do', async () => {
  expect(await redrive('expire-invitation')).toBe(0)
})

/** What is in a queue once nothing of it is held any more. */
async function heldIn(queue: QueueClient) {
  const { passTime } = await import('./support/clock.ts')
  passTime(601_000)
  return takeAll(queue)
}
