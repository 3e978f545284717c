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

/** @throws {Error} when the line tells of a person */
export function holdToRule(line: string): void {
  logLines.push(line)
  if (namesPerson(line)) throw new Error(`the log tells of a person: ${line.slice(0, 500)}`)
}

/** A context whose log is held to the rule. */
export function watchedContext(init: InvocationContextInit = {}): InvocationContext {
  return new InvocationContext({ ...init, logHandler: (_level, ...args) => holdToRule(args.join(' ')) })
}
