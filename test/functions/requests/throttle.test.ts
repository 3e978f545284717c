import { describe, expect, test } from 'vitest'
import { call } from '../../support/call.ts'
import { aProvider } from '../../support/given.ts'

process.env.REQUESTS_PER_MINUTE = '3'

test('beyond the limit of a minute a tenant is told to wait, in the body the SDKs look for, and others are not', async () => {
  await (await import('../../support/all-steps.ts')).importAllSteps()
  const { admin } = aProvider()
  const ask = (as = admin, path = '/v1/customers') => call('GET', path, { as })

  const replies = [await ask(), await ask(), await ask(), await ask()]

  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 429])
  const seconds = replies[3]?.headers['retry-after']
  expect(seconds).toMatch(/^[1-9]\d?$/)
  expect(replies[3]?.body).toEqual({
    statusCode: 429,
    message: `Rate limit is exceeded. Try again in ${seconds} seconds.`,
  })
  expect((await ask(aProvider().admin)).status).toBe(200)
  expect((await ask(admin, '/v1/agreements')).status).toBe(200)
})

describe('the turns of a tenant', async () => {
  const { reserveTurn, takeTurn } = await import('../../../shared/http/throttle.ts')
  const customers = 'v1/customers'
  const orders = 'v1/customers/{customerId:guid}/orders'
  const turns = (count: number, tenant: string, { route = customers, now = 0, perMinute = 500 } = {}) =>
    Array.from({ length: count }, () => reserveTurn(route, tenant, { now, perMinute }))

  test('a minute of calls at once, then one after the other as they are given back, sixteen in a row', () => {
    const [first, waiting] = [turns(500, 'a'), turns(16, 'a')]

    expect(new Set(first)).toEqual(new Set([0]))
    expect(waiting.slice(0, 3)).toEqual([120, 240, 360])
    expect(waiting.at(-1)).toBe(1920)
    expect(() => turns(1, 'a')).toThrow(expect.objectContaining({ details: { seconds: 3 } }))
    expect(turns(1, 'b')).toEqual([0])
  })

  test('sixteen of a tenant, whatever they are for', () => {
    turns(508, 'c')
    turns(508, 'c', { route: orders })

    expect(() => turns(1, 'c')).toThrow('tooManyRequests')
    expect(() => turns(1, 'c', { route: orders })).toThrow('tooManyRequests')
    expect(turns(1, 'c', { route: 'v1/customers/{customerId:guid}/carts' })).toEqual([0])
  })

  test('what is refused takes no turn, and a minute gives all of them back', () => {
    turns(516, 'd')
    for (let times = 0; times < 100; times++) expect(() => turns(1, 'd')).toThrow('tooManyRequests')

    expect(turns(1, 'd', { now: 120 })).toEqual([1920])
    expect(turns(501, 'd', { now: 70_000 }).at(-1)).toBe(120)
  })

  test('no call waits where the next turn is far, and none is counted without a limit', () => {
    turns(3, 'e', { perMinute: 3 })

    expect(() => turns(1, 'e', { perMinute: 3 })).toThrow(expect.objectContaining({ details: { seconds: 20 } }))
    expect(new Set(turns(1000, 'e', { perMinute: 0 }))).toEqual(new Set([0]))
  })

  test('a call waits for its turn', async () => {
    // At three a minute the turn of a bucket that is nearly full again is a moment away.
    turns(3, 'f', { now: Date.now() - 19_900, perMinute: 3 })
    let isOver = false
    const turn = takeTurn(customers, 'f').then(() => {
      isOver = true
    })

    await Promise.resolve()
    expect(isOver).toBe(false)
    await turn
    expect(isOver).toBe(true)
  })
})
