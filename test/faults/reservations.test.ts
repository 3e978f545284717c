import { randomInt, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Person } from '../support/call.ts'
import { dayMs, passTime, secondMs } from '../support/clock.ts'
import { ask, startWorld, type World } from '../support/faults/fault-world.ts'
import { problemsOf } from '../support/faults/invariants.ts'
import type { Call } from '../support/faults/proxy.ts'
import { stall } from '../support/faults/rounds.ts'
import { aBrazilianCompany, aCustomer, anEnrolment, aRegistrationNumber, must } from '../support/given.ts'
import { acceptance, givenEndedCustomer } from '../support/scenarios/customers.ts'
import { timer } from '../support/scenarios/scenario.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const pastPoliteness = 9 * secondMs
const isCommit = ({ path }: Call): boolean => path.includes('$batch')
const isClaim = ({ method, path }: Call): boolean => method === 'POST' && path.includes('/uniq')

const create = (as: Person, body: unknown, requestId = randomUUID()) =>
  ask(as, 'POST /v1/customers', { body, requestId })
const enrol = (as: Person, mpnId: string, requestId = randomUUID()) =>
  ask(as, 'POST /v1/partners', { body: anEnrolment({ mpnId, name: 'Tern' }), requestId })
const anApplicant = (): Person => ({ partner: { partnerId: randomUUID() }, roles: ['GlobalAdmin'] })
const anMpnId = (): string => String(randomInt(2_000_000_000, 9_000_000_000))

/** Does something and dies instead of committing it. */
async function dyingBeforeCommit<T>(work: () => Promise<T>): Promise<T> {
  world.proxy.judgeWith((call) => (isCommit(call) ? 'refused' : 'through'))
  const result = await work()
  world.proxy.revive()
  return result
}

test('a domain whose claimant died is free for the next, and the dead one stays without it', async () => {
  const [dead, next] = [world.provider(), world.provider()]
  const body = aCustomer()
  const requestId = randomUUID()
  await dyingBeforeCommit(() => create(dead.admin, body, requestId))
  passTime(pastPoliteness)

  const taken = await create(next.admin, body)

  expect(taken.status).toBe(201)
  expect((await create(dead.admin, body, requestId)).body.code).toBe(971002)
  expect(await problemsOf(world, [dead.partner, next.partner])).toEqual([])
})

test('a contender waits until the claimant has had its time, within one request', async () => {
  const [dead, next] = [world.provider(), world.provider()]
  const body = aCustomer()
  await dyingBeforeCommit(() => create(dead.admin, body))
  let claims = 0
  world.proxy.judgeWith((call) => {
    if (isClaim(call) && ++claims === 2) passTime(pastPoliteness)
    return 'through'
  })

  const taken = await create(next.admin, body)

  world.proxy.revive()
  expect(taken.status).toBe(201)
  expect(await problemsOf(world, [dead.partner, next.partner])).toEqual([])
})

test('an owner that wakes up after its domain was taken finds itself fenced off', async () => {
  const [slow, next] = [world.provider(), world.provider()]
  const body = aCustomer()
  const stalled = stall(world.proxy, isCommit)
  const first = create(slow.admin, body)
  await stalled.came
  passTime(pastPoliteness)

  const taken = await create(next.admin, body)
  stalled.letGo()

  expect(taken.status).toBe(201)
  expect((await first).body).toMatchObject({ code: 971002 })
  expect(await problemsOf(world, [slow.partner, next.partner])).toEqual([])
})

test('a contender that dies after fencing leaves the domain to whoever comes next', async () => {
  const [dead, contender, next] = [world.provider(), world.provider(), world.provider()]
  const body = aCustomer()
  await dyingBeforeCommit(() => create(dead.admin, body))
  passTime(pastPoliteness)
  const isFence = ({ method, path }: Call) => method === 'POST' && path.endsWith('/providers')
  world.proxy.judgeWith((call) => (isFence(call) ? 'answerLost' : 'through'))
  expect((await create(contender.admin, body)).status).toBe(500)
  world.proxy.revive()

  const taken = await create(next.admin, body)

  expect(taken.status).toBe(201)
  expect(await problemsOf(world, [dead.partner, contender.partner, next.partner])).toEqual([])
})

