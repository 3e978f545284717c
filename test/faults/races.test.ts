import { randomInt, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Person } from '../support/call.ts'
import { dayMs, passTime } from '../support/clock.ts'
import { isThorough } from '../support/faults/crash.ts'
import { ask, handOver, startWorld, submit, tellsOfAcceptance, type World } from '../support/faults/fault-world.ts'
import { heal, never } from '../support/faults/healer.ts'
import { problemsOf, type Taker } from '../support/faults/invariants.ts'
import { isWrite } from '../support/faults/proxy.ts'
import { stall } from '../support/faults/rounds.ts'
import {
  aCustomer,
  aDeclaration,
  anAgreement,
  anEnrolment,
  givenDraft,
  givenPartnership,
  givenReadyCustomer,
  givenReseller,
} from '../support/given.ts'
import { tally } from '../support/tally.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
beforeEach(() => world.clearMails())
afterAll(() => world.stop())

/** How many come at once; whoever loses runs again, so that twice as many are four times the work. */
const crowd = isThorough ? 20 : 8
const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02'

const times = <T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)))

async function eventsOf({ partnerId }: { readonly partnerId: string }, operation: string): Promise<number> {
  const rows = await world.rows('providers', partnerId)
  return rows.filter(({ key, value }) => key.startsWith('h!') && value.operation === operation).length
}

const anMpnId = (): string => String(randomInt(2_000_000_000, 9_000_000_000))
const accept = (as: Person, token: string, requestId = randomUUID()) =>
  ask(as, 'POST /v1/partnershiprequests/accept', { body: { token, authorize: true }, requestId })
const create = (as: Person, body: unknown, requestId = randomUUID()) =>
  ask(as, 'POST /v1/customers', { body, requestId })

async function settledAndHealed(): Promise<void> {
  await world.settled()
  await heal(world, never)
}

describe('one invitation', () => {
  test('many resellers accept it at once: one wins, the others hear that it is used', async () => {
    const { partner, admin } = world.provider()
    const [resellers, { token }] = await Promise.all([times(crowd, givenReseller), givenDraft(admin)])

    const replies = await times(crowd, (index) => accept(resellers[index]!.admin, token))

    expect(tally(replies)).toEqual({ 200: 1, '409 971048': crowd - 1 })
    await settledAndHealed()
    expect(await problemsOf(world, [partner, ...resellers.map((reseller) => reseller.partner)])).toEqual([])
  })

  test('one person accepts it many times at once: all the same answer, one acceptance', async () => {
    const { partner, admin } = world.provider()
    const [reseller, { token }] = await Promise.all([givenReseller(), givenDraft(admin)])

    const replies = await times(crowd, () => accept(reseller.admin, token))

    expect(tally(replies)).toEqual({ 200: crowd })
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
    await settledAndHealed()
    expect(await eventsOf(partner, 'create_partner_relationship')).toBe(1)
    expect(await problemsOf(world, [partner, reseller.partner])).toEqual([])
  })

  test('it is sent, edited, revoked, declined and accepted at once: whatever wins, all of it fits together', async () => {
    const { partner, admin } = world.provider()
    const [resellers, { id, token }] = await Promise.all([times(3, givenReseller), givenDraft(admin)])

    const replies = await Promise.all([
      ...resellers.map((reseller) => accept(reseller.admin, token)),
      ...['send', 'send', 'done', 'revoke'].map((verb) => ask(admin, `POST /v1/partnershiprequests/${id}/${verb}`)),
      ...['One', 'Two'].map((subject) => ask(admin, `PATCH /v1/partnershiprequests/${id}`, { body: { subject } })),
      submit('decline-invitation-page', { token, reason: 'no' }),
    ])

    expect(replies.filter(({ status }) => status >= 500)).toEqual([])
    await settledAndHealed()
    expect(await problemsOf(world, [partner, ...resellers.map((reseller) => reseller.partner)])).toEqual([])
  })
})

describe('one partnership', () => {
  const remove = (as: Person, { partnerId }: Taker) =>
    ask(as, `POST /v1/partnerships/${partnerId}/remove`, { body: aDeclaration, requestId: randomUUID() })

  test('it is removed, accepted anew, sold and ordered under at once: whatever wins, all of it fits together', async () => {
    const { partner, admin } = world.provider()
    const reseller = await givenPartnership(admin)
    const { partnerId, mpnId } = reseller.partner
    const [{ id }, drafts] = await Promise.all([
      givenReadyCustomer(admin, { associatedPartnerId: partnerId }),
      times(3, () => givenDraft(admin)),
    ])
    const lineItems = [{ lineItemNumber: 0, offerId: e3, quantity: 1, partnerIdOnRecord: mpnId }]

    const [removed, accepted, made, ordered] = await Promise.all([
      times(3, () => remove(admin, reseller.partner)),
      Promise.all(drafts.map(({ token }) => accept(reseller.admin, token))),
      times(3, () => create(admin, aCustomer({ associatedPartnerId: partnerId }))),
      times(3, () => ask(admin, `POST /v1/customers/${id}/orders`, { body: { lineItems } })),
    ])

    expect(tally([...removed, ...accepted])).toEqual({ 200: 6 })
    // What was read before the removal may still be written after it: the customer stays the provider's in any case.
    for (const name of Object.keys(tally(made))) expect(['201', '400 971009']).toContain(name)
    for (const name of Object.keys(tally(ordered))) expect(['201', '400 800016']).toContain(name)
    await settledAndHealed()
    // Nobody is told of the removal.
    expect((await world.mails()).filter((mail) => !tellsOfAcceptance(mail))).toEqual([])
    expect(await problemsOf(world, [partner, reseller.partner])).toEqual([])
  })
})

