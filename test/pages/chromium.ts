import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, type LaunchOptions, chromium as playwright } from 'playwright-core'

const nodeModules = join(import.meta.dirname, '..', '..', 'node_modules')

const args = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none', '--no-pings']

type Program = Pick<LaunchOptions, 'channel' | 'executablePath'>

/** The browsers that may be on a machine, first the one that comes with the packages: it is for Linux on x64 only. */
export async function programsFor(machine: {
  readonly platform: string
  readonly arch: string
  readonly named?: string | undefined
}): Promise<readonly Program[]> {
  const { platform, arch, named } = machine
  if (named) return [{ executablePath: named }]
  if (platform === 'linux' && arch === 'x64') return [{ executablePath: await unpackedChromium() }]
  const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser']
  return [
    { channel: 'chrome' },
    { channel: 'msedge' },
    ...(platform === 'linux' ? usual.map((executablePath) => ({ executablePath })) : []),
  ]
}

/**
 * The real Chromium, with its web security on: what the package switches off for other uses stays on here. Undefined where none
 * of these is on the machine; one that is there and does not start is an error.
 */
export async function launchChromium(programs?: readonly Program[]): Promise<Browser | undefined> {
  const { platform, arch, env } = process
  const named = env.CHROMIUM_PATH
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names a file that is not there: ${named}`)
  for (const program of programs ?? (await programsFor({ platform, arch, named }))) {
    const launched = await playwright.launch({ ...program, args }).catch(absent)
    if (launched) return launched
  }
  return undefined
}

function absent(error: unknown): undefined {
  const isAbsent = error instanceof Error && /executable doesn't exist|is not found at|ENOENT/i.test(error.message)
  if (!isAbsent) throw error
}

/** Unpacks Chromium once. Test files may do so at the same time: each unpacks for itself, and the first to finish counts. */
async function unpackedChromium(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(nodeModules, '@sparticuz', 'chromium', 'package.json'), 'utf8'))
  const folder = join(nodeModules, '.cache', `chromium-${version}`)
  if (existsSync(folder)) return join(folder, 'chromium')
  await mkdir(join(nodeModules, '.cache'), { recursive: true })
  const own = await mkdtemp(`${folder}-`)
  await unpackInto(own)
  await rename(own, folder).catch(() => rm(own, { recursive: true }))
  return join(folder, 'chromium')
}

/** The package unpacks into the folder for temporary files, wherever that is. */
async function unpackInto(folder: string): Promise<void> {
  const { TMPDIR } = process.env
  process.env.TMPDIR = folder
  try {
    await chromium.executablePath()
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
  }
}
