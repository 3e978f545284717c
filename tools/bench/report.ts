export type Cell = string | number

/** The value in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = sorted.length >> 1
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[middle]]
  return (low + high) / 2
}

/** Prints rows under a heading, in columns: words to the left, numbers to the right. */
export function printTable(title: string, heading: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const cells = [heading, ...rows.map((row) => row.map(String))]
  const widths = heading.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)))
  const isNumber = heading.map((_, column) => rows.every((row) => /^[\d.,×+-]*( ms)?$/.test(String(row[column] ?? ''))))
  const line = (row: readonly string[]) =>
    row.map((cell, column) => pad(cell, widths[column] ?? 0, isNumber[column] === true)).join('  ')
  console.log(`\n${title}\n`)
  for (const row of cells) console.log(`  ${line(row)}`.trimEnd())
}

export const fixed = (value: number, digits = 2): string => value.toFixed(digits)

/** What to print beside a target that depends on the machine. */
export const verdict = (isHeld: boolean): string => (isHeld ? 'ok' : 'MISSED')

/** What to print beside a count, which is the same on every machine: the bench fails where it is missed. */
export function hold(isHeld: boolean): string {
  if (!isHeld) process.exitCode = 1
  return verdict(isHeld)
}

const pad = (cell: string, width: number, right: boolean): string => (right ? cell.padStart(width) : cell.padEnd(width))
