import { randomUUID } from 'node:crypto'
import { describe, expect, inject, test } from 'vitest'
import { handler as expireInvitation } from '../../../functions/invitations/expire-invitation.ts'
import { handler as remindInvitation } from '../../../functions/invitations/remind-invitation.ts'
import { handler as sendInvite } from '../../../functions/invitations/send-partnership-invite.ts'
import { settled } from '../../../shared/command/outbox.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person } from '../../support/call.ts'
import { aProvider, givenDraft, givenPartnership, givenReseller, must } from '../../support/given.ts'
import { watchedContext } from '../../support/log-lines.ts'

await importAllSteps()

const context = () => watchedContext()
const accept = (as: Person, token: string, authorize = true) =>
  call('POST', '/v1/partnershiprequests/accept', { as, body: { token, authorize } })
const mailTo = (tag: string) => `${tag}-${randomUUID().slice(0, 8)}@tern.example`

async function mailsTo(address: string): Promise<unknown[]> {
  const { mails } = (await (await fetch(`${inject('mailbox').url}/api/mails`)).json()) as { mails: unknown[] }
  return mails.filter((mail) => JSON.stringify(mail).includes(address))
}

/** Sends the mails of a request as the queue would have it done. */
async function deliver(admin: Person, requestId: string): Promise<void> {
  await settled()
  const { body } = await call('GET', `/v1/partnershiprequests/${requestId}`, { as: admin })
  for (const { id } of body.mails.filter(({ state }: { state: string }) => state === 'queued'))
    await sendInvite({ providerId: admin.partner.partnerId, requestId, mailId: id }, context())
}

describe('request-partnership', () => {
  test('drafts an invitation with its link, and a mailto: for one’s own mail program; nothing is sent', async () => {
    const { admin, partner } = aProvider()
    const to = mailTo('draft')

    const reply = await call('POST', '/v1/partnershiprequests', { as: admin, body: { to } })

    expect(reply).toMatchObject({
      status: 201,
      body: {
        state: 'draft',
        to,
        language: 'en',
        generation: 1,
        mails: [],
        subject: expect.stringContaining(partner.name),
      },
    })
    expect(reply.body.body).toContain(reply.body.link)
    const mailto = new URL(reply.body.mailto)
    expect(decodeURIComponent(mailto.pathname)).toBe(to)
    expect(mailto.searchParams.get('body')).toContain(reply.body.link)
    expect(await mailsTo(to)).toEqual([])
  })

  test.each(['ko', 'zh-CN', 'ru'])('in %s', async (language) => {
    const { admin } = aProvider()
    const { body } = must(
      await call('POST', '/v1/partnershiprequests', { as: admin, body: { to: mailTo('x'), language } }),
      201,
    )

    expect(body.language).toBe(language)
    expect(body.subject).toMatch(/[^\x20-\x7e]/)
  })

  test('takes a text of one’s own, with {link} where the link goes', async () => {
    const { admin } = aProvider()

    const reply = await call('POST', '/v1/partnershiprequests', {
      as: admin,
      body: { to: mailTo('x'), subject: 'Hi', body: 'See {link} please' },
    })

    expect(reply.body).toMatchObject({ subject: 'Hi', body: `See ${reply.body.link} please` })
  })

  test.each([
    [{}, 2000, 'to'],
    [{ to: 'tess' }, 2000, 'to'],
    [{ to: 'a@b.example', language: 'fr' }, 2000, 'language'],
    [{ to: 'a@b.example', body: 'no link here' }, 971042, 'body'],
    [{ to: 'a@b.example', subject: 'a\nb' }, 2000, 'subject'],
    [{ to: 'a@b.example', body: `{link}${'x'.repeat(8001)}` }, 2000, 'body'],
    [{ to: 'a@b.example', colour: 'red' }, 2000, 'body'],
  ])('%o is refused with %d, naming %s', async (body, code, field) => {
    const reply = await call('POST', '/v1/partnershiprequests', { as: aProvider().admin, body })

    expect(reply).toMatchObject({ status: 400, body: { code, data: [field] } })
  })

  test('the same request id gives the first draft', async () => {
    const { admin } = aProvider()
    const asked = { as: admin, body: { to: mailTo('x') }, headers: { 'ms-requestid': randomUUID() } }

    const first = must(await call('POST', '/v1/partnershiprequests', asked), 201)

    expect((await call('POST', '/v1/partnershiprequests', asked)).body).toEqual(first.body)
    expect((await call('GET', '/v1/partnershiprequests', { as: admin })).body.totalCount).toBe(1)
  })
})

