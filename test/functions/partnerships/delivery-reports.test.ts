import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { handler as recordReport } from '../../../functions/invitations/record-delivery-report.ts'
import { handler as sendInvite } from '../../../functions/invitations/send-partnership-invite.ts'
import { read } from '../../../shared/azure/store.ts'
import { settled } from '../../../shared/command/outbox.ts'
import { mailPartition } from '../../../shared/command/tables.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call } from '../../support/call.ts'
import { aProvider, givenDraft, must } from '../../support/given.ts'
import { watchedContext } from '../../support/log-lines.ts'

await importAllSteps()

const context = () => watchedContext()

/** An event as Event Grid puts it into the queue. */
const report = (messageId: string, status: string) => ({
  id: randomUUID(),
  source: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Communication/CommunicationServices/acs',
  type: 'Microsoft.Communication.EmailDeliveryReportReceived',
  specversion: '1.0',
  time: '2026-01-01T00:00:00Z',
  data: {
    sender: 'DoNotReply@mail.example.com',
    recipient: 'tess@tern.example',
    internetMessageId: '<a@b>',
    messageId,
    status,
    deliveryStatusDetails: { statusMessage: '' },
    deliveryAttemptTimestamp: '2026-01-01T00:00:00Z',
  },
})

async function givenMail({ isSent = true } = {}) {
  const { admin, partner } = aProvider()
  const { id } = await givenDraft(admin)
  const { body } = must(await call('POST', `/v1/partnershiprequests/${id}/send`, { as: admin }), 200)
  await settled()
  const mailId: string = body.mails[0].id
  const mail = () => sendInvite({ providerId: partner.partnerId, requestId: id, mailId }, context())
  if (isSent) await mail()
  return {
    ...{ mailId, mail },
    request: async () => (await call('GET', `/v1/partnershiprequests/${id}`, { as: admin })).body,
  }
}

describe('record-delivery-report', () => {
  test('a mail that arrived shows on its request, once however often it is reported', async () => {
    const { mailId, request } = await givenMail()

    await recordReport(report(mailId.toUpperCase(), 'Delivered'), context())
    await recordReport(report(mailId, 'Delivered'), context())

    const { mails, timeline } = await request()
    expect(mails).toMatchObject([{ id: mailId, state: 'delivered' }])
    expect(timeline.map(({ what }: { what: string }) => what)).toEqual([
      'drafted',
      'sendingByService',
      'inviteMail.sent',
      'inviteMail.delivered',
    ])
    expect(await read('providers', mailPartition(mailId), 'owner')).toBeUndefined()
  })

  test.for(['Bounced', 'Suppressed', 'Quarantined', 'FilteredSpam', 'Failed', 'SomethingNew'])(
    'a mail that is %s did not arrive, and the request says why',
    async (status) => {
      const { mailId, request } = await givenMail()

      await recordReport(report(mailId, status), context())

      expect((await request()).mails).toMatchObject([{ state: 'undelivered', reason: status }])
    },
  )

  test('a list that took the mail is not the end of it', async () => {
    const { mailId, request } = await givenMail()

    await recordReport(report(mailId, 'Expanded'), context())

    expect((await request()).mails).toMatchObject([{ state: 'sent' }])
    await recordReport(report(mailId, 'Delivered'), context())
    expect((await request()).mails).toMatchObject([{ state: 'delivered' }])
  })

  test('an event in Event Grid’s own schema is read as well', async () => {
    const { mailId, request } = await givenMail()
    const { data, type } = report(mailId, 'Delivered')

    await recordReport({ eventType: type, dataVersion: '1.0', data }, context())

    expect((await request()).mails).toMatchObject([{ state: 'delivered' }])
  })

  test.for([
    ['an unknown mail', report(randomUUID(), 'Delivered')],
    ['no mail', { data: { status: 'Delivered' } }],
    ['nothing', {}],
  ] as const)('a report of %s does no harm', async ([, event]) => {
    await expect(recordReport(event, context())).resolves.toBeUndefined()
  })
})
