// Makes what Azure runs, and nothing else: the bundle with the notices of what is in it, host.json and a package.json of what the host asks for. As a folder
// (.package, for azd) and as twotier.zip (for az). The same sources make the same bytes.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { zipSync } from 'fflate'
import * as z from 'zod'
import { buildApp } from './build.ts'
import { noticesOf } from './notices.ts'

const root = join(import.meta.dirname, '..')

const AppPackage = z.object({
  name: z.string(),
  version: z.string(),
  private: z.literal(true),
  main: z.string(),
  engines: z.object({ node: z.string() }),
})

/** Builds the app, leaves `.package/` and `twotier.zip` in the folder, and gives the path of the zip. */
export async function packageApp(folder = root): Promise<string> {
  await buildApp()
  const files = await appFiles()
  const unpacked = join(folder, '.package')
  await rm(unpacked, { recursive: true, force: true })
  for (const [name, content] of files) {
    await mkdir(dirname(join(unpacked, name)), { recursive: true })
    await writeFile(join(unpacked, name), content)
  }
  const zip = join(folder, 'twotier.zip')
  await writeFile(zip, zipOf(files))
  return zip
}

type Files = readonly (readonly [name: string, content: Uint8Array])[]

async function appFiles(): Promise<Files> {
  const own = AppPackage.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')))
  return [
    [own.main, await readFile(join(root, own.main))],
    ['NOTICES.txt', Buffer.from(noticesOf(await readFile(join(root, `${own.main}.map`), 'utf8'), root))],
    ['host.json', await readFile(join(root, 'host.json'))],
    // Scripts and dependencies are left out: all is in the bundle, and nothing is to be installed or built in Azure.
    ['package.json', Buffer.from(`${JSON.stringify(own, null, 2)}\n`)],
  ]
}

function zipOf(files: Files): Uint8Array {
  const options = {
    level: 9,
    // The earliest time that a zip can name; it names local time, so this is no other one elsewhere.
    mtime: new Date(1980, 0, 1),
    os: 3, // Unix: the attributes are its file modes
    attrs: 0o100644 << 16,
  } as const
  return zipSync(Object.fromEntries(files.map(([name, content]) => [name, [content, options]])))
}

if (import.meta.main) {
  const zip = await packageApp()
  console.log(`Packaged ${zip}`)
}
