import { globSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { coreUsers } from './core-module.ts'
import { LoadError, messageOf } from './errors.ts'
import { readJson } from './settings.ts'

const require = createRequire(import.meta.url)

/** Loads every file that `main` of package.json matches; returns how to forget them, so that they can be loaded again. */
export async function loadAppFiles(appRoot: string, generation: number): Promise<() => void> {
  const root = realpathSync(appRoot)
  const packageJson = readJson(join(root, 'package.json'))
  const main = packageJson.main
  if (typeof main !== 'string') throw new LoadError(`${join(root, 'package.json')} has no "main"`)
  const files = globSync(main, { cwd: root }).sort()
  if (files.length === 0) throw new LoadError(`"main" of package.json matches no file: ${main} in ${root}`)

  const loadedBefore = new Set(Object.keys(require.cache))
  const forget = () => forgetModules(root, loadedBefore)
  for (const file of files) {
    try {
      await loadFile(join(root, file), packageJson.type === 'module', generation)
    } catch (error) {
      forget()
      throw new LoadError(`${file} could not be loaded: ${messageOf(error)}`, { cause: error })
    }
  }
  return forget
}

/** The real worker's choice between the two module systems. */
async function loadFile(file: string, isModulePackage: boolean, generation: number): Promise<void> {
  const extension = extname(file)
  const isEsm = extension === '.mjs' || extension === '.mts' || (isModulePackage && !/^\.c[jt]s$/.test(extension))
  if (!isEsm) {
    require(file)
    return
  }
  const url = pathToFileURL(file)
  // Node never forgets an ES module; another query makes it another module.
  if (generation > 0) url.searchParams.set('generation', String(generation))
  await import(/* @vite-ignore */ url.href)
}

/** Forgets the app's own files, every copy of @azure/functions, and what depends on those. Other packages stay. */
function forgetModules(root: string, loadedBefore: ReadonlySet<string>): void {
  const isAppFile = (file: string) => file.startsWith(root + sep) && !file.includes(`${sep}node_modules${sep}`)
  const loaded = Object.values(require.cache).filter((module) => module !== undefined)
  const stale = new Set(loaded.filter(({ filename }) => isAppFile(filename) || coreUsers.has(filename)))
  for (let size = -1; size !== stale.size; ) {
    size = stale.size
    for (const module of loaded) if (module.children.some((child) => stale.has(child))) stale.add(module)
  }
  for (const { filename } of stale) if (!loadedBefore.has(filename)) delete require.cache[filename]
}
