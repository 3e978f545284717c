import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type * as z from 'zod'

/** Reads a JSON file, or undefined when there is none. A file of another shape is an error that names the file. */
export async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = await readFile(file, 'utf8').catch(absent)
  if (text === undefined) return undefined
  try {
    return schema.parse(JSON.parse(text))
  } catch (error) {
    throw new Error(`${file} cannot be understood; delete it to have it made again`, { cause: error })
  }
}

/** Writes a JSON file that only its owner can read, whole or not at all. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

/** The value in the file, made and written on first use; made anew each time when there is no file to keep it in. */
export async function readOrCreate<T>(
  file: string | undefined,
  schema: z.ZodType<T>,
  create: () => Promise<T>,
): Promise<T> {
  if (file === undefined) return create()
  const kept = await readJson(file, schema)
  if (kept !== undefined) return kept
  const created = await create()
  await writeJson(file, created)
  return created
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
