import type { LogLevel } from './contract.ts'

export interface LogLine {
  readonly time: Date
  readonly level: LogLevel
  /** As in Azure: `Function.<name>.User`, `Function.<name>`, `Host.…`. */
  readonly category: string
  readonly message: string
  readonly invocationId?: string
  readonly error?: unknown
}

export type Logger = (line: Omit<LogLine, 'time'>) => void

const severity: Record<string, number> = {
  trace: 0,
  debug: 1,
  information: 2,
  warning: 3,
  error: 4,
  critical: 5,
  none: 6,
}

/** Passes on what host.json's `logging.logLevel` lets through; the longest category prefix decides. */
export function createLogger(logLevel: Readonly<Record<string, unknown>>, write: (line: LogLine) => void): Logger {
  const rules = Object.entries(logLevel)
    .map(([prefix, level]) => ({ prefix: prefix.toLowerCase(), minimum: severity[String(level).toLowerCase()] ?? 2 }))
    .sort((a, b) => b.prefix.length - a.prefix.length)
  const fallback = rules.find((rule) => rule.prefix === 'default')?.minimum ?? severity.information ?? 2

  return (line) => {
    const category = line.category.toLowerCase()
    const minimum = rules.find((rule) => category.startsWith(rule.prefix))?.minimum ?? fallback
    const rank = severity[line.level] ?? 2
    if (rank >= minimum && rank < 6) write({ time: new Date(), ...line })
  }
}

/** One readable line (and the stack of an error) on the terminal. */
export function printLine(line: LogLine): void {
  const text = `[${line.time.toISOString()}] ${line.level === 'information' ? '' : `${line.level}: `}${line.message}`
  const stack = line.error instanceof Error ? `\n${line.error.stack ?? line.error.message}` : ''
  const stream = (severity[line.level] ?? 2) >= 3 ? process.stderr : process.stdout
  stream.write(`${text}${stack}\n`)
}
