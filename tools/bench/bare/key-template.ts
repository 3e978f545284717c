import { randomUUID } from 'node:crypto'

/** Builds a text from the ids of a run. */
export type Fill = (ids: readonly string[]) => string

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi

/** What of the texts of a captured run is new in each run: its ids, and every GUID that nobody else has. */
export interface Slots {
  readonly captured: readonly string[]
  /** How many of them come from the run; the others are made anew. */
  readonly given: number
}

export function findSlots(keys: readonly string[], given: readonly string[], known: ReadonlySet<string>): Slots {
  const made = new Set(keys.flatMap((key) => key.match(guid) ?? []))
  const own = [...made].filter((id) => !known.has(id) && !given.includes(id))
  return { captured: [...given, ...own], given: given.length }
}

/** The ids of a new run in the place of the captured ones. */
export function freshIds({ captured, given }: Slots, ids: readonly string[]): string[] {
  return captured.map((_, index) => (index < given ? (ids[index] ?? '') : randomUUID()))
}

/** A text in which the captured ids are gaps. */
export function templateOf(text: string, { captured }: Slots): Fill {
  const places = captured.map((id) => id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  if (places.length === 0) return () => text
  const parts = text.split(new RegExp(`(${places.join('|')})`))
  const sources = parts.map((part) => captured.indexOf(part))
  return (ids) => parts.map((part, index) => ids[sources[index] ?? -1] ?? part).join('')
}
