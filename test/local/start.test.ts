import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { TableClient } from '@azure/data-tables'
import { QueueClient } from '@azure/storage-queue'
import { decodeJwt } from 'jose'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { startAzurite } from '../../local/azurite.ts'
import { isSeeded } from '../../local/first-start.ts'
import { readOrCreateKeys } from '../../local/keys.ts'
import { findPerson, organisations, people } from '../../local/people.ts'
import { choosePorts } from '../../local/ports.ts'
import { appSettings, defaultPorts, sampleKeys } from '../../local/settings.ts'
import { buildApp } from '../../tools/build.ts'

const root = join(import.meta.dirname, '..', '..')

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'start-'))
})

afterEach(() => rm(folder, { recursive: true }))

test('local.settings.sample.json holds the very settings that npm start makes for the default ports', async () => {
  const sample = JSON.parse(await readFile(join(root, 'local.settings.sample.json'), 'utf8'))

  expect(sample.Values).toEqual(appSettings(defaultPorts, sampleKeys))
  expect(sample.Host.LocalHttpPort).toBe(defaultPorts.host)
})

test('keys are made once, of 32 bytes', async () => {
  const made = await readOrCreateKeys(folder)

  expect(await readOrCreateKeys(folder)).toEqual(made)
  expect(await readOrCreateKeys(undefined)).not.toEqual(made)
  for (const key of [...made.linkKeys, ...made.sessionKeys, ...sampleKeys.linkKeys, ...sampleKeys.sessionKeys]) {
    expect(Buffer.from(key, 'base64')).toHaveLength(32)
  }
})

test('a keys file that cannot be understood is an error that names it', async () => {
  await writeFile(join(folder, 'keys.json'), '{')

  await expect(readOrCreateKeys(folder)).rejects.toThrow(join(folder, 'keys.json'))
})

test('people have ids of their own, in the tenant of their organisation', () => {
  const ids = [...Object.values(people), ...Object.values(organisations)].map((one) =>
    'objectId' in one ? one.objectId : one.tenantId,
  )

  expect(new Set(ids).size).toBe(ids.length)
  expect(findPerson('toby')).toMatchObject({ tenantId: organisations.tern.tenantId, userName: 'toby@tern.example' })
  expect(findPerson('nobody')).toBeUndefined()
})

test('a port that is taken is replaced by a free one, and somebody is told', async () => {
  const blocker = createServer().listen(0, '127.0.0.1')
  await once(blocker, 'listening')
  const address = blocker.address()
  const taken = typeof address === 'object' ? address!.port : 0
  const told: unknown[] = []

  const chosen = await choosePorts({ host: taken, mailbox: 0, issuer: 0, queue: 0, table: 0 }, (...one) =>
    told.push(one),
  )

  expect(new Set([taken, ...Object.values(chosen)]).size).toBe(6)
  expect(told).toEqual([['host', taken, chosen.host]])
  blocker.close()
})

test('tables and queues survive a restart of Azurite', async () => {
  const first = await startAzurite({ folder, tablePort: 0, queuePort: 0 })
  const table = TableClient.fromConnectionString(first.connectionString, 'things', { allowInsecureConnection: true })
  await table.createTable()
  await table.createEntity({ partitionKey: 'p', rowKey: 'r', word: 'kept' })
  const queue = new QueueClient(first.connectionString, 'work')
  await queue.create()
  await queue.sendMessage('kept')

  await first.stop()
  const second = await startAzurite({ folder, tablePort: 0, queuePort: 0 })

  const tableAgain = TableClient.fromConnectionString(second.connectionString, 'things', {
    allowInsecureConnection: true,
  })
  const { receivedMessageItems } = await new QueueClient(second.connectionString, 'work').receiveMessages()
  expect(await tableAgain.getEntity('p', 'r')).toMatchObject({ word: 'kept' })
  expect(receivedMessageItems).toMatchObject([{ messageText: 'kept' }])
  await second.stop()
})

