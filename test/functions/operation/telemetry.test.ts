import '../../../functions/agreements/confirm-agreement.ts'
import '../../../functions/customers/create-customer.ts'
import '../../../functions/customers/get-customer.ts'
import '../../../functions/audit/list-audit-records.ts'
import '../../../functions/orders/create-order.ts'
import '../../../functions/invitations/request-partnership.ts'
import '../../../functions/invitations/send-partnership-request.ts'
import { randomUUID } from 'node:crypto'
import { InvocationContext } from '@azure/functions'
import { QueueServiceClient } from '@azure/storage-queue'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { handler as sendInvite } from '../../../functions/invitations/send-partnership-invite.ts'
import { personFree } from '../../../shared/azure/person-free.ts'
import { inInvocation, logEvent, logUnexpected } from '../../../shared/azure/telemetry.ts'
import { settled } from '../../../shared/command/outbox.ts'
import { call } from '../../support/call.ts'
import { aCustomer, anAgreement, aProvider, givenDraft } from '../../support/given.ts'
import { holdToRule, logLines, watchedContext } from '../../support/log-lines.ts'

const lastLine = () => JSON.parse(logLines.at(-1) ?? '{}')

describe('one line tells of what a step did', () => {
  test('a customer that was created, its agreement, and a refusal, each under the correlation id of the call', async () => {
    const { admin, partner } = aProvider()
    const headers = { 'ms-correlationid': randomUUID(), 'ms-requestid': randomUUID() }
    const { body } = await call('POST', '/v1/customers', { as: admin, body: aCustomer(), headers })

    expect(lastLine()).toEqual({
      event: 'customerCreated',
      partnerId: partner.partnerId,
      aggregateId: body.id,
      resourceId: body.id,
      correlationId: headers['ms-correlationid'],
    })
    await call('POST', `/v1/customers/${body.id}/agreements`, { as: admin, body: anAgreement(), headers })
    expect(lastLine()).toMatchObject({ event: 'agreementConfirmed', aggregateId: body.id })
    await call('GET', `/v1/customers/${randomUUID()}`, { as: admin, headers })
    expect(lastLine()).toEqual({
      event: 'refused',
      fault: 'customerNotFound',
      correlationId: headers['ms-correlationid'],
    })
  })

  test('what a queue step does for a call is told, and kept in the audit, under the id of the call', async () => {
    const { admin } = aProvider()
    const { id } = await givenDraft(admin)
    const headers = { 'ms-correlationid': randomUUID() }
    await call('POST', `/v1/partnershiprequests/${id}/send`, { as: admin, headers })
    await settled()
    const queue = QueueServiceClient.fromConnectionString(process.env.AzureWebJobsStorage ?? '').getQueueClient(
      'send-partnership-invite',
    )
    const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 })
    const messages = receivedMessageItems.map(({ messageText }) =>
      JSON.parse(Buffer.from(messageText, 'base64').toString()),
    )
    await sendInvite(
      messages.find(({ requestId }) => requestId === id),
      watchedContext({ invocationId: randomUUID() }),
    )

    expect(lastLine()).toMatchObject({ event: 'mailAccepted', correlationId: headers['ms-correlationid'] })
    const { items } = (await call('GET', '/v1/auditrecords?operations=all', { as: admin })).body
    expect(items[0]).toMatchObject({
      operationType: 'partnership_mail_sent',
      originalCorrelationId: headers['ms-correlationid'],
    })
  })

  test('a repeated request tells nothing: nothing happened', async () => {
    const { admin } = aProvider()
    const asked = { as: admin, body: aCustomer(), headers: { 'ms-requestid': randomUUID() } }
    await call('POST', '/v1/customers', asked)
    const told = logLines.length
    await call('POST', '/v1/customers', asked)

    expect(logLines).toHaveLength(told)
  })
})

describe('where a line goes', () => {
  const lines: [string, string][] = []
  beforeEach(() => {
    lines.length = 0
    vi.spyOn(console, 'warn').mockImplementation((line: string) => lines.push(['console', line]))
  })
  afterEach(() => vi.restoreAllMocks())
  const context = () =>
    new InvocationContext({
      logHandler: (level, line) => lines.push([level, String(line)]),
      traceContext: { traceParent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
    })

  test('to the log of its invocation, with the trace that the caller is in', async () => {
    await inInvocation(context(), 'c1', async () => logEvent('poisonRedriven', { queue: 'q', moved: 2 }, 'warn'))

    expect(lines).toEqual([
      [
        'warning',
        '{"event":"poisonRedriven","queue":"q","moved":2,"correlationId":"c1","trace":"4bf92f3577b34da6a3ce929d0e0e4736"}',
      ],
    ])
  })

  test('to that of its own, when two run at once', async () => {
    await Promise.all(
      ['c1', 'c2'].map((id) =>
        inInvocation(context(), id, async () => {
          await Promise.resolve()
          logEvent('poisonRedriven', {}, 'warn')
        }),
      ),
    )

    expect(lines.map(([, line]) => JSON.parse(line).correlationId)).toEqual(['c1', 'c2'])
  })

  test('elsewhere once the invocation is over: the host refuses lines that come after the answer', async () => {
    let later = () => {}
    await inInvocation(context(), 'c1', async () => {
      const { AsyncResource } = await import('node:async_hooks')
      later = AsyncResource.bind(() => logEvent('poisonRedriven', {}, 'warn'))
    })
    later()

    expect(lines.map(([to]) => to)).toEqual(['console'])
  })
})

describe('an error that nobody foresaw', () => {
  const row = 'bad row 1f n!contoso$west!8f: no name'
  test.each([
    [row, 'bad row 1f n!…'],
    ["RowKey='d!contoso.onmicrosoft.com'", "RowKey='d!…'"],
    ['mail to ada@adatum.example failed', 'mail to …@… failed'],
    ['Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEifQ.abc-_x', 'Bearer …'],
    ['https://host/invitations?token=abc.def&lang=en was', 'https://host/invitations?… was'],
    ['code=abc state=1', 'code=… state=…'],
    ['customer c!8d1f and h!8d1f!00 stay', 'customer c!8d1f and h!8d1f!00 stay'],
  ])('%s', (text, expected) => {
    expect(personFree(text)).toContain(expected)
  })

  test('is told with its stack and its causes, and without people', async () => {
    const context = new InvocationContext({ logHandler: (_, line) => holdToRule(String(line)) })
    const cause = new Error('to ada@adatum.example')
    await inInvocation(context, 'c', async () => logUnexpected(new Error('the mail', { cause })))

    expect(lastLine()).toMatchObject({ event: 'unexpected', correlationId: 'c' })
    expect(lastLine().error).toMatch(/^Error: the mail\n +at [\s\S]* <- Error: to …@…\n +at/)
  })
})
