import { globSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

/** The files of all steps, relative to the project. */
export const stepFiles: readonly string[] = globSync('functions/**/*.ts', { cwd: root }).sort()

/** Imports every step, so that all are registered. */
export async function importAllSteps(): Promise<void> {
  for (const file of stepFiles) await import(join(root, file))
}
