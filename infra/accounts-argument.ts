import type { Accounts } from './table-rows.ts'

/** How the scripts about tables are told where these lie. */
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
  const [, first, last, access] = /^(\d+)-(\d+)=(.+)$/.exec(text) ?? []
  if (access === undefined) throw new Error(`--account ${text} is not as in 128-255=https://….table.core.windows.net`)
  return { first: Number(first), last: Number(last), access }
}
