import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { passTime, secondMs } from '../support/clock.ts'
import { ask, startWorld, type World } from '../support/faults/fault-world.ts'
import { problemsOf } from '../support/faults/invariants.ts'
import { type Call, type Fate, isWrite } from '../support/faults/proxy.ts'
import { aCustomer } from '../support/given.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
beforeEach(() => world.proxy.revive())
afterAll(() => world.stop())

const isCommit = ({ path }: Call): boolean => path.includes('$batch')
// One attempt of ours is four of the SDK's, where it repeats at all.
const sdkTries = 4
const longerThanAnybodyWaits = 30 * secondMs

test.each<Fate>(['answerCut', 'answerHalf', 'answerBroken', 'cut'])(
  'a commit whose answer never comes (%s) gives the caller, who named no request, the password once it is found done',
  async (fate) => {
    const { admin, partner } = world.provider()
    let commits = 0
    world.proxy.judgeWith((call) => (isCommit(call) && ++commits <= sdkTries ? fate : 'through'))

    const made = await ask(admin, 'POST /v1/customers', { body: aCustomer() })

    expect(made.status).toBe(201)
    expect(made.body.userCredentials.password).toMatch(/^\S{18}$/)
    const { body } = await ask(admin, 'GET /v1/customers')
    expect(body.items.map(({ id }: { readonly id: string }) => id)).toEqual([made.body.id])
    await world.settled()
    expect(await problemsOf(world, [partner])).toEqual([])
  },
)

test('storage that answers nothing after the commit does not end the command: it goes on until there is an answer', async () => {
  const { admin } = world.provider()
  let unansweredReads = 0
  let isCommitted = false
  world.proxy.judgeWith((call) => {
    if (isCommit(call)) {
      isCommitted = true
      return 'answerCut'
    }
    return isCommitted && !isWrite(call) && ++unansweredReads <= 2 * sdkTries ? 'answerBroken' : 'through'
  })

  const made = await ask(admin, 'POST /v1/customers', { body: aCustomer() })

  expect(unansweredReads).toBeGreaterThan(2 * sdkTries)
  expect(made.status).toBe(201)
  expect(made.body.userCredentials.password).toMatch(/^\S{18}$/)
})

test('a commit that stays unanswered is 503 with Retry-After, and the same request later finds its answer', async () => {
  const { admin } = world.provider()
  const request = { body: aCustomer(), requestId: randomUUID() }
  world.proxy.judgeWith((call) => {
    if (!isCommit(call)) return 'through'
    passTime(longerThanAnybodyWaits)
    return 'cut'
  })
  const refused = await ask(admin, 'POST /v1/customers', request)
  world.proxy.revive()

  expect([refused.status, refused.body.code, refused.headers['retry-after']]).toEqual([503, 971004, '5'])
  expect((await ask(admin, 'POST /v1/customers', request)).status).toBe(201)
})

test('storage that answers no read is 503 with Retry-After, not a bug of ours', async () => {
  const { admin } = world.provider()
  world.proxy.judgeWith(() => 'answerBroken')

  const { status, headers } = await ask(admin, `GET /v1/customers/${randomUUID()}`)

  expect([status, headers['retry-after']]).toEqual([503, '5'])
})
