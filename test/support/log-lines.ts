import { InvocationContext, type InvocationContextInit } from '@azure/functions'

/**
 * What no line of the log may hold, as the tests seed it: people's names and addresses, tokens, links, passwords. One look for
 * all of them at every line that any test makes the app write.
 */
const personal =
  /eyJ[\w-]{20,}|token=\w|@(?!fs\/|id\/|azure\/|\d)[\w-]+\.\w|adatum|sample way|\bana example\b|4255550100|\bAda\b|\bTum\b|password"?:/i

/** Everything that was logged in this process, as the host would have got it. */
export const logLines: string[] = []

export const namesPerson = (line: string): boolean => personal.test(line)

const toTerminal = (line: string): void => void process.stderr.write(`${line}\n`)
let ofTest: string[] = []

/** @throws {Error} when the line tells of a person */
export function holdToRule(line: string): void {
  logLines.push(line)
  ofTest.push(line)
  if (process.env.LOG_LINES === 'yes') toTerminal(line)
  if (namesPerson(line)) throw new Error(`the log tells of a person: ${line.slice(0, 500)}`)
}

/** A context whose log is held to the rule. */
export function watchedContext(init: InvocationContextInit = {}): InvocationContext {
  return new InvocationContext({ ...init, logHandler: (_level, ...args) => holdToRule(args.join(' ')) })
}

/** Holds to the rule, too, what the app writes after its answer, and keeps it from the terminal: a dead process says much. */
export function watchConsole(): void {
  for (const level of ['info', 'warn', 'error'] as const) {
    const say = console[level]
    console[level] = (...words: readonly unknown[]) => {
      const [line] = words
      if (typeof line === 'string' && line.startsWith('{"event":')) holdToRule(line)
      else say(...words)
    }
  }
}

/** A test begins: what comes now is its own. */
export function beginLog(): void {
  ofTest = []
}

/** What a test has logged, for whoever wants to know why it failed. */
export function showLog(): void {
  if (process.env.LOG_LINES !== 'yes') for (const line of ofTest) toTerminal(line)
}
