import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { writeRunning } from '../../local/running.ts'
import { startService } from '../support/service.ts'

const root = join(import.meta.dirname, '..', '..')

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-'))
})

afterEach(() => rm(folder, { recursive: true }))

async function demo(...args: string[]) {
  const command = ['local/run.mjs', 'local/demo.ts', '--data', folder, ...args]
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { stdout, stderr, code }
}

test('where nothing runs, the demo starts a Twotier of its own, goes all the way, and says nothing secret', async () => {
  const { stdout, stderr, code } = await demo()

  expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
  expect(stdout).toMatch(
    /\n\nAll 19 steps held, in 26 calls\.\nOn the way \d+ executions of \d+ functions; \d+ there are\.\n$/,
  )
  expect(stdout).toContain('password ******** (shown this once)')
  expect(stdout).toContain('/invitations?token=********')
  expect(stdout).not.toMatch(/eyJ|token=\w|code=\w/)
  expect(stdout).not.toContain('\u001b')
})

test('where one runs, the demo goes through that one, as often as one likes', async () => {
  const service = await startService()
  onTestFinished(service.stop)
  const { baseUrl, mailboxUrl, issuer, connectionString } = service
  await writeRunning(folder, { pid: process.pid, baseUrl, mailboxUrl, issuer, connectionString })

  const first = await demo('--quiet')
  const second = await demo('--quiet')

  expect([first.code, second.code, first.stderr, second.stderr]).toEqual([0, 0, '', ''])
  expect(first.stdout).toContain('\n 9  Lumen IT is not enrolled yet')
  expect(second.stdout).toContain('\n 9  Lumen IT is enrolled')
  expect(second.stdout.split('\n').filter((line) => /^[ 1]\d {2}/.test(line))).toHaveLength(19)
  expect(second.stdout).toMatch(/All 19 steps held, in 26 calls\.\nThe mails are in the mailbox: http:\S+\n$/)
  expect(service.trouble).toEqual([])
})

async function listen(listener: RequestListener) {
  const server = createServer(listener)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return { server, url: `http://127.0.0.1:${port}` }
}

/** A Twotier that runs, by its notes, but whose API gives this answer; none at all when there is none. */
async function pretend(answer?: { readonly status: number; readonly body: string }): Promise<string> {
  const gone = await listen(() => undefined)
  gone.server.close()
  const { server, url } = await listen((request, response) => {
    if (request.url === '/api/mails') response.end('{"mails":[]}')
    else if (request.url === '/token') response.end('{"access_token":"eyJh.eyJz.c2ln"}')
    else response.writeHead(answer?.status ?? 500).end(answer?.body)
  })
  onTestFinished(() => {
    server.close()
  })
  const baseUrl = answer ? url : gone.url
  const issuer = { issuer: url, tokenUrl: `${url}/token`, clientId: 'demo', clientSecret: 'demo' }
  await writeRunning(folder, { pid: process.pid, baseUrl, mailboxUrl: url, issuer, connectionString: '' })
  return baseUrl
}

test('a service that does not answer ends the demo with a message that says which, and exit code 1', async () => {
  const baseUrl = await pretend()

  const { stderr, code } = await demo('--quiet')

  expect(code).toBe(1)
  const [, first, second, third] = stderr.split('\n')
  expect(first).toBe('Step 1 failed: Adam of Harbor Distribution adds a customer')
  expect(second).toBe(`  ${baseUrl} does not answer`)
  expect(third).toContain('ECONNREFUSED')
})

test.for([
  {
    what: 'a refusal',
    answer: { status: 403, body: '{"code":900150,"password":"s3cret"}' },
    told: 'POST /v1/customers was answered 403, not 201:\n  {"code":900150,"password":"********"}',
  },
  {
    what: 'an answer without what was promised',
    answer: { status: 201, body: '{"id":"1"}' },
    told: 'POST /v1/customers was answered without what it promises:',
  },
])('$what ends the demo with that answer, its secrets hidden, and exit code 1', async ({ answer, told }) => {
  await pretend(answer)

  const { stderr, code } = await demo()

  expect(code).toBe(1)
  expect(stderr).toContain(`Step 1 failed: Adam of Harbor Distribution adds a customer\n  ${told}`)
})