describe('get-partnership-request and list-partnership-requests', () => {
  test('newest first, a page at a time', async () => {
    const { admin } = aProvider()
    const ids: string[] = []
    for (const to of ['a', 'b', 'c']) ids.unshift((await givenDraft(admin, mailTo(to))).id)

    const first = must(await call('GET', '/v1/partnershiprequests?size=2', { as: admin }), 200).body
    const second = must(
      await call('GET', '/v1/partnershiprequests?size=2&seekOperation=next', {
        as: admin,
        headers: { 'ms-continuationtoken': first.continuationToken },
      }),
      200,
    ).body

    expect([...first.items, ...second.items].map(({ id }: { id: string }) => id)).toEqual(ids)
  })

  test('another provider’s is not there', async () => {
    const { id } = await givenDraft(aProvider().admin)

    expect(await call('GET', `/v1/partnershiprequests/${id}`, { as: aProvider().admin })).toMatchObject({
      status: 404,
      body: { code: 971040 },
    })
  })
})

describe('edit-partnership-request', () => {
  test('changes the text while the link stays', async () => {
    const { admin } = aProvider()
    const { id, link } = await givenDraft(admin)

    const edited = await call('PATCH', `/v1/partnershiprequests/${id}`, { as: admin, body: { body: `Hello: ${link}` } })
    const broken = await call('PATCH', `/v1/partnershiprequests/${id}`, {
      as: admin,
      body: { body: `Hello: ${link.slice(0, -3)}` },
    })

    expect(edited).toMatchObject({ status: 200, body: { body: `Hello: ${link}` } })
    expect(broken).toMatchObject({ status: 400, body: { code: 971042 } })
    expect((await call('GET', `/v1/partnershiprequests/${id}`, { as: admin })).body.body).toBe(`Hello: ${link}`)
  })
})

