import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { Letter } from '../../../shared/azure/webhook-post.ts'

/** What the name means, look by look: whoever runs a name server can change it in between. */
const looks = vi.hoisted(() => ({ answers: [] as string[][], count: 0 }))

vi.mock('node:dns', async (original) => ({
  ...(await original<typeof import('node:dns')>()),
  lookup: (_: string, __: unknown, callback: (error: null, addresses: unknown) => void) => {
    const addresses = looks.answers[looks.count++] ?? []
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  },
}))

let server: Server
let hosts: string[]

beforeAll(async () => {
  server = createServer((request, response) => {
    hosts.push(request.headers.host ?? '')
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(() => {
  hosts = []
  looks.count = 0
})

const postTo = async (name: string) => {
  const { post } = await import('../../../shared/azure/webhook-post.ts')
  const letter: Letter = {
    url: `http://${name}:${(server.address() as AddressInfo).port}/`,
    headers: {},
    body: Buffer.from('{}'),
  }
  return post(letter)
}

test('a name is looked up once, and the address that was checked is the one that is called', async () => {
  looks.answers = [['127.0.0.1'], ['10.0.0.1']]

  expect(await postTo('receiver.example')).toEqual({ status: 200, statusName: 'OK' })
  expect(looks.count).toBe(1)
  expect(hosts).toEqual([expect.stringMatching(/^receiver\.example:/)])
})

test.each([
  [['10.0.0.1']],
  [['8.8.8.8', '10.0.0.1']],
  [['127.0.0.1', '169.254.169.254']],
  [['127.0.0.1', '::ffff:169.254.169.254']],
  [['fd00::1', '127.0.0.1']],
  [[]],
])('a name that means %j, one of which is not allowed, is not called at all', async (addresses) => {
  looks.answers = [addresses, ['127.0.0.1']]

  expect(await postTo('receiver.example')).toEqual({ problem: 'addressNotAllowed' })
  expect(hosts).toEqual([])
})
