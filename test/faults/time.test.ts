import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalogue } from '../../infra/catalogue.ts'
import { call, tokenOf } from '../support/call.ts'
import { dayMs, passTime, secondMs } from '../support/clock.ts'
import { ask, startWorld, submit, type World } from '../support/faults/fault-world.ts'
import { problemsOf } from '../support/faults/invariants.ts'
import { isWrite, shapeOf } from '../support/faults/proxy.ts'
import { inRounds, stall } from '../support/faults/rounds.ts'
import { aCustomer, givenCustomer, givenDraft, givenReseller, must } from '../support/given.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

const minuteMs = 60 * secondMs

/** Bends the value of a row, past the app. */
async function bend(partition: string, key: string, change: (value: object) => object): Promise<void> {
  const row = (await world.rows('providers', partition)).find((one) => one.key === key)
  const value = JSON.stringify(change(row?.value))
  await world.table('providers').updateEntity({ partitionKey: partition, rowKey: key, value }, 'Merge')
}

test('a partner that is restricted is served no longer than its account is kept', async () => {
  const { partner, admin } = await givenReseller()
  const { partnerId } = partner
  await bend(partnerId, `t!${partnerId}`, (value) => {
    const { account, ...rest } = value as { readonly account: object }
    return { ...rest, account: { ...account, status: 'restricted' } }
  })

  passTime(31 * secondMs)

  expect(await ask(admin, 'GET /v1/customers')).toMatchObject({ status: 403, body: { code: 900149 } })
})

test('a market is read whole once an hour or when it was loaded anew; else every five minutes for its version', async () => {
  const { admin } = world.provider()
  const readsAfter = async (ms: number) => {
    passTime(ms)
    const list = () => ask(admin, 'GET /v1/offers?country=US')
    const { result, rounds } = await inRounds(world.proxy, list, world.settled)
    must(result, 200)
    const paths = rounds.flat().map(shapeOf)
    return paths
      .filter((path) => path.includes('/catalog'))
      .map((path) => (path.includes('versions') ? 'version' : 'all'))
  }
  const load = () =>
    loadCatalogue('local/catalogue/offers.json', { connectionString: process.env.AzureWebJobsStorage ?? '' })

  const seen = [await readsAfter(61 * minuteMs), await readsAfter(6 * minuteMs), await readsAfter(6 * minuteMs)]
  await load()
  seen.push(await readsAfter(minuteMs), await readsAfter(5 * minuteMs), await readsAfter(6 * minuteMs))

  expect(seen).toEqual([['all'], ['version', 'all'], ['version'], [], ['version', 'all'], ['version']])
  expect(await readsAfter(61 * minuteMs)).toEqual(['all'])
})

test('a request id is forgotten after seven days, whether or not its answer was purged', async () => {
  const { admin } = world.provider()
  const { id } = await givenCustomer(admin)
  const requestId = randomUUID()
  const give = (qualification: string) =>
    ask(admin, `POST /v1/customers/${id}/qualifications`, { body: { qualification }, requestId })
  must(await give('nonprofit'), 201)

  passTime(7 * dayMs - minuteMs)
  expect(await give('stateOwnedEntity')).toMatchObject({ status: 409, body: { code: 971001 } })
  passTime(2 * minuteMs)
  expect((await give('stateOwnedEntity')).status).toBe(201)
})

test('a token that was found good is good for no longer than it says', async () => {
  const { admin } = world.provider()
  const token = await tokenOf(admin, { exp: Math.floor(Date.now() / 1000) + 120 })
  const get = async () => (await call('GET', '/v1/customers', { token })).status
  expect(await get()).toBe(200)

  passTime(100 * secondMs)
  expect(await get()).toBe(200)
  // A minute of tolerance is between the clocks of two companies.
  passTime(81 * secondMs)
  expect(await get()).toBe(401)
})

test('the password of a new admin is shown for ten minutes, whether or not its salt was purged', async () => {
  const { partner, admin } = world.provider()
  const body = aCustomer()
  const requestId = randomUUID()
  const create = async () => must(await ask(admin, 'POST /v1/customers', { body, requestId }), 201).body
  const { password } = (await create()).userCredentials
  expect(password).toMatch(/^\w{14}!a7K$/)

  passTime(10 * minuteMs - 5 * secondMs)
  expect((await create()).userCredentials.password).toBe(password)
  passTime(6 * secondMs)
  expect((await create()).userCredentials).toEqual({ userName: 'admin', password: undefined })
  expect((await world.rows('providers', partner.partnerId)).some(({ key }) => key.startsWith('k!'))).toBe(true)
})

test('a command that has waited for 45 seconds commits nothing: its guard may be read any moment', async () => {
  const { partner, admin } = world.provider()
  const { id, token } = await givenDraft(admin)
  const before = await world.rows('providers', partner.partnerId)
  const stalled = stall(world.proxy, (one) => !isWrite(one) && one.path.includes(id))
  const reply = submit('decline-invitation-page', { token, reason: 'no' })
  await stalled.came

  passTime(46 * secondMs)
  stalled.letGo()

  expect(await reply).toMatchObject({ status: 503, headers: { 'retry-after': '5' } })
  await world.settled()
  expect(await world.rows('providers', partner.partnerId)).toEqual(before)
  expect(await problemsOf(world, [partner])).toEqual([])
})
