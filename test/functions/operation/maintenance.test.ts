import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Timer } from '@azure/functions'
import { QueueServiceClient } from '@azure/storage-queue'
import { expect, onTestFinished, test } from 'vitest'
import { handler as purgePartner } from '../../../functions/partners/purge-partner.ts'
import { handler as purgePartners } from '../../../functions/partners/purge-partners.ts'
import { settings } from '../../../shared/azure/settings.ts'
import { partitions, range, write } from '../../../shared/azure/store.ts'
import { putDue } from '../../../shared/command/due.ts'
import { settled } from '../../../shared/command/outbox.ts'
import { registeredSteps } from '../../../shared/http/registry.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, send } from '../../support/call.ts'
import { aCustomer, aProvider, everyRole, givenCustomer, givenDraft } from '../../support/given.ts'
import { watchedContext } from '../../support/log-lines.ts'

await importAllSteps()
const [{ handler: getHealth }, { handler: showInvitation }, { handler: askQuestion }] = await Promise.all([
  import('../../../functions/system/get-health.ts'),
  import('../../../functions/invitations/show-invitation.ts'),
  import('../../../functions/invitations/ask-question-page.ts'),
])

/** As an app that was started with MAINTENANCE=true. */
function maintain(): void {
  Object.assign(settings, { isMaintained: true })
  onTestFinished(() => void Object.assign(settings, { isMaintained: false }))
}
const stateOf = async (partnerId: string) => JSON.stringify(await range('providers', partnerId, { from: '', to: '~~' }))

test('every command is 503 with Retry-After and changes nothing, and reads go on', async () => {
  const { admin, partner } = aProvider()
  const { id } = await givenCustomer(admin)
  const before = await stateOf(partner.partnerId)
  maintain()

  for (const { contract } of registeredSteps.filter(({ contract: { method } }) => !['GET', 'HEAD'].includes(method))) {
    const path = `/${contract.route.replace('{customerId:guid}', id).replace(/\{\w+(:guid)?\}/g, randomUUID())}`
    // Not for everybody: whoever may not call is told that first.
    const { status, body, headers } = await call(contract.method, path, {
      as: { ...admin, roles: everyRole },
      body: {},
    })
    if (status === 403) continue
    expect([status, body.code, headers['retry-after']], path).toEqual([503, 971014, '120'])
  }
  expect((await call('POST', '/v1/customers', { as: admin, body: aCustomer() })).status).toBe(503)
  expect((await call('GET', `/v1/customers/${id}`, { as: admin })).status).toBe(200)
  expect((await call('GET', '/v1/customers', { as: admin })).body.totalCount).toBe(1)
  expect(await stateOf(partner.partnerId)).toBe(before)
  await expect(write('providers', { kind: 'delete', row: { partition: 'p', key: 'k' } })).rejects.toThrow('maintenance')
})

test('pages are shown, leave no mark, and take no form', async () => {
  const { admin, partner } = aProvider()
  const { token, id } = await givenDraft(admin)
  await call('POST', `/v1/partnershiprequests/${id}/send`, { as: admin })
  await settled()
  const before = await stateOf(partner.partnerId)
  maintain()

  expect((await send(showInvitation, 'GET', `/invitations?token=${token}`)).status).toBe(200)
  const form = { token: token ?? '', question: 'Why?', email: 'a@tern.example', name: 'Tess Tern' }
  const sent = await send(askQuestion, 'POST', '/invitations', {
    text: new URLSearchParams(form).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      'accept-language': 'en',
    },
  })

  expect([sent.status, sent.headers['retry-after']]).toEqual([503, '120'])
  expect(sent.text).toContain('nothing can be changed')
  expect(await stateOf(partner.partnerId)).toBe(before)
})

test('messages go back to their queue, what is due stays due, and /health says so', async () => {
  const { partnerId } = aProvider().partner
  await putDue(new Date(Date.now() - 1000), { kind: 'purgePartner', providerId: partnerId, id: 'old' })
  const due = async () =>
    (await Array.fromAsync(partitions('due', { from: 'purgePartner!', to: 'purgePartner~', until: '~' })))
      .flat()
      .filter(({ key }) => key.includes(partnerId))
  const before = await due()
  const queue = QueueServiceClient.fromConnectionString(process.env.AzureWebJobsStorage ?? '').getQueueClient(
    'purge-partner',
  )
  await queue.clearMessages()
  maintain()

  await purgePartner({ providerId: partnerId }, watchedContext())
  await purgePartners({} as Timer, watchedContext())

  expect((await queue.getProperties()).approximateMessagesCount).toBe(1)
  expect((await queue.receiveMessages()).receivedMessageItems).toEqual([])
  expect(await due()).toEqual(before)
  expect((await send(getHealth, 'GET', '/health')).body).toMatchObject({ status: 'healthy', maintenance: true })
})

test.each(['restore.ts', 'move-slots.ts'])(
  '%s refuses unless the service says that it is under maintenance',
  async (script) => {
    let health: object = {}
    const server = createServer((_, response) => response.end(JSON.stringify(health))).listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const words = {
      'restore.ts': ['--folder', '/nowhere', '--tables', 'x'],
      'move-slots.ts': ['--slots', '1-2', '--from', 'x', '--to', 'x'],
    }
    const complaint = (...more: string[]): Promise<string> =>
      promisify(execFile)(
        process.execPath,
        [join('infra', script), ...(words[script as keyof typeof words] ?? []), ...more],
        {
          env: { PATH: process.env.PATH },
        },
      ).then(
        () => '',
        ({ stderr }) => stderr,
      )
    const app = `http://127.0.0.1:${port}`

    expect(await complaint()).toContain('Say --app')
    expect(await complaint('--app', app)).toContain('is not under maintenance')
    health = { status: 'healthy', maintenance: false }
    expect(await complaint('--app', app)).toContain('is not under maintenance')
    health = { status: 'healthy', maintenance: true }
    expect(await complaint('--app', app)).not.toMatch(/maintenance|--app/)
    expect(await complaint('--no-service')).not.toMatch(/maintenance|--app/)
  },
)

test.each(['200-100', '0-256', '5', 'a-b', '', '1-2-3'])(
  'move-slots with the slots "%s" is an error',
  async (slots) => {
    const words = [
      'infra/move-slots.ts',
      '--no-service',
      '--slots',
      slots,
      '--from',
      'UseDevelopmentStorage=true',
      '--to',
      'x',
    ]

    await expect(
      promisify(execFile)(process.execPath, words, { env: { PATH: process.env.PATH } }),
    ).rejects.toMatchObject({ stderr: expect.stringContaining('are no slots') })
  },
)
