import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { call } from '../support/call.ts'
import { passTime, secondMs } from '../support/clock.ts'
import { ask, handOver, startWorld, submit, type World } from '../support/faults/fault-world.ts'
import { heal, messageIn, never, receiveAll } from '../support/faults/healer.ts'
import { problemsOf } from '../support/faults/invariants.ts'
import { stall } from '../support/faults/rounds.ts'
import { anEnrolment, givenDraft, must } from '../support/given.ts'
import { logLines } from '../support/log-lines.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
beforeEach(() => world.clearMails())
afterAll(() => world.stop())

/** An invitation whose mail is due, its message taken out of the queue by the host. */
async function givenDueMail() {
  const { partner, admin } = world.provider()
  const { id } = await givenDraft(admin)
  const again = async () => {
    must(await ask(admin, `POST /v1/partnershiprequests/${id}/send`), 200)
    await world.settled()
  }
  await again()
  const [delivery] = await receiveAll(world)
  if (!delivery) throw new Error('no message')
  const { messageId, popReceipt } = delivery.entry
  const revoke = async () => must(await ask(admin, `POST /v1/partnershiprequests/${id}/revoke`), 200)
  const mails = async () => (await ask(admin, `GET /v1/partnershiprequests/${id}`)).body.mails
  world.proxy.forget()
  return {
    ...{ partner, mails, again, revoke },
    run: () => handOver('send-partnership-invite', messageIn(delivery.entry)),
    deleteMessage: () => world.queue('send-partnership-invite').deleteMessage(messageId, popReceipt),
  }
}

const posts = (): number => world.proxy.calls.filter(({ service }) => service === 'mail').length

test.for([
  { says: 'Retry-After: 300', answer: { status: 429, retryAfterSeconds: 300 }, seconds: 300 },
  { says: 'no time', answer: { status: 429 }, seconds: 60 },
])('told to wait with $says, the mail waits $seconds seconds in the queue and burns no attempt', async (told) => {
  const { partner, mails, run, deleteMessage } = await givenDueMail()
  await world.planAnswer(told.answer)

  await run()
  await deleteMessage()

  expect(posts()).toBe(1)
  expect(await mails()).toMatchObject([{ state: 'queued' }])
  passTime((told.seconds - 5) * secondMs)
  expect(await receiveAll(world)).toEqual([])
  passTime(6 * secondMs)
  expect(await receiveAll(world)).toMatchObject([{ entry: { dequeueCount: 1 } }])
  await heal(world, never)
  expect(posts()).toBe(2)
  expect(await mails()).toMatchObject([{ state: 'sent' }])
  expect(await problemsOf(world, [partner])).toEqual([])
})

test('told to wait more often than a message may fail, the mail still goes out', async () => {
  const { partner, mails, run, deleteMessage } = await givenDueMail()
  await world.planAnswer({ status: 429, retryAfterSeconds: 30, times: 8 })
  await run()
  await deleteMessage()

  await heal(world, never)

  expect(posts()).toBe(9)
  expect(await mails()).toMatchObject([{ state: 'sent' }])
  expect(await problemsOf(world, [partner])).toEqual([])
})

test('a mail that is refused for good shows on its request, with the reason, and is not tried again', async () => {
  const { partner, mails, run, deleteMessage } = await givenDueMail()
  await world.planAnswer({ status: 400, code: 'InvalidEmailAddress' })

  await run()
  await deleteMessage()

  expect(await mails()).toMatchObject([{ state: 'refused', reason: 'InvalidEmailAddress' }])
  await heal(world, never)
  expect(posts()).toBe(1)
  expect(await world.mails()).toEqual([])
  expect(await problemsOf(world, [partner])).toEqual([])
})

test('a question goes out though the address to reply to is refused, which then stands in its text', async () => {
  const { partner, admin } = world.provider()
  const { id, token } = await givenDraft(admin)
  await submit('ask-question-page', { token, from: 'tess@tern.example', question: 'Which region?' })
  await world.planAnswer({ status: 400, code: 'InvalidEmailAddress' })

  await heal(world, never)

  const [mail, ...others] = await world.mails()
  expect(others).toEqual([])
  expect(JSON.stringify(mail)).toContain('Answer with a new mail to tess@tern.example')
  expect((await ask(admin, `GET /v1/partnershiprequests/${id}`)).body.mails).toMatchObject([{ state: 'sent' }])
  expect(await problemsOf(world, [partner])).toEqual([])
})

test.for([401, 408, 500, 503])(
  'after a %i the step fails with one POST, and its message comes again',
  async (status) => {
    const { partner, mails, run } = await givenDueMail()
    await world.planAnswer({ status })

    await expect(run()).rejects.toThrow()

    expect(posts()).toBe(1)
    expect(await mails()).toMatchObject([{ state: 'queued' }])
    await heal(world, never)
    expect(posts()).toBe(2)
    expect(await mails()).toMatchObject([{ state: 'sent' }])
    expect(await problemsOf(world, [partner])).toEqual([])
  },
)

