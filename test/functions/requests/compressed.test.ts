import { gunzipSync } from 'node:zlib'
import { HttpRequest } from '@azure/functions'
import { describe, expect, test } from 'vitest'
import { compressed } from '../../../shared/http/answers/compressed.ts'

const whole = JSON.stringify({
  items: Array.from({ length: 500 }, (_, index) => ({ id: index, name: `Adatum ${index}` })),
})

async function answer({ method = 'GET', path = '/v1/offers', accepts = 'gzip, deflate, br', body = whole, vary = '' }) {
  const request = new HttpRequest({ method, url: `https://x.example${path}`, headers: { 'accept-encoding': accepts } })
  const given = { status: 200, body, headers: { 'content-type': 'application/json', ...(vary && { vary }) } }
  const { body: sent, headers } = await compressed(request, given)
  return { sent, headers: Object.fromEntries(Object.entries(headers ?? {})) }
}

describe('an answer is compressed', () => {
  test.each(['gzip', 'GZIP;q=0.1', 'br, *', 'deflate;q=1, x-gzip'])('for whoever takes %s', async (accepts) => {
    const { sent, headers } = await answer({ accepts, vary: 'Origin' })

    expect(headers).toEqual({
      'content-type': 'application/json',
      'content-encoding': 'gzip',
      vary: 'Origin, Accept-Encoding',
    })
    expect(sent).toBeInstanceOf(Uint8Array)
    if (!(sent instanceof Uint8Array)) return
    expect(sent.length).toBeLessThan(whole.length / 4)
    expect(gunzipSync(sent).toString()).toBe(whole)
  })

  test.each(['', 'br', 'gzip;q=0', 'gzip; q=0.0, *', 'deflate, identity', '*;q=0'])(
    'not for whoever takes "%s"',
    async (accepts) => {
      const { sent, headers } = await answer({ accepts })

      expect(sent).toBe(whole)
      expect(headers).toEqual({ 'content-type': 'application/json', vary: 'Accept-Encoding' })
    },
  )

  test.each([
    ['short', { body: whole.slice(0, 8191) }],
    ['to what changes something', { method: 'POST' }],
    ['of another path', { path: '/openapi.json' }],
    ['with an invitation link', { body: `${whole} https://x.example/invitations?token=a` }],
    ['with a password', { body: `${whole} {"password":"x"}` }],
    ['with an access token', { body: `${whole} {"access_token":"x"}` }],
  ])('not one %s', async (_, asked) => {
    const { sent, headers } = await answer(asked)

    expect(sent).toBe('body' in asked ? asked.body : whole)
    expect(headers).toEqual({ 'content-type': 'application/json' })
  })
})
