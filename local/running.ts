import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { readJson, writeJson } from './json-file.ts'

/** What the other scripts need to know of the Twotier that runs on this machine. */
const RunningFile = z.object({
  pid: z.int(),
  baseUrl: z.url(),
  mailboxUrl: z.url(),
  issuer: z.object({ issuer: z.url(), tokenUrl: z.url(), clientId: z.string(), clientSecret: z.string() }),
  connectionString: z.string(),
})
export type RunningFile = Readonly<z.infer<typeof RunningFile>>

/** Where the data and the notes of a local Twotier are kept, unless said otherwise. */
export const defaultFolder = join(import.meta.dirname, '..', '.local')

/** The Twotier that runs with this folder, or undefined. What a crashed one left behind does not count. */
export async function findRunning(folder: string): Promise<RunningFile | undefined> {
  const running = await readJson(fileIn(folder), RunningFile)
  return running && (await answers(running)) ? running : undefined
}

export async function writeRunning(folder: string, running: RunningFile): Promise<void> {
  await writeJson(fileIn(folder), running)
}

export async function removeRunning(folder: string): Promise<void> {
  await rm(fileIn(folder), { force: true })
}

async function answers({ mailboxUrl }: RunningFile): Promise<boolean> {
  return fetch(`${mailboxUrl}/api/mails`).then(
    ({ ok }) => ok,
    () => false,
  )
}

function fileIn(folder: string): string {
  return join(folder, 'running.json')
}
