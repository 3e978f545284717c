import type { Timer } from '@azure/functions'
import { QueueServiceClient } from '@azure/storage-queue'
import { describe, expect, test } from 'vitest'
import { handler as purgeSetupInfos } from '../../../functions/customers/purge-setup-infos.ts'
import { handler as expireInvitations } from '../../../functions/invitations/expire-invitations.ts'
import { handler as remindInvitations } from '../../../functions/invitations/remind-invitations.ts'
import { handler as redrivePoison } from '../../../functions/system/redrive-poison.ts'
import { handler as unmatched } from '../../../functions/system/zz-unmatched.ts'
import { partitions } from '../../../shared/azure/store.ts'
import { putDue } from '../../../shared/command/due.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, send } from '../../support/call.ts'
import { aCustomer, aProvider } from '../../support/given.ts'
import { watchedContext } from '../../support/log-lines.ts'

await importAllSteps()

const context = () => watchedContext()
const noTimer = {} as Timer
const queues = QueueServiceClient.fromConnectionString(process.env.AzureWebJobsStorage ?? '')

async function takeMessages(queue: string): Promise<unknown[]> {
  const client = queues.getQueueClient(queue)
  const taken: unknown[] = []
  for (;;) {
    const { receivedMessageItems } = await client.receiveMessages({ numberOfMessages: 32 })
    if (receivedMessageItems.length === 0) return taken
    for (const { messageId, popReceipt, messageText } of receivedMessageItems) {
      taken.push(JSON.parse(Buffer.from(messageText, 'base64').toString()))
      await client.deleteMessage(messageId, popReceipt)
    }
  }
}

describe('expire-invitations, remind-invitations and purge-setup-infos', () => {
  test.each([
    ['expireInvitation', expireInvitations, 'expire-invitation', 'requestId'],
    ['remindInvitation', remindInvitations, 'remind-invitation', 'requestId'],
    ['purgeSetupInfo', purgeSetupInfos, 'purge-setup-info', 'customerId'],
  ] as const)(
    '%s: what is due becomes a message each, of today and of days when the service was down; what is not due stays',
    async (kind, timer, queue, idName) => {
      const { partner } = aProvider()
      const now = Date.now()
      const due = (id: string) => ({ kind, providerId: partner.partnerId, id })
      await Promise.all([
        putDue(new Date(now - 5 * 86_400_000), due('missed')),
        putDue(new Date(now - 1), due('due')),
        putDue(new Date(now + 60_000), due('soon')),
        putDue(new Date(now + 86_400_000), due('tomorrow')),
      ])

      await timer(noTimer, context())

      const messages = (await takeMessages(queue)).filter((message) =>
        JSON.stringify(message).includes(partner.partnerId),
      )
      expect(messages).toMatchObject([
        { providerId: partner.partnerId, [idName]: 'missed' },
        { providerId: partner.partnerId, [idName]: 'due' },
      ])
      const left = (await Array.fromAsync(partitions('due', { from: `${kind}!`, to: `${kind}~`, until: '~' }))).flat()
      const mine = left.filter(({ value }) => JSON.stringify(value).includes(partner.partnerId))
      expect(mine.map(({ value }) => (value as { id: string }).id)).toEqual(['soon', 'tomorrow'])
    },
  )
})

describe('redrive-poison', () => {
  test('puts poisoned messages back for another round, and needs no poison queue', async () => {
    const poison = queues.getQueueClient('drain-outbox-poison')
    await poison.createIfNotExists()
    await poison.sendMessage(Buffer.from('{"providerId":"p","aggregateId":"a"}').toString('base64'))

    await redrivePoison(noTimer, context())

    expect(await takeMessages('drain-outbox')).toContainEqual({ providerId: 'p', aggregateId: 'a' })
    expect((await poison.getProperties()).approximateMessagesCount).toBe(0)
  })
})

describe('zz-unmatched', () => {
  const { admin } = aProvider()

  test.each([
    '/v1//customers',
    '/v1/customers/',
    '/v1//v1/customers',
    '/v1/v1/customers',
    '/v1.0/customers',
    '/V1/Customers//',
  ])('GET %s is served as its clean form', async (path) => {
    expect(await send(unmatched, 'GET', path, { as: admin })).toMatchObject({
      status: 200,
      body: { attributes: { objectType: 'Collection' } },
    })
  })

  test('with the body and the query', async () => {
    const created = await send(unmatched, 'POST', '/v1//customers', { as: admin, body: aCustomer() })
    const found = await send(unmatched, 'GET', `/v1//customers/${created.body.id}/`, { as: admin })
    const refused = await send(unmatched, 'GET', '/v1//customers/?size=501', { as: admin })

    expect(created.status).toBe(201)
    expect(found.body.id).toBe(created.body.id)
    expect(refused.body.data).toEqual(['size'])
  })

  test.each(['/v1/nothing', '/elsewhere', '/v1//nothing/'])(
    'GET %s is told in Partner Center’s error shape',
    async (path) => {
      expect(await send(unmatched, 'GET', path)).toMatchObject({
        status: 404,
        body: { code: 1000, description: expect.stringContaining(path.slice(0, 5)), data: [], source: 'Twotier' },
        headers: { 'ms-requestid': expect.any(String), 'ms-correlationid': expect.any(String) },
      })
    },
  )
})

test.each([
  ['GET', '/v1/customers/abc', 'customerId'],
  ['PATCH', '/v1//customers/abc/', 'customerId'],
  ['GET', '/v1/customers/6d5ff1b2-2c5a-4d6f-9a38-0f0f6a0d2f6e/subscriptions/abc', 'subscriptionId'],
])('%s %s has no GUID where one must be, which only a caller is told', async (method, path, field) => {
  const as = aProvider().admin

  expect(await send(unmatched, method, path, { as, body: {} })).toMatchObject({
    status: 400,
    body: { code: 2000, description: `${field} must be a GUID.`, data: [field] },
  })
  expect((await send(unmatched, method, path, { body: {} })).status).toBe(401)
})

describe('get-capabilities', () => {
  test('everything is there in the public cloud', async () => {
    const { body } = await call('GET', '/v1/capabilities', { as: aProvider().admin })

    expect(body.cloud).toBe('public')
    expect(body.capabilities.every(({ isAvailable }: { isAvailable: boolean }) => isAvailable)).toBe(true)
  })
})