describe('one domain', () => {
  test.for([1, 2])('many creates at once by %i provider(s): one customer, the rest refused', async (count) => {
    const providers = Array.from({ length: count }, () => world.provider())
    const body = aCustomer()

    const replies = await times(crowd, (index) => create(providers[index % count]!.admin, body))

    expect(tally(replies)).toEqual({ 201: 1, '409 971002': crowd - 1 })
    expect(
      await problemsOf(
        world,
        providers.map(({ partner }) => partner),
      ),
    ).toEqual([])
  })

  test('many creates at once under one request id: one customer, every time the same answer', async () => {
    const { partner, admin } = world.provider()
    const body = aCustomer()
    const requestId = randomUUID()

    const replies = await times(crowd, () => create(admin, body, requestId))

    expect(tally(replies)).toEqual({ 201: crowd })
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1)
    expect(replies[0]?.body.userCredentials.password).toMatch(/\w{14}!a7K/)
    expect(await problemsOf(world, [partner])).toEqual([])
  })

  test('many creates at once under one request id with two bodies: one customer, and the other body is refused', async () => {
    const { partner, admin } = world.provider()
    const bodies = [aCustomer(), aCustomer()]
    const requestId = randomUUID()

    const replies = await times(crowd, (index) => create(admin, bodies[index % 2], requestId))

    expect(tally(replies)).toEqual({ 201: crowd / 2, '409 971001': crowd / 2 })
    expect(await problemsOf(world, [partner])).toEqual([])
  })

  test('a request id that comes again with another body is refused', async () => {
    const { admin } = world.provider()
    const requestId = randomUUID()
    await create(admin, aCustomer(), requestId)

    const again = await create(admin, aCustomer(), requestId)

    expect([again.status, again.body.code]).toEqual([409, 971001])
  })
})

describe('one customer', () => {
  test('many agreements and orders at once: all of them are there', async () => {
    const { partner, admin } = world.provider()
    const { id } = await givenReadyCustomer(admin)
    const agreementOf = (person: number) => {
      const { primaryContact } = anAgreement()
      return anAgreement({ primaryContact: { ...primaryContact, email: `person${person}@adatum.example` } })
    }
    const lineItems = [{ lineItemNumber: 0, offerId: e3, quantity: 1 }]

    const replies = await times(crowd, (index) =>
      index % 2 === 0
        ? ask(admin, `POST /v1/customers/${id}/agreements`, { body: agreementOf(index) })
        : ask(admin, `POST /v1/customers/${id}/orders`, { body: { lineItems } }),
    )

    expect(tally(replies)).toEqual({ 201: crowd })
    const rows = await world.rows('providers', partner.partnerId)
    expect(rows.find(({ key }) => key === `c!${id}!`)?.value.version).toBe(crowd + 2)
    expect(await problemsOf(world, [partner])).toEqual([])
  })
})

describe('the reseller sees what is', () => {
  test.for([
    ['looks at', false],
    ['writes', true],
  ] as const)('an acceptance that stalls before it %s its view does not overwrite a newer one', async ([, writes]) => {
    const { partner, admin } = world.provider()
    const [reseller, first, second] = await Promise.all([givenReseller(), givenDraft(admin), givenDraft(admin)])
    const place = `rs!${reseller.partner.partnerId}`
    const version = async () => (await world.rows('providers', place))[0]?.value.version
    const stalled = stall(world.proxy, (call) => isWrite(call) === writes && `${call.path}${call.text}`.includes(place))
    await accept(reseller.admin, first.token)
    await stalled.came

    await accept(reseller.admin, second.token)
    await expect.poll(version).toBe(2)
    stalled.letGo()

    await settledAndHealed()
    expect(await version()).toBe(2)
    expect(await problemsOf(world, [partner, reseller.partner])).toEqual([])
  })
})

test('ten organizations enrol with one MPN id at once: one has it', async () => {
  const mpnId = anMpnId()
  const partners = Array.from({ length: 10 }, () => ({ partnerId: randomUUID(), mpnId, name: 'Tern' }))

  const replies = await times(10, (index) =>
    ask({ partner: partners[index]!, roles: ['GlobalAdmin'] }, 'POST /v1/partners', {
      body: anEnrolment({ mpnId, name: 'Tern' }),
    }),
  )

  expect(tally(replies)).toEqual({ 201: 1, '409 971031': 9 })
  expect(await problemsOf(world, partners)).toEqual([])
})

test('ten sendings of one invitation at once: as many mails as a day may have, each once', async () => {
  const { partner, admin } = world.provider()
  const { id } = await givenDraft(admin)

  const replies = await times(10, () => ask(admin, `POST /v1/partnershiprequests/${id}/send`))

  expect(tally(replies)).toEqual({ 200: 5, 429: 5 })
  await settledAndHealed()
  expect(await problemsOf(world, [partner])).toEqual([])
})

test.for([
  ['expire-invitation', 15, 'expire_partnership_request'],
  ['remind-invitation', 8, 'remind_partnership_request'],
] as const)('ten at once, exactly one succeeds: %s', async ([queue, days, event]) => {
  const { partner, admin } = world.provider()
  const { id } = await givenDraft(admin)
  await ask(admin, `POST /v1/partnershiprequests/${id}/done`)
  passTime(days * dayMs)

  await times(10, () => handOver(queue, { providerId: partner.partnerId, requestId: id }))

  await settledAndHealed()
  expect(await eventsOf(partner, event)).toBe(1)
  expect(await world.mails()).toHaveLength(queue === 'remind-invitation' ? 1 : 0)
  expect(await problemsOf(world, [partner])).toEqual([])
})
