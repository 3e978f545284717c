// npm run openapi: writes what is made from the contracts of the steps: openapi.json, docs/steps.md, README.md's table.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadDescription } from './description/bundle.ts'

const root = join(import.meta.dirname, '..')
const { writtenFiles } = await loadDescription(root)

for (const { file, text } of writtenFiles(root)) {
  const path = join(root, file)
  const before = await readFile(path, 'utf8').catch(() => '')
  if (before !== text) await writeFile(path, text)
  console.log(`${file}: ${before === text ? 'as it was' : 'written'}`)
}