test('a request that died and came back for another domain does not keep the first one', async () => {
  const [one, other] = [world.provider(), world.provider()]
  const [first, second] = [aCustomer(), aCustomer()]
  const requestId = randomUUID()
  await dyingBeforeCommit(() => create(one.admin, first, requestId))
  expect((await create(one.admin, second, requestId)).status).toBe(201)
  passTime(pastPoliteness)

  const taken = await create(other.admin, first)

  expect(taken.status).toBe(201)
  expect(await problemsOf(world, [one.partner, other.partner])).toEqual([])
})

test('a repeat that overtakes the first attempt keeps its domain', async () => {
  const { partner, admin } = world.provider()
  const body = aCustomer()
  const requestId = randomUUID()
  const stalled = stall(world.proxy, ({ path }) => path.includes("RowKey='i!"))
  const first = create(admin, body, requestId)
  await stalled.came
  const repeat = await create(admin, body, requestId)

  stalled.letGo()

  expect((await first).text).toBe(repeat.text)
  expect(await problemsOf(world, [partner])).toEqual([])
})

test('an MPN id whose claimant enrolled with another is free', async () => {
  const [one, other] = [anApplicant(), anApplicant()]
  const [first, second] = [anMpnId(), anMpnId()]
  await dyingBeforeCommit(() => enrol(one, first))
  expect((await enrol(one, second)).status).toBe(201)
  passTime(pastPoliteness)

  const taken = await enrol(other, first)

  expect(taken.status).toBe(201)
  expect(await problemsOf(world, [one.partner, other.partner])).toEqual([])
})

test('an applicant that was fenced off can enrol with another MPN id', async () => {
  const [one, other] = [anApplicant(), anApplicant()]
  const mpnId = anMpnId()
  await dyingBeforeCommit(() => enrol(one, mpnId))
  passTime(pastPoliteness)
  expect((await enrol(other, mpnId)).status).toBe(201)

  const enrolled = await enrol(one, anMpnId())

  expect(enrolled.status).toBe(201)
  expect(await problemsOf(world, [one.partner, other.partner])).toEqual([])
})

test('an applicant that comes back while it is being fenced off does not share its MPN id', async () => {
  const [one, other] = [anApplicant(), anApplicant()]
  const mpnId = anMpnId()
  await dyingBeforeCommit(() => enrol(one, mpnId))
  passTime(pastPoliteness)
  // The contender has put the fence, and stalls before it takes the reservation.
  const stalled = stall(world.proxy, ({ method, path }) => method === 'PUT' && path.includes('/uniq'))
  const contender = enrol(other, mpnId)
  await stalled.came

  const back = await enrol(one, mpnId)
  stalled.letGo()

  expect([back.status, (await contender).status].sort()).toEqual([201, 409])
  expect(await problemsOf(world, [one.partner, other.partner])).toEqual([])
})

test('an applicant that comes back to a fence and stalls before it commits is fenced off again', async () => {
  const [one, dead, other] = [anApplicant(), anApplicant(), anApplicant()]
  const mpnId = anMpnId()
  await dyingBeforeCommit(() => enrol(one, mpnId))
  passTime(pastPoliteness)
  world.proxy.judgeWith(({ method, path }) => (method === 'PUT' && path.includes('/uniq') ? 'refused' : 'through'))
  await enrol(dead, mpnId)
  const stalled = stall(world.proxy, isCommit)
  const back = enrol(one, mpnId)
  await stalled.came

  const taken = await enrol(other, mpnId)
  stalled.letGo()

  expect([taken.status, (await back).status]).toEqual([201, 409])
  expect(await problemsOf(world, [one.partner, dead.partner, other.partner])).toEqual([])
})

test('a contender that dies after taking the domain leaves it to whoever comes next', async () => {
  const [one, contender, next] = [world.provider(), world.provider(), world.provider()]
  const body = aCustomer()
  await dyingBeforeCommit(() => create(one.admin, body))
  passTime(pastPoliteness)
  await dyingBeforeCommit(() => create(contender.admin, body))
  passTime(pastPoliteness)

  const taken = await create(next.admin, body)

  expect(taken.status).toBe(201)
  expect(await problemsOf(world, [one.partner, contender.partner, next.partner])).toEqual([])
})