test('Azurite on a taken port is refused, and leaves nothing behind', async () => {
  const first = await startAzurite({ tablePort: 0, queuePort: 0 })

  await expect(startAzurite({ tablePort: first.tablePort, queuePort: 0 })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await first.stop()
})

test('every step is built into one CommonJS bundle that knows its own URL', async () => {
  await mkdir(join(folder, 'functions', 'things'), { recursive: true })
  await writeFile(join(folder, 'functions', 'b.ts'), 'console.log("b" as string, import.meta.url)\n')
  await writeFile(join(folder, 'functions', 'things', 'c.ts'), 'console.log("c")\n')
  await writeFile(join(folder, 'functions', 'a.ts'), 'console.log("a")\n')

  await buildApp({ root: folder })
  const { stdout } = await run(join(folder, 'dist', 'main.cjs'))

  expect(stdout).toMatch(/^a\nb file:\/\/.*\/dist\/main\.cjs\nc\n$/)
  await access(join(folder, 'dist', 'main.cjs.map'))
})

test('building without any step fails', async () => {
  await expect(buildApp({ root: folder })).rejects.toThrow(/There is no step in .*functions: nothing to build/)
})

test('a step that does not compile fails the build and says where', async () => {
  await mkdir(join(folder, 'functions'))
  await writeFile(join(folder, 'functions', 'a.ts'), 'const = 1\n')

  await expect(buildApp({ root: folder })).rejects.toThrow(/functions\/a\.ts:1:6/)
})

function start(...args: string[]) {
  return spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
}

async function run(...args: string[]) {
  const child = start(...args)
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { stdout, stderr, code }
}

/** These start whole services as processes of their own, which a machine that is busy with something else does slowly. */
const patience = 180_000

async function startAndWait(...args: string[]) {
  const child = start('local/start.ts', '--port', '0', '--data', folder, ...args)
  const exited = once(child, 'exit')
  // Of a test that fails on the way nothing may go on running.
  onTestFinished(() => void child.kill('SIGKILL'))
  let printed = ''
  for await (const chunk of child.stdout) {
    printed += chunk
    if (printed.includes('Ctrl-C')) break
  }
  return { child, exited, printed, running: JSON.parse(await readFile(join(folder, 'running.json'), 'utf8')) }
}

const startSurroundings = () => startAndWait('--surroundings')

/** Whether Tern is enrolled, and how many offers there are. */
async function seededIn(connectionString: string) {
  const rowsOf = async (table: string, filter: string) => {
    const client = TableClient.fromConnectionString(connectionString, table, { allowInsecureConnection: true })
    return (await Array.fromAsync(client.listEntities({ queryOptions: { filter } }))).length
  }
  const { tenantId } = organisations.tern
  return { tern: await rowsOf('providers', `RowKey eq 't!${tenantId}'`), offers: (await rowsOf('catalog', '')) > 20 }
}

test(
  'the surroundings start, give tokens, refuse a second start, and stop at a signal without leftovers',
  async () => {
    const { child, exited, printed, running } = await startSurroundings()
    const seeded = await seededIn(running.connectionString)

    const token = await run('local/token.ts', 'adam', '--data', folder)
    const unknown = await run('local/token.ts', 'nobody', '--data', folder)
    const second = await run('local/start.ts', '--surroundings', '--port', '0', '--data', folder)
    child.kill('SIGINT')
    child.kill('SIGINT')
    const [code] = await exited
    const late = await run('local/token.ts', 'adam', '--data', folder)

    expect(printed).toContain(running.mailboxUrl)
    expect(seeded).toEqual({ tern: 1, offers: true })
    for (const url of [running.baseUrl, running.mailboxUrl, running.issuer.issuer])
      expect(printed).toMatch(new RegExp(`Ports .* ${new URL(url).port}`))
    for (const port of running.connectionString.match(/(?<=127\.0\.0\.1:)\d+/g))
      expect(printed).toMatch(new RegExp(`Ports .* ${port}`))
    expect(printed).toContain(`  AUTH_ISSUER=${running.issuer.issuer}\n`)
    expect(printed).not.toContain('LINK_KEYS')
    expect(token).toMatchObject({ code: 0, stderr: '' })
    expect(decodeJwt(token.stdout.trim())).toMatchObject({ oid: people.adam.objectId, iss: running.issuer.issuer })
    expect(unknown).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('harbor-app') })
    expect(second).toMatchObject({ code: 1, stdout: '' })
    expect(second.stderr).toMatch(/^Twotier did not start: it runs already .*\n$/)
    expect(code).toBe(0)
    await expect(access(join(folder, 'running.json'))).rejects.toMatchObject({ code: 'ENOENT' })
    expect(late).toMatchObject({ code: 1, stdout: '', stderr: 'Twotier does not run. Start it with: npm start\n' })
  },
  patience,
)

test(
  'a first start that was killed does not stop the second one, which heals it, and closing the terminal loses nothing',
  async () => {
    const first = await startAndWait('--quiet')
    first.child.kill('SIGKILL')
    await first.exited

    const second = await startAndWait()
    const healed = await seededIn(second.running.connectionString)
    // A terminal that is closed: nobody reads any more what is logged, and everybody hangs up.
    second.child.stdout.destroy()
    second.child.stderr.destroy()
    await fetch(`${second.running.baseUrl}/health`)
    second.child.kill('SIGHUP')
    const ended = await second.exited

    const kept = await startAzurite({ folder: join(folder, 'azurite'), tablePort: 0, queuePort: 0 })
    const found = await seededIn(kept.connectionString)
    const isMarked = await isSeeded(kept.connectionString)
    await kept.stop()

    expect(healed).toEqual({ tern: 1, offers: true })
    expect(ended).toEqual([0, null])
    expect([found, isMarked]).toEqual([healed, true])
  },
  patience,
)

test.for([['--port', 'many'], ['--nonsense']])('%j is refused in one line', async (args) => {
  const refused = await run('local/start.ts', ...args)

  expect(refused).toMatchObject({ code: 1, stdout: '' })
  expect(refused.stderr).toMatch(/^Twotier did not start: .*\n$/)
})