test('a mail that was accepted although the answer says otherwise is tried again under its own id, and kept once', async () => {
  const { partner, mails, run } = await givenDueMail()
  await world.planAnswer({ status: 500, keepsMail: true })
  await expect(run()).rejects.toThrow()

  await heal(world, never)

  expect(await world.mails()).toMatchObject([{ id: (await mails())[0].id, repeats: 1 }])
  expect(await problemsOf(world, [partner])).toEqual([])
})

test('a request that changes while its mail is on the way is read again; the mail is not sent again', async () => {
  const { partner, mails, revoke, run, deleteMessage } = await givenDueMail()
  const stalled = stall(world.proxy, ({ service }) => service === 'mail')
  const sending = run()
  await stalled.came
  await revoke()

  stalled.letGo()
  await sending
  await deleteMessage()

  expect(posts()).toBe(1)
  expect(await mails()).toMatchObject([{ state: 'sent' }])
  await heal(world, never)
  expect(await problemsOf(world, [partner])).toEqual([])
})

test('a mail of an invitation that was taken back meanwhile does not go out', async () => {
  const { partner, mails, revoke, run } = await givenDueMail()
  await revoke()

  await run()

  expect(posts()).toBe(0)
  expect(await mails()).toMatchObject([{ state: 'refused', reason: 'superseded' }])
  await heal(world, never)
  expect(await problemsOf(world, [partner])).toEqual([])
})

test('an invitation that is sent again before its first mail went out sends one mail and alarms nobody', async () => {
  const { partner, again, mails, run, deleteMessage } = await givenDueMail()
  await again()
  logLines.length = 0

  await run()
  await deleteMessage()
  await heal(world, never)

  expect(posts()).toBe(1)
  expect(await mails()).toMatchObject([{ state: 'refused', reason: 'superseded' }, { state: 'sent' }])
  const events = logLines.map((line) => JSON.parse(line).event)
  expect(events).toEqual(expect.arrayContaining(['mailSuperseded', 'mailAccepted']))
  expect(events).not.toContain('mailRefused')
  expect(await problemsOf(world, [partner])).toEqual([])
})

/** The mails to a provider, once everything is sent. */
async function toldTo({ email }: { readonly email: string }) {
  await world.settled()
  await heal(world, never)
  return (await world.mails()).filter(({ recipients }) => recipients.to[0]?.address === email)
}

test('the provider is told of a refusal once, with the reason, in the language of whoever has asked', async () => {
  const { partner, admin } = world.provider()
  const asked = { as: admin, headers: { 'x-locale': 'ko' }, body: { to: 'tess@tern.example' } }
  const { link, id } = must(await call('POST', '/v1/partnershiprequests', asked), 201).body
  const token = new URL(link).searchParams.get('token') ?? ''

  for (const reason of ['지금은 아닙니다', 'again'])
    must(await submit('decline-invitation-page', { token, reason }), 303)

  expect(await toldTo(partner)).toMatchObject([
    {
      replyTo: [{ address: 'tess@tern.example' }],
      content: {
        subject: '파트너 관계 요청 거절: tess@tern.example',
        plainText: expect.stringMatching(/거절되었습니다.*\n\n.*사유:\n\n지금은 아닙니다$/s),
        html: expect.stringContaining('word-break:keep-all'),
      },
    },
  ])
  const { body } = await ask(admin, `GET /v1/partnershiprequests/${id}`)
  expect(body.mails).toMatchObject([{ kind: 'declined', state: 'sent' }])
  expect(body.timeline).toContainEqual(expect.objectContaining({ what: 'declined', reason: '지금은 아닙니다' }))
  expect(await problemsOf(world, [partner])).toEqual([])
})

test('the provider is told of an acceptance and of questions in the language of its account', async () => {
  const { partner, admin } = world.provider('BR')
  const { token } = await givenDraft(admin)
  const reseller = { partner: { partnerId: randomUUID() }, roles: ['GlobalAdmin'] }
  const enrolment = { ...anEnrolment({ mpnId: '7000001', name: 'Tern' }), country: 'BR' }
  must(await ask(reseller, 'POST /v1/partners', { body: enrolment }), 201)
  must(await submit('ask-question-page', { token, from: 'sam@tern.example', question: 'How?' }), 303)
  must(await ask(reseller, 'POST /v1/partnershiprequests/accept', { body: { token, authorize: true } }), 200)

  const mails = await toldTo(partner)

  expect(mails.map(({ content }) => content.subject).sort()).toEqual([
    'Вопрос о вашем запросе на партнерство, отправитель: sam@tern.example',
    'Запрос на партнерство принят: Tern',
  ])
})

test('an invitation names the person who sends it, and answers go to the provider', async () => {
  const { partner, admin } = world.provider()
  const { id } = await givenDraft(admin)
  must(await ask(admin, `POST /v1/partnershiprequests/${id}/send`), 200)
  await toldTo(partner)

  const [invitation] = await world.mails()

  expect(invitation?.replyTo).toEqual([expect.objectContaining({ address: partner.email })])
  expect(invitation?.content.plainText).toContain(`by Ana Example of ${partner.name}.`)
})
