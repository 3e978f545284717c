import { faultBody, StorageFault } from './storage-fault.ts'
import type { BatchFault, Write } from './write.ts'
import { toWrite } from './write-request.ts'

export interface Batch {
  readonly table: string
  readonly writes: readonly Write[]
  /** Names the set of changes; the answer's own set is named after it. */
  readonly changeset: string
}

/** Reads an entity group transaction as the SDK sends it. @throws {StorageFault} notUnderstood */
export function parseBatch(body: string): Batch {
  const changeset = /boundary=changeset_([\w-]+)/.exec(body)?.[1] ?? ''
  const [, ...parts] = body.split(`--changeset_${changeset}`)
  const requests = parts.slice(0, -1).map(parsePart)
  const table = requests[0]?.table
  if (table === undefined || requests.some((request) => request.table !== table))
    throw new StorageFault('notUnderstood')
  return { table, changeset, writes: requests.map(({ write }) => write) }
}

function parsePart(part: string) {
  const lines = part.split('\r\n')
  const start = lines.findIndex((line) => line.endsWith(' HTTP/1.1'))
  const [method = '', url = ''] = lines[start]?.split(' ') ?? []
  const headers = lines.slice(start + 1)
  const ifMatch = headers.find((line) => /^if-match: /i.test(line))?.slice('if-match: '.length)
  const body = headers.find((line) => line.startsWith('{')) ?? ''
  return toWrite({ method, resource: url.slice(url.lastIndexOf('/') + 1), ifMatch, body })
}

/** The answer to a batch that went through. */
export function batchAnswer({ changeset, writes }: Batch, etags: readonly (string | undefined)[]): string {
  const parts = writes.map(({ kind, row }, index) => {
    const etag = etags[index]
    const location = kind === 'insert' ? [`Location: RowKey='${encodeURIComponent(row)}'`] : []
    return ['HTTP/1.1 204 No Content', ...location, ...(etag === undefined ? [] : [`ETag: ${etag}`]), '', '']
  })
  return multipart(changeset, parts)
}

/** The answer to a batch of which one operation was refused: the whole answer is about that one. */
export function batchRefusal(changeset: string, { fault, index }: BatchFault): string {
  const status = `HTTP/1.1 ${fault.status} ${fault.code}`
  return multipart(changeset, [[status, 'Content-Type: application/json', '', faultBody(fault, index)]])
}

export const batchContentType = (changeset: string): string => `multipart/mixed; boundary=batchresponse_${changeset}`

function multipart(changeset: string, parts: readonly (readonly string[])[]): string {
  const boundary = `--changesetresponse_${changeset}`
  const head = ['Content-Type: application/http', 'Content-Transfer-Encoding: binary', '']
  return [
    `--batchresponse_${changeset}`,
    `Content-Type: multipart/mixed; boundary=${boundary.slice(2)}`,
    '',
    ...parts.flatMap((lines) => [boundary, ...head, ...lines]),
    `${boundary}--`,
    `--batchresponse_${changeset}--`,
    '',
  ].join('\r\n')
}
