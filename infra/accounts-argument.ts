import type { Accounts } from './table-rows.ts'

/** The argument that tells the scripts about tables where these lie. */
export const accountOptions = {
  tables: { type: 'string' },
  account: { type: 'string', multiple: true, default: [] as string[] },
} as const

/** Reads `--tables HOME` and `--account FIRST-LAST=OTHER`, which can be said more than once. */
export function readAccounts(tables: string | undefined, further: readonly string[]): Accounts {
  if (!tables)
    throw new Error('Say --tables: the connection string of the account, or https://….table.core.windows.net')
  return { home: tables, further: further.map(readFurther) }
}

function readFurther(text: string) {
  const [, slots = '', access] = /^([^=]*)=(.+)$/.exec(text) ?? []
  if (access === undefined) throw new Error(`--account ${text} is not as in 128-255=https://….table.core.windows.net`)
  const [first, last] = readSlots(slots)
  return { first, last, access }
}

/** Reads a range of slots. @throws {Error} when it is none: nothing would be in it, and that would look like success */
export function readSlots(text: string): readonly [first: number, last: number] {
  const [first = 1, last = 0] = (/^(\d{1,3})-(\d{1,3})$/.exec(text) ?? []).slice(1).map(Number)
  if (first > last || last > 255) throw new Error(`"${text}" are no slots: say FIRST-LAST, from 0 to 255`)
  return [first, last]
}
