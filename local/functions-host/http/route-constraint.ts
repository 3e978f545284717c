import { LoadError } from '../errors.ts'

/** Whether a captured value may take the route; a value that is absent never may. */
export type Constraint = (value: string) => boolean

const guid = /^\s*(?:[0-9a-f]{32}|(?<open>[{(])?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}[})]?)\s*$/i

/** ASP.NET Core's inline constraints, by name; the number of arguments is checked by the caller of the list. */
const factories: Readonly<Record<string, (args: readonly string[]) => Constraint>> = {
  int: () => (value) => isInteger(value, -(2n ** 31n), 2n ** 31n - 1n),
  long: () => (value) => isInteger(value, -(2n ** 63n), 2n ** 63n - 1n),
  bool: () => (value) => /^\s*(?:true|false)\s*$/i.test(value),
  guid: () => isGuid,
  alpha: () => (value) => /^[a-z]*$/i.test(value),
  length: (args) => (value) => value.length >= number(args[0]) && value.length <= number(args[1] ?? args[0]),
  minlength: (args) => (value) => value.length >= number(args[0]),
  maxlength: (args) => (value) => value.length <= number(args[0]),
  min: (args) => (value) => isInteger(value, BigInt(number(args[0])), 2n ** 63n - 1n),
  max: (args) => (value) => isInteger(value, -(2n ** 63n), BigInt(number(args[0]))),
  range: (args) => (value) => isInteger(value, BigInt(number(args[0])), BigInt(number(args[1]))),
  required: () => (value) => value !== '',
}

export function parseConstraint(name: string, text: string | undefined): Constraint {
  if (name.toLowerCase() === 'regex' && text !== undefined) {
    const pattern = new RegExp(text, 'i')
    return (value) => pattern.test(value)
  }
  const factory = Object.hasOwn(factories, name.toLowerCase()) ? factories[name.toLowerCase()] : undefined
  if (!factory) throw new LoadError(`the route constraint "${name}" is not emulated by the local functions host`)
  const args = text === undefined || text.trim() === '' ? [] : text.split(',')
  const constraint = factory(args)
  // Once on a value that reaches every argument, so that a missing number shows now and not at the first request.
  constraint('0')
  return constraint
}

function isGuid(value: string): boolean {
  const trimmed = value.trim()
  const closing = { '{': '}', '(': ')' }[trimmed[0] ?? '']
  if (closing ? !trimmed.endsWith(closing) : /[})]$/.test(trimmed)) return false
  return guid.test(trimmed)
}

function isInteger(value: string, minimum: bigint, maximum: bigint): boolean {
  if (!/^\s*[+-]?\d+\s*$/.test(value)) return false
  const parsed = BigInt(value.trim().replace(/^\+/, ''))
  return parsed >= minimum && parsed <= maximum
}

function number(argument: string | undefined): number {
  const parsed = Number(argument?.trim() || Number.NaN)
  if (!Number.isInteger(parsed)) throw new LoadError(`a route constraint lacks a number: ${argument}`)
  return parsed
}
