import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import * as z from 'zod'
import { readOrCreate } from './json-file.ts'

const Keys = z.strictObject({ linkKeys: z.array(z.base64()), sessionKeys: z.array(z.base64()) })

/** The app's signing keys, base64 of 32 bytes each; the first one signs. */
export type Keys = Readonly<z.infer<typeof Keys>>

/** The keys of this folder, made on first use; without a folder, new ones that last as long as the process. */
export function readOrCreateKeys(folder: string | undefined): Promise<Keys> {
  return readOrCreate(folder && join(folder, 'keys.json'), Keys, async () => ({
    linkKeys: [newKey()],
    sessionKeys: [newKey()],
  }))
}

function newKey(): string {
  return randomBytes(32).toString('base64')
}
