import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { beforeEach, expect, onTestFinished, test } from 'vitest'

const runScript = join(import.meta.dirname, '../../local/run.mjs')
const pinned = join('node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
let root: string

/** A project with nothing to install, in a folder whose name shells trip over. */
beforeEach(async () => {
  root = join(await realpath(await mkdtemp(join(tmpdir(), 'twotier-'))), "a b & (c) 'd'")
  onTestFinished(() => rm(dirname(root), { recursive: true }))
  await mkdir(join(root, 'local'), { recursive: true })
  await mkdir(join(root, dirname(pinned)), { recursive: true })
  await copyFile(runScript, join(root, 'local', 'run.mjs'))
  await writeFile(join(root, 'package-lock.json'), '{"packages":{"":{}}}')
  await writeFile(join(root, 'node_modules', '.package-lock.json'), '{"packages":{}}')
  await writeFile(
    join(root, 'tell.mjs'),
    'console.log(JSON.stringify({ node: process.argv0, folder: process.cwd(), words: process.argv.slice(2) }))',
  )
})

/** What the script was told that runs on behalf of a Node of this version. */
async function tellAs(version: string, ...words: string[]) {
  const versions = `{ value: { ...process.versions, node: '${version}' } }`
  const preload = `data:text/javascript,${encodeURIComponent(`Object.defineProperty(process, 'versions', ${versions})`)}`
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--import', preload, join(root, 'local', 'run.mjs'), 'tell.mjs', ...words],
  ])
  return JSON.parse(stdout)
}

test('paths with spaces and arguments of any kind arrive as they are', async () => {
  const words = ['two words', '', '"quoted"', "it's", 'a&b|c<d>^%PATH%', '$HOME', 'back\\slash\\']

  expect(await tellAs('22.18.0', ...words)).toEqual({ node: process.execPath, folder: root, words })
})

test.for(['22.18.0', '22.23.3', '24.2.0', '25.0.0', '26.1.0'])(
  'the Node that runs is taken when it is %s',
  async (version) => {
    expect((await tellAs(version)).node).toBe(process.execPath)
  },
)

test.for(['18.20.0', '20.20.2', '22.17.1', '23.11.0', '24.1.0'])(
  'the pinned one is taken in place of %s',
  async (version) => {
    await symlink(process.execPath, join(root, pinned))

    expect((await tellAs(version)).node).toBe(join(root, pinned))
  },
)

test('the exit code is that of the script', async () => {
  await writeFile(join(root, 'fail.mjs'), 'process.exit(7)')
  const child = execFile(process.execPath, [join(root, 'local', 'run.mjs'), 'fail.mjs'])

  expect(await once(child, 'exit')).toEqual([7, null])
})
