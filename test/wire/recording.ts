import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'wire', 'recordings')

/** Whether the recorded answers of the live service lie beside the project; they are not part of it. */
export const hasRecordings = existsSync(folder)

const text = (file: string): string => readFileSync(join(folder, file), 'utf8').replace(/^\uFEFF/, '')

/** The body of a recorded answer: of a whole exchange, or kept by itself. */
// biome-ignore lint/suspicious/noExplicitAny: recorded answers of every shape
export function recordedBody(file: string): any {
  const content = JSON.parse(text(file).replace(/,(\s*[\]}])/g, '$1'))
  const exchange = Array.isArray(content) ? content[0] : content.Entries?.[0]
  return exchange ? JSON.parse(exchange.ResponseBody.replace(/,(\s*[\]}])/g, '$1')) : content
}

/** The names in a value, in order and at every depth; a list has the names of its first item. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])]
  if (typeof value !== 'object' || value === null) return typeof value
  return Object.entries(value).map(([name, item]) => [name, shapeOf(item)])
}
