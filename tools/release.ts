// npm run release -- VERSION: makes a release of what is committed, whole or not at all: version, changelog, the shapes that the next
// version is compared with, commit, tag, and the artefact with its hash in release/. Nothing is pushed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { packageApp } from './package.ts'
import { isLater, operatorHeading, release } from './release/changelog.ts'

const usage = `Usage: npm run release -- VERSION [--checked]
  VERSION     such as 0.2.0, later than that of package.json
  --checked   the whole gate has passed on this commit already; without it, it runs first

CHANGELOG.md says under "Unreleased" what is new, and under "${operatorHeading}" what it asks of whoever runs the service.`

const root = join(import.meta.dirname, '..')
const inRoot = (...path: readonly string[]): string => join(root, ...path)

await main().catch((error: Error) => {
  console.error(`Nothing was released: ${error.message}`)
  process.exitCode = 1
})

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { checked: { type: 'boolean', default: false } },
    allowPositionals: true,
  })
  const [version = ''] = positionals
  if (!/^\d{1,6}\.\d{1,6}\.\d{1,6}$/.test(version) || positionals.length > 1) throw new Error(usage)
  const before = await versionOfPackage()
  if (!isLater(version, before))
    throw new Error(`${version} does not come after ${before}, the version of package.json`)
  if (git('status', '--porcelain') !== '') throw new Error('not everything is committed, and a release is of a commit')
  if (git('tag', '--list', `v${version}`) !== '') throw new Error(`there is a tag v${version} already`)
  const told = release(await readFile(inRoot('CHANGELOG.md'), 'utf8'), version, new Date().toISOString().slice(0, 10))
  if (!values.checked) run('tools/check.ts')

  const committed = git('rev-parse', 'HEAD')
  try {
    await writeFile(inRoot('CHANGELOG.md'), told.changelog)
    await raiseVersion(before, version)
    run('tools/openapi.ts')
    await keepShapes(version)
    git('add', '--all')
    git('commit', '--quiet', '--message', `Release ${version}`, '--message', told.notes)
    await putArtefact(version, told.notes)
    git('tag', '--annotate', `v${version}`, '--message', `Twotier ${version}`)
  } catch (error) {
    // All was committed when it began, so that nothing of anybody's is lost.
    git('reset', '--quiet', '--hard', committed)
    git('clean', '--quiet', '--force', '-d', 'docs/releases')
    throw error
  }
  console.log(`Released ${version}. Publish it with: git push --follow-tags`)
}

async function versionOfPackage(): Promise<string> {
  const { version } = JSON.parse(await readFile(inRoot('package.json'), 'utf8')) as { version: string } // npm's
  return version
}

/** In package.json and its lock, byte for byte as they were but for the version; npm would name download hosts in the lock. */
async function raiseVersion(from: string, to: string): Promise<void> {
  for (const [file, times] of [
    ['package.json', 1],
    ['package-lock.json', 2],
  ] as const) {
    let text = await readFile(inRoot(file), 'utf8')
    // The project's own come first in both.
    for (let time = 0; time < times; time++) text = text.replace(`"version": "${from}"`, `"version": "${to}"`)
    await writeFile(inRoot(file), text)
  }
}

/** What this version stores and answers, for the comparison with the next; and what was named as changed since the last. */
async function keepShapes(version: string): Promise<void> {
  const folder = inRoot('docs', 'releases', version)
  await mkdir(folder, { recursive: true })
  await copyFile(inRoot('docs', 'stored.json'), join(folder, 'stored.json'))
  await copyFile(inRoot('openapi.json'), join(folder, 'openapi.json'))
  const named = inRoot('docs', 'releases', 'named-changes.json')
  await rename(named, join(folder, 'named-changes.json'))
  await writeFile(named, '{\n  "stored": [],\n  "api": []\n}\n')
}

async function putArtefact(version: string, notes: string): Promise<void> {
  const folder = inRoot('release')
  const zip = await readFile(await packageApp())
  const hash = createHash('sha256').update(zip).digest('hex')
  const name = `twotier-${version}.zip`
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  await writeFile(join(folder, name), zip)
  // The form that `sha256sum --check` reads.
  await writeFile(join(folder, `${name}.sha256`), `${hash}  ${name}\n`)
  await writeFile(
    join(folder, `twotier-${version}.md`),
    `# Twotier ${version}\n\n${notes}\n\nSHA-256 of ${name}: \`${hash}\`\n`,
  )
  console.log(`release/${name}: ${zip.length} bytes, SHA-256 ${hash}`)
}

function git(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`git ${args[0]}: ${stderr.trim()}`)
  return stdout.trim()
}

function run(script: string): void {
  const { status } = spawnSync(process.execPath, [inRoot('local', 'run.mjs'), inRoot(script)], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error(`${script} failed`)
}