test('one registration number makes one customer, however it is written and however many ask at once', async () => {
  const providers = Array.from({ length: 4 }, () => world.provider('BR'))
  const number = aRegistrationNumber()
  const written = [number, number.replace(/^(..)(...)(...)(....)/, '$1.$2.$3/$4-')]

  const replies = await Promise.all(
    providers.map(({ admin }, index) => create(admin, aBrazilianCompany(written[index % 2] ?? number))),
  )
  const late = await create(providers[0]?.admin ?? anApplicant(), aBrazilianCompany(number))

  expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409])
  expect(late).toMatchObject({ status: 409, body: { code: 971003 } })
  expect(late.text).not.toContain(number)
  expect(
    await problemsOf(
      world,
      providers.map(({ partner }) => partner),
    ),
  ).toEqual([])
})

test('a registration number whose claimant died is free, and the dead one is told why it stays without', async () => {
  const [dead, next] = [world.provider('BR'), world.provider('BR')]
  const number = aRegistrationNumber()
  const [first, second] = [aBrazilianCompany(number), aBrazilianCompany(number)]
  const requestId = randomUUID()
  await dyingBeforeCommit(() => create(dead.admin, first, requestId))
  passTime(pastPoliteness)

  expect((await create(next.admin, second)).status).toBe(201)
  expect((await create(dead.admin, first, requestId)).body.code).toBe(971003)
  expect(await problemsOf(world, [dead.partner, next.partner])).toEqual([])
})

test('an owner that wakes up after its registration number was taken is told so', async () => {
  const [slow, next] = [world.provider('BR'), world.provider('BR')]
  const number = aRegistrationNumber()
  const stalled = stall(world.proxy, isCommit)
  const first = create(slow.admin, aBrazilianCompany(number))
  await stalled.came
  passTime(pastPoliteness)

  const taken = await create(next.admin, aBrazilianCompany(number))
  stalled.letGo()

  expect(taken.status).toBe(201)
  expect((await first).body).toMatchObject({ code: 971003 })
  expect(await problemsOf(world, [slow.partner, next.partner])).toEqual([])
})

test('what has an owner is kept when it is looked at a day later, what has none is let go, and all of it once only', async () => {
  await world.renew()
  const { admin } = world.provider('BR')
  must(await create(admin, aBrazilianCompany(aRegistrationNumber())), 201)
  must(await enrol(anApplicant(), anMpnId()), 201)
  const owned = await world.rows('uniq')
  const kept = aBrazilianCompany(aRegistrationNumber())
  await dyingBeforeCommit(() => create(admin, kept))
  await dyingBeforeCommit(() => create(admin, aBrazilianCompany(aRegistrationNumber())))
  await dyingBeforeCommit(() => enrol(anApplicant(), anMpnId()))
  const release = async () => {
    await timer('purge-partners')()
    return world.rows('uniq')
  }

  expect(await release()).toHaveLength(owned.length + 5)
  passTime(dayMs + secondMs)
  expect(await release()).toEqual(owned)
  const notes = (await world.rows('due')).filter(({ value }) => value.kind === 'releaseClaim')
  expect(notes).toEqual([])
  expect((await create(admin, kept)).status).toBe(201)
})

test('an heir that dies after taking the domain of an ended customer leaves it to heirs alone', async () => {
  const { partner, admin } = world.provider()
  const body = await givenEndedCustomer(admin)
  const { domain } = body.companyProfile
  await dyingBeforeCommit(await acceptance(admin, domain))
  passTime(dayMs + secondMs)
  await timer('purge-partners')()

  expect((await create(admin, body)).body.code).toBe(971002)
  expect((await ask(admin, `HEAD /v1/domains/${domain}`)).status).toBe(200)
  expect((await (await acceptance(admin, domain))()).status).toBe(303)
  expect(await problemsOf(world, [partner])).toEqual([])
})

test('a customer that comes back and stalls before it commits does not have its domain beside an heir', async () => {
  const { partner, admin } = world.provider()
  const domain = `t${randomUUID().slice(0, 8)}.onmicrosoft.com`
  const [back, heir] = [await acceptance(admin, domain), await acceptance(admin, domain)]
  expect((await back()).status).toBe(303)
  const [{ id }] = (await ask(admin, 'GET /v1/customers')).body.items
  expect((await ask(admin, `PATCH /v1/customers/${id}`, { body: { relationshipToPartner: 'none' } })).status).toBe(200)
  const stalled = stall(world.proxy, isCommit)
  const coming = back()
  await stalled.came

  const taken = await heir()
  stalled.letGo()

  expect([(await coming).status, taken.status].sort()).toEqual([303, 409])
  expect(await problemsOf(world, [partner])).toEqual([])
})
