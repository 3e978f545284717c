import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'
import { stubCoreModule } from '../bench/app/stub-core.ts'

type Written = typeof import('./written.ts')

/** Loads every step outside of a Functions host, bundled as the app is, and what writes their description. */
export async function loadDescription(root: string): Promise<Written> {
  const { Values } = JSON.parse(readFileSync(join(root, 'local.settings.sample.json'), 'utf8'))
  Object.assign(process.env, Values)
  stubCoreModule()
  const outfile = join(root, 'node_modules', '.cache', 'description.cjs')
  await build({
    stdin: { contents: entry(root), resolveDir: root },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['@azure/functions-core'],
    define: { 'import.meta.url': 'bundleUrl' },
    banner: { js: "const bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'error',
  })
  return createRequire(import.meta.url)(outfile) as Written // that is the one module the entry gives on
}

function entry(root: string): string {
  const steps = globSync('functions/**/*.ts', { cwd: root }).sort()
  return [
    ...steps.map((file) => `import ${JSON.stringify(`./${file.replaceAll('\\', '/')}`)}`),
    "export * from './tools/description/written.ts'",
  ].join('\n')
}