describe('send-partnership-request and send-partnership-invite', () => {
  test('one mail arrives with the link in text and button, and the request says so', async () => {
    const { admin } = aProvider()
    const to = mailTo('sent')
    const { id, link } = await givenDraft(admin, to)

    const reply = await call('POST', `/v1/partnershiprequests/${id}/send`, { as: admin })
    await deliver(admin, id)

    expect(reply).toMatchObject({ status: 200, body: { state: 'sent', mails: [{ kind: 'invite', state: 'queued' }] } })
    const mails = await mailsTo(to)
    expect(mails).toHaveLength(1)
    expect(JSON.stringify(mails[0])).toContain(link)
    const after = (await call('GET', `/v1/partnershiprequests/${id}`, { as: admin })).body
    expect(after).toMatchObject({ mails: [{ state: 'sent' }] })
    expect(after.timeline.map(({ what }: { what: string }) => what)).toEqual([
      'drafted',
      'sendingByService',
      'inviteMail.sent',
    ])
  })

  test('after the signing key was exchanged the text that is sent or edited has the link of the new key', async () => {
    const { settings } = await import('../../../shared/azure/settings.ts')
    const { admin } = aProvider()
    const to = mailTo('key')
    const { id, link } = await givenDraft(admin, to)
    const [oldKey = Buffer.alloc(0)] = settings.linkKeys
    settings.linkKeys.unshift(Buffer.alloc(32, 'another'))

    try {
      const path = `/v1/partnershiprequests/${id}`
      const edited = must(await call('PATCH', path, { as: admin, body: { subject: 'Join us' } }), 200).body
      const sent = must(await call('POST', `${path}/send`, { as: admin }), 200).body
      const again = must(await call('POST', `${path}/send`, { as: admin }), 200).body

      expect(edited.link).not.toBe(link)
      for (const { body, link: newLink } of [edited, sent, again]) {
        expect(body).toContain(newLink)
        expect(body.match(/token=/g)).toHaveLength(1)
      }
    } finally {
      settings.linkKeys.splice(0, 2, oldKey)
    }
  })

  test('sending again makes a new link; the one before is dead and says so', async () => {
    const { admin } = aProvider()
    const reseller = await givenReseller()
    const { id, token } = await givenDraft(admin)
    must(await call('POST', `/v1/partnershiprequests/${id}/send`, { as: admin }), 200)

    const again = must(await call('POST', `/v1/partnershiprequests/${id}/send`, { as: admin }), 200).body

    expect(again.generation).toBe(2)
    expect(again.body).toContain(again.link)
    expect(await accept(reseller.admin, token)).toMatchObject({ status: 410, body: { code: 971044 } })
    expect((await accept(reseller.admin, new URL(again.link).searchParams.get('token') ?? '')).status).toBe(200)
  })
})

