import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { glob, mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type BuildContext, type BuildOptions, context, type OnLoadResult, type Plugin } from 'esbuild'

export interface BuildResult {
  /** Ends the watching, if any. */
  stop(): Promise<void>
}

export interface BuildChoices {
  /** Keeps building at every change and calls this after each later build, with the errors of a failed one. */
  readonly watch?: (errors: readonly string[]) => void
  readonly root?: string
}

const projectRoot = join(import.meta.dirname, '..')

/** Bundles every step under `functions/` into `dist/main.cjs`, the `main` of package.json. */
export async function buildApp({ watch, root = projectRoot }: BuildChoices = {}): Promise<BuildResult> {
  const building = await context({
    ...buildOptions(root),
    plugins: watch ? [everyStep(root), putWhole, tell(watch)] : [everyStep(root), putWhole],
  })
  await firstBuild(building)
  if (!watch) {
    await building.dispose()
    return { stop: async () => {} }
  }
  await building.watch()
  return { stop: () => building.dispose() }
}

async function firstBuild(building: BuildContext): Promise<void> {
  try {
    await building.rebuild()
  } catch (error) {
    await building.dispose()
    throw error
  }
}

function buildOptions(root: string): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: [{ in: 'every-step', out: 'main' }],
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    sourcemap: true,
    write: false,
    external: ['@azure/functions-core'],
    // @azure/storage-common calls createRequire(import.meta.url), which a CommonJS bundle does not have.
    define: { 'import.meta.url': 'bundleUrl', 'process.env.TWOTIER_VERSION': JSON.stringify(versionOf()) },
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'silent',
  }
}

/** The package's version, and the commit where there is one to name. */
function versionOf(): string {
  const text = readFileSync(join(projectRoot, 'package.json'), 'utf8')
  const { version = '0.0.0' } = JSON.parse(text) as { version?: string } // npm's
  const { status, stdout } = spawnSync('git', ['rev-parse', '--short=12', 'HEAD'], {
    cwd: projectRoot,
    encoding: 'utf8',
  })
  return status === 0 ? `${version}+${stdout.trim()}` : version
}

/** The entry is generated, so there is no list of steps to keep, and a new file is seen while watching. */
function everyStep(root: string): Plugin {
  return {
    name: 'every-step',
    setup(build) {
      build.onResolve({ filter: /^every-step$/ }, () => ({ path: 'functions', namespace: 'every-step' }))
      build.onLoad({ filter: /.*/, namespace: 'every-step' }, () => importEveryStep(root))
    },
  }
}

async function importEveryStep(root: string): Promise<OnLoadResult> {
  const files = (await Array.fromAsync(glob('functions/**/*.ts', { cwd: root }))).sort()
  if (files.length === 0)
    return { errors: [{ text: `There is no step in ${join(root, 'functions')}: nothing to build` }] }
  const folders = [...new Set(['functions', ...files.map((file) => dirname(file))])]
  return {
    contents: files.map((file) => `import ${JSON.stringify(`./${file.replaceAll('\\', '/')}`)}`).join('\n'),
    resolveDir: root,
    watchFiles: files.map((file) => join(root, file)),
    watchDirs: folders.map((folder) => join(root, folder)),
  }
}

/** Puts each file in its place in one move: tests and scripts may build, and load what is built, at the same time. */
const putWhole: Plugin = {
  name: 'put-whole',
  setup(build) {
    build.onEnd(async ({ outputFiles = [] }) => {
      for (const { path, contents } of outputFiles) {
        const unfinished = `${path}.${process.pid}`
        await mkdir(dirname(path), { recursive: true })
        await writeFile(unfinished, contents)
        await rename(unfinished, path)
      }
    })
  },
}

function tell(onRebuild: (errors: readonly string[]) => void): Plugin {
  let builds = 0
  return {
    name: 'tell',
    setup(build) {
      // The first build is awaited by the caller, and esbuild builds once more when it begins to watch.
      build.onEnd(({ errors }) => {
        builds += 1
        if (builds > 2)
          onRebuild(errors.map(({ text, location }) => `${location?.file ?? ''}:${location?.line ?? 0} ${text}`))
      })
    },
  }
}

if (import.meta.main) {
  const started = performance.now()
  await buildApp().catch((error: Error) => {
    console.error(error.message)
    process.exit(1)
  })
  console.log(`Built dist/main.cjs in ${Math.round(performance.now() - started)} ms.`)
}
