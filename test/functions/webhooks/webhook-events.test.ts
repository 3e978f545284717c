import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { handler as expireInvitation } from '../../../functions/invitations/expire-invitation.ts'
import { handler as acceptRelationship } from '../../../functions/relationships/accept-relationship-page.ts'
import { handler as drainOutbox } from '../../../functions/system/drain-outbox.ts'
import { range, read, write } from '../../../shared/azure/store.ts'
import { settled } from '../../../shared/command/outbox.ts'
import { seal } from '../../../shared/http/session.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person, send } from '../../support/call.ts'
import { baseUrl } from '../../support/environment.ts'
import { aProvider, givenDraft, givenReadyCustomer, givenReseller, must } from '../../support/given.ts'
import { watchedContext } from '../../support/log-lines.ts'
import { deliver, givenWebhook, hook, lastPut, useReceiver } from '../../support/webhook-receiver.ts'

await importAllSteps()
useReceiver()

describe('events', () => {
  const offerId = '796B6B5F-613C-4E24-A17C-EBA730D49C02'

  async function givenSubscription(admin: Person): Promise<string> {
    const { id } = await givenReadyCustomer(admin)
    const body = { lineItems: [{ lineItemNumber: 0, offerId, quantity: 5 }] }
    const order = must(await call('POST', `/v1/customers/${id}/orders`, { as: admin, body }), 201)
    return `/v1/customers/${id}/subscriptions/${order.body.lineItems[0].subscriptionId}`
  }

  const events = (admin: Person) =>
    hook.put.filter(({ message }) => message.providerId === admin.partner.partnerId).map(({ message }) => message.event)

  test('subscription-updated comes with a committed change, and names an address that is served', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin)
    const path = await givenSubscription(admin)
    must(await call('PATCH', path, { as: admin, body: { quantity: 7 } }), 200)
    await settled()
    await deliver(lastPut())
    const { ResourceUri, ...body } = JSON.parse(hook.received[0]?.body ?? '')

    expect(events(admin)).toHaveLength(1)
    expect(body).toEqual({
      EventName: 'subscription-updated',
      ResourceName: 'subscription',
      AuditUri: null,
      ResourceChangeUtcDate: expect.any(String),
    })
    expect((await call('GET', new URL(ResourceUri).pathname, { as: admin })).body.quantity).toBe(7)
    expect(await range('providers', admin.partner.partnerId, { from: 'o!', to: 'o"' })).toEqual([])
  })

  test('a change that is none, one that is refused and one that is repeated tell nothing', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin)
    const path = await givenSubscription(admin)
    const headers = { 'ms-requestid': randomUUID() }
    must(await call('PATCH', path, { as: admin, body: { quantity: 7 }, headers }), 200)
    must(await call('PATCH', path, { as: admin, body: { quantity: 7 }, headers }), 200)
    must(await call('PATCH', path, { as: admin, body: { quantity: 7 } }), 200)
    must(await call('PATCH', path, { as: admin, body: { quantity: 7, status: 'deleted' } }), 400)
    await settled()

    expect(events(admin)).toHaveLength(1)
  })

  test('who has no webhook, or not for this, is told nothing', async () => {
    const { admin: without } = aProvider()
    const { admin: other } = aProvider()
    await givenWebhook(other, { WebhookEvents: ['partnership-request-declined'] })
    for (const admin of [without, other]) {
      must(await call('PATCH', await givenSubscription(admin), { as: admin, body: { quantity: 7 } }), 200)
      await settled()
    }

    expect([...events(without), ...events(other)]).toEqual([])
  })

  test('every end of an invitation is told to its provider', async () => {
    const { admin, partner } = aProvider()
    const names = ['accepted', 'declined', 'expired'].map((end) => `partnership-request-${end}`)
    await givenWebhook(admin, { WebhookEvents: names })
    const [accepted, declined, expired] = [await givenDraft(admin), await givenDraft(admin), await givenDraft(admin)]
    const reseller = await givenReseller()
    const accept = { token: accepted.token, authorize: true }

    must(await call('POST', '/v1/partnershiprequests/accept', { as: reseller.admin, body: accept }), 200)
    await settled()
    await declineOnPage(declined.token)
    await settled()
    await letExpire(partner.partnerId, expired.id)
    await settled()

    expect(events(admin).map(({ name, path, resource }) => [name, path, resource])).toEqual([
      [names[0], `/v1/partnershiprequests/${accepted.id}`, 'partnershipRequest'],
      [names[1], `/v1/partnershiprequests/${declined.id}`, 'partnershipRequest'],
      [names[2], `/v1/partnershiprequests/${expired.id}`, 'partnershipRequest'],
    ])
    expect(await range('providers', partner.partnerId, { from: 'o!', to: 'o"' })).toEqual([])
  })

  async function declineOnPage(token: string): Promise<void> {
    const { handler } = await import('../../../functions/invitations/decline-invitation-page.ts')
    const { HttpRequest } = await import('@azure/functions')
    const request = new HttpRequest({
      url: `${baseUrl}/invitations/decline`,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: { string: new URLSearchParams({ token, reason: '' }).toString() },
    })
    expect(await handler(request, watchedContext())).toMatchObject({ status: 303 })
  }

  async function letExpire(partnerId: string, requestId: string): Promise<void> {
    const row = await read('providers', partnerId, `q!${requestId}`)
    const value = row?.value as { request: object }
    const request = { ...value.request, expiresAt: new Date(Date.now() - 1000).toISOString() }
    await write('providers', { kind: 'upsert', row: { ...row!, value: { ...value, request } } })
    await expireInvitation({ providerId: partnerId, requestId }, watchedContext())
  }

  test('reseller-relationship-accepted-by-customer comes when an organization accepts on the page', async () => {
    const { admin } = aProvider()
    await givenWebhook(admin, { WebhookEvents: ['reseller-relationship-accepted-by-customer'] })
    const { url } = must(await call('GET', '/v1/customers/relationshiprequests', { as: admin }), 200).body
    const tid = randomUUID()
    const session = await seal('session', { tid, oid: 'ada', preferred_username: 'ada', roles: ['GlobalAdmin'] })
    const domain = `t${randomUUID().slice(0, 8)}.onmicrosoft.com`
    const place = { country: 'US', addressLine1: '1 Sample Way', city: 'Redmond', state: 'WA', postalCode: '98052' }
    const person = { firstName: 'Ada', lastName: 'Tum', email: 'ada@adatum.example' }
    const token = new URL(url).searchParams.get('token') ?? ''
    const form = { token, companyName: 'Adatum', domain, ...place, ...person, accept: 'true', acceptAgreement: 'true' }

    await send(acceptRelationship, 'POST', '/relationship/accept', {
      text: new URLSearchParams(form).toString(),
      headers: {
        cookie: `${session.name}=${session.value}`,
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
    })
    await settled()

    expect(events(admin)).toMatchObject([{ resource: 'Customer', path: `/v1/customers/${tid}` }])
  })

  test('the event outlives a death between the commit and the put: the guard brings it', async () => {
    const { admin, partner } = aProvider()
    await givenWebhook(admin)
    const path = await givenSubscription(admin)
    hook.isDeliveryQueueDown = true
    must(await call('PATCH', path, { as: admin, body: { quantity: 9 } }), 200)
    await settled()
    hook.isDeliveryQueueDown = false
    const customerId = path.split('/')[3] ?? ''
    const guardMessage = { providerId: partner.partnerId, aggregateId: customerId }

    expect(events(admin)).toEqual([])
    expect(hook.guards).toMatchObject([{ message: guardMessage, delay: 90 }])
    await drainOutbox(guardMessage, watchedContext())
    await drainOutbox(guardMessage, watchedContext())
    expect(events(admin)).toMatchObject([{ name: 'subscription-updated', path }])
  })
})
