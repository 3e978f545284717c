import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

const nodeModules = join(import.meta.dirname, '..', '..', 'node_modules')

/**
 * The real Chromium, with its web security on: what the package switches off for other uses stays on here.
 * The package's program is for Linux on x64; CHROMIUM_PATH names another one.
 */
export async function launchChromium(): Promise<Browser> {
  return playwright.launch({
    executablePath: process.env.CHROMIUM_PATH ?? (await unpackedChromium()),
    args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none', '--no-pings'],
  })
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