describe('several invitations to one address', () => {
  const draft = async (admin: Person, to: string) =>
    must(await call('POST', '/v1/partnershiprequests', { as: admin, body: { to } }), 201).body
  const revoke = async (admin: Person, id: string) =>
    must(await call('POST', `/v1/partnershiprequests/${id}/revoke`, { as: admin }), 200).body
  const named = (id: string) => [{ id, createdDate: expect.any(String), createdBy: expect.any(String) }]

  test('a second one names the first, however the address is written, and revoking one names the other', async () => {
    const [{ admin }, stranger] = [aProvider(), aProvider()]
    const to = mailTo('twice')
    const first = await draft(admin, to)
    expect(first).not.toHaveProperty('otherOpenRequests')
    expect(await draft(stranger.admin, to)).not.toHaveProperty('otherOpenRequests')
    expect(await draft(admin, mailTo('once'))).not.toHaveProperty('otherOpenRequests')

    const second = await draft(admin, to.toUpperCase())

    expect(second).toMatchObject({ state: 'draft', otherOpenRequests: named(first.id) })
    expect(await revoke(admin, first.id)).toMatchObject({ state: 'revoked', otherOpenRequests: named(second.id) })
    expect(await draft(admin, to)).toMatchObject({ otherOpenRequests: named(second.id) })
    expect(await revoke(admin, second.id)).toMatchObject({ otherOpenRequests: expect.any(Array) })
  })

  test('whoever accepted one is named in every later one', async () => {
    const { admin } = aProvider()
    const reseller = await givenReseller()
    const to = mailTo('partner')
    const first = await draft(admin, to)
    must(await accept(reseller.admin, new URL(first.link).searchParams.get('token') ?? ''), 200)
    const acceptedRequest = {
      ...{ id: first.id, acceptedDate: expect.any(String) },
      ...{ resellerId: reseller.partner.partnerId, resellerName: reseller.partner.name },
    }

    const [second, third] = [await draft(admin, to), await draft(admin, to)]

    expect(second).toMatchObject({ acceptedRequest })
    expect(third).toMatchObject({ acceptedRequest, otherOpenRequests: named(second.id) })
    expect(await draft(admin, mailTo('nobody'))).not.toHaveProperty('acceptedRequest')
  })

  test('together they are mailed five times a day', async () => {
    const { admin } = aProvider()
    const to = mailTo('flood')
    const send = async (id: string) => (await call('POST', `/v1/partnershiprequests/${id}/send`, { as: admin })).status
    const drafts = []
    for (let count = 0; count < 6; count++) drafts.push(await draft(admin, to))

    const statuses = []
    for (const { id } of drafts) statuses.push(await send(id))

    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    expect(await send((await draft(admin, mailTo('other'))).id)).toBe(200)
  })

  test('of ten drafts at once each names those that were there', async () => {
    const { admin } = aProvider()
    const to = mailTo('race')

    const drafts = await Promise.all(Array.from({ length: 10 }, () => draft(admin, to)))

    const counts = drafts.map(({ otherOpenRequests = [] }) => otherOpenRequests.length)
    expect(counts.sort((one: number, other: number) => one - other)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })
})

describe('mark-partnership-request-sent and revoke-partnership-request', () => {
  test('done means sent by the user; a second time it is too late', async () => {
    const { admin } = aProvider()
    const { id } = await givenDraft(admin)

    expect(await call('POST', `/v1/partnershiprequests/${id}/done`, { as: admin })).toMatchObject({
      status: 200,
      body: { state: 'sent', mails: [] },
    })
    expect(await call('POST', `/v1/partnershiprequests/${id}/done`, { as: admin })).toMatchObject({
      status: 409,
      body: { code: 971041, parameters: { state: 'sent' } },
    })
  })

  test('a revoked link is dead', async () => {
    const { admin } = aProvider()
    const reseller = await givenReseller()
    const { id, token } = await givenDraft(admin)

    expect(await call('POST', `/v1/partnershiprequests/${id}/revoke`, { as: admin })).toMatchObject({
      status: 200,
      body: { state: 'revoked' },
    })
    expect(await accept(reseller.admin, token)).toMatchObject({ status: 410, body: { code: 971046 } })
  })
})

describe('accept-invite', () => {
  test('only then each is in the other’s list', async () => {
    const { admin, partner } = aProvider()
    const reseller = await givenReseller()
    const { id, token } = await givenDraft(admin)
    const resellers = () =>
      call('GET', '/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf', { as: admin })
    expect((await resellers()).body.items).toEqual([])

    const reply = await accept(reseller.admin, token)
    await settled()

    expect(reply).toMatchObject({
      status: 200,
      body: {
        id: partner.partnerId,
        name: partner.name,
        relationshipType: 'is_indirect_reseller_of',
        state: 'Active',
        mpnId: partner.mpnId,
      },
    })
    expect((await resellers()).body).toEqual({
      totalCount: 1,
      items: [
        {
          id: reseller.partner.partnerId,
          name: reseller.partner.name,
          relationshipType: 'is_indirect_cloud_solution_provider_of',
          state: 'Active',
          mpnId: reseller.partner.mpnId,
          location: 'US',
          attributes: { objectType: 'PartnerRelationship' },
        },
      ],
      attributes: { objectType: 'Collection' },
    })
    expect(
      (await call('GET', '/v1/relationships?relationship_type=is_indirect_reseller_of', { as: reseller.admin })).body
        .items,
    ).toEqual([reply.body])
    expect((await call('GET', `/v1/partnershiprequests/${id}`, { as: admin })).body).toMatchObject({
      state: 'accepted',
      reseller: { id: reseller.partner.partnerId },
    })
  })

  test('a second time it is harmless, by another it is used', async () => {
    const { admin } = aProvider()
    const [reseller, other] = await Promise.all([givenReseller(), givenReseller()])
    const { token } = await givenDraft(admin)

    const first = must(await accept(reseller.admin, token), 200)

    expect(await accept(reseller.admin, token)).toMatchObject({ status: 200, body: first.body })
    expect(await accept(other.admin, token)).toMatchObject({ status: 409, body: { code: 971048 } })
  })

  test('needs an enrolled reseller, its Global admin, and the box ticked', async () => {
    const { admin } = aProvider()
    const reseller = await givenReseller()
    const { token } = await givenDraft(admin)

    expect((await accept({ partner: { partnerId: randomUUID() }, roles: ['GlobalAdmin'] }, token)).body.code).toBe(
      971007,
    )
    expect((await accept({ ...reseller.admin, roles: ['SalesAgent'] }, token)).body.code).toBe(900150)
    expect((await accept(admin, token)).body.code).toBe(971049)
    expect((await accept(aProvider().admin, token)).body.code).toBe(971008)
    expect((await accept(reseller.admin, token, false)).body.code).toBe(971050)
    expect((await accept(reseller.admin, token)).status).toBe(200)
  })

  test('a token with a single character changed is unknown', async () => {
    const { admin } = aProvider()
    const reseller = await givenReseller()
    const { token } = await givenDraft(admin)

    const outcomes = await Promise.all(
      [...token].map((character, index) =>
        accept(reseller.admin, token.slice(0, index) + (character === '0' ? '1' : '0') + token.slice(index + 1)),
      ),
    )

    expect(new Set(outcomes.map(({ body }) => body.code))).toEqual(new Set([971043]))
    expect(
      (await call('GET', '/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf', { as: admin })).body
        .items,
    ).toEqual([])
  })
})

describe('list-relationships', () => {
  test('filters by a part of the name, and needs a type', async () => {
    const { admin } = aProvider()
    await givenPartnership(admin)
    const ask = (value: string) => {
      const filter = encodeURIComponent(JSON.stringify({ Field: 'Name', Value: value, Operator: 'substring' }))
      return call('GET', `/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf&filter=${filter}`, {
        as: admin,
      })
    }

    expect(await call('GET', '/v1/relationships', { as: admin })).toMatchObject({
      status: 400,
      body: { data: ['relationship_type'] },
    })
    expect((await ask('CLOUD')).body.totalCount).toBe(1)
    expect((await ask('zzz')).body.totalCount).toBe(0)
  })
})

describe('expire-invitation and remind-invitation', () => {
  test('before their time both do nothing, nor for a request that is not there', async () => {
    const { admin, partner } = aProvider()
    const { id } = await givenDraft(admin)
    must(await call('POST', `/v1/partnershiprequests/${id}/send`, { as: admin }), 200)

    for (const requestId of [id, randomUUID()]) {
      await expireInvitation({ providerId: partner.partnerId, requestId }, context())
      await remindInvitation({ providerId: partner.partnerId, requestId }, context())
    }

    expect((await call('GET', `/v1/partnershiprequests/${id}`, { as: admin })).body).toMatchObject({
      state: 'sent',
      mails: [{ kind: 'invite' }],
    })
  })
})

describe('enroll-partner and get-own-partner', () => {
  test('an organization enrols once', async () => {
    const { anEnrolment } = await import('../../support/given.ts')
    const reseller = await givenReseller()

    expect(await call('GET', '/v1/partners/me', { as: reseller.admin })).toMatchObject({
      status: 200,
      body: { kind: 'indirectReseller', mpnId: reseller.partner.mpnId },
    })
    expect(
      await call('POST', '/v1/partners', { as: reseller.admin, body: anEnrolment(reseller.partner) }),
    ).toMatchObject({ status: 409, body: { code: 971030 } })
    const other = { partner: { partnerId: randomUUID() }, roles: ['GlobalAdmin'] }
    expect(await call('POST', '/v1/partners', { as: other, body: anEnrolment(reseller.partner) })).toMatchObject({
      status: 409,
      body: { code: 971031 },
    })
    const { partner, admin } = aProvider()
    expect(await call('POST', '/v1/partners', { as: other, body: anEnrolment(partner) })).toMatchObject({
      status: 409,
      body: { code: 971031 },
    })
    expect(
      await call('POST', '/v1/partners', { as: admin, body: anEnrolment({ ...partner, mpnId: '77777777' }) }),
    ).toMatchObject({ status: 409, body: { code: 971030 } })
  })
})
