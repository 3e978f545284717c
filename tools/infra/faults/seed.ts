import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

/** A fault to put into one file of the deployment: the first `from` becomes `to`. */
export interface Seed {
  readonly kind: string
  readonly file: string
  readonly from: string
  readonly to: string
}

/** By kind and by file. */
const Seeds = z.record(z.string(), z.record(z.string(), z.array(z.strictObject({ from: z.string(), to: z.string() }))))

/** Every fault that is seeded. */
export const seeds: readonly Seed[] = Object.entries(
  Seeds.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'seeds.json'), 'utf8'))),
).flatMap(([kind, files]) =>
  Object.entries(files).flatMap(([file, faults]) => faults.map((fault) => ({ kind, file, ...fault }))),
)

/** The text with the fault in it. @throws {Error} when the text has changed and the fault finds no place */
export function withFault({ file, from, to }: Seed, text: string): string {
  const faulty = text.replace(from, () => to)
  if (faulty === text) throw new Error(`${file} has no place for the fault: ${from}`)
  return faulty
}
