import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { type EmailMessage, Mail } from './mail.ts'

const Line = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mail'), mail: Mail }),
  z.object({ kind: z.literal('repeat'), id: z.guid() }),
])
type Line = z.infer<typeof Line>

export type MailStore = Awaited<ReturnType<typeof openMailStore>>

/** The mails, in memory and, when there is a folder, in a file of one line an event. */
export async function openMailStore(folder: string | undefined) {
  const file = folder && join(folder, 'mails.jsonl')
  if (folder !== undefined) await mkdir(folder, { recursive: true })
  const mails = new Map<string, Mail>()
  for (const line of file ? await readLines(file) : []) apply(mails, line)

  const record = async (line: Line) => {
    apply(mails, line)
    if (file) await appendFile(file, `${JSON.stringify(line)}\n`)
  }
  return {
    /** Newest first. */
    list: () => [...mails.values()].reverse(),
    get: (id: string) => mails.get(id),
    /** Keeps a mail once; the same id again is counted and changes nothing. */
    receive: (id: string, message: EmailMessage, now: Date) =>
      record(
        mails.has(id)
          ? { kind: 'repeat', id }
          : { kind: 'mail', mail: { ...message, id, receivedAt: now.toISOString(), repeats: 0 } },
      ),
    clear: async () => {
      mails.clear()
      if (file) await writeFile(file, '')
    },
  }
}

function apply(mails: Map<string, Mail>, line: Line): void {
  if (line.kind === 'mail') mails.set(line.mail.id, line.mail)
  const repeated = line.kind === 'repeat' ? mails.get(line.id) : undefined
  if (repeated) mails.set(repeated.id, { ...repeated, repeats: repeated.repeats + 1 })
}

async function readLines(file: string): Promise<Line[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  // What follows the last line end was cut off by a crash; its sender got no answer and will send again.
  const whole = text.split('\n').slice(0, -1)
  if (!text.endsWith('\n') && text !== '') await writeFile(file, whole.map((line) => `${line}\n`).join(''))
  return whole.map((line) => Line.parse(JSON.parse(line)))
}
