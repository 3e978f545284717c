import { createHash } from 'node:crypto'
import { isObject, type Json, listOf, numberOf, objectOf, textOf } from './json.ts'

const format = (pattern: Json | undefined, values: readonly Json[]): string =>
  textOf(pattern).replace(/\{(\d+)\}/g, (_, index: string) => textOf(values[Number(index)]))

const isEmpty = (value: Json | undefined): boolean => {
  if (value === null || value === undefined) return true
  if (typeof value === 'object' && !Array.isArray(value)) return Object.keys(value).length === 0
  return Array.isArray(value) || typeof value === 'string' ? value.length === 0 : false
}

const lengthOf = (value: Json | undefined): number =>
  typeof value === 'string' || Array.isArray(value) ? value.length : Object.keys(objectOf(value)).length

const contains = (container: Json | undefined, item: Json | undefined): boolean => {
  if (typeof container === 'string') return container.includes(textOf(item))
  return isObject(container) ? textOf(item) in container : listOf(container).some((one) => isSame(one, item))
}

const isSame = (left: Json | undefined, right: Json | undefined): boolean =>
  JSON.stringify(left) === JSON.stringify(right)

/** Not Azure's own digest; as with that, the same words give the same id and others another. */
function guidOf(words: readonly Json[]): string {
  const hex = createHash('sha256').update(words.map(textOf).join('-')).digest('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
}

/** The full type and the names of a resource as its id has them: one name for each part of the type behind the first. */
function pathOf(type: Json | undefined, names: readonly Json[]): string {
  const [provider = '', ...types] = textOf(type).split('/')
  return [provider, ...types.flatMap((part, index) => [part, textOf(names[index])])].join('/')
}

/** The functions of the template language that need nothing but their arguments. */
export const plainFunctions: Readonly<Record<string, (...given: readonly Json[]) => Json>> = {
  true: () => true,
  false: () => false,
  null: () => null,
  not: (value) => value !== true,
  equals: (left, right) => isSame(left, right),
  greater: (left, right) => numberOf(left) > numberOf(right),
  less: (left, right) => numberOf(left) < numberOf(right),
  lessOrEquals: (left, right) => numberOf(left) <= numberOf(right),
  empty: isEmpty,
  length: lengthOf,
  contains,
  int: (value) => numberOf(value),
  string: (value) => (typeof value === 'string' ? value : JSON.stringify(value)),
  format: (pattern, ...values) => format(pattern, values),
  concat: (...parts) =>
    Array.isArray(parts[0]) ? parts.flatMap((part) => [...listOf(part)]) : parts.map(textOf).join(''),
  join: (parts, separator) => listOf(parts).map(textOf).join(textOf(separator)),
  split: (text, separator) => textOf(text).split(textOf(separator)),
  substring: (text, start, length) =>
    textOf(text).slice(numberOf(start), length === undefined ? undefined : numberOf(start) + numberOf(length)),
  replace: (text, from, to) => textOf(text).replaceAll(textOf(from), textOf(to)),
  toLower: (text) => textOf(text).toLowerCase(),
  // Azure takes no notice of case here.
  startsWith: (text, start) => textOf(text).toLowerCase().startsWith(textOf(start).toLowerCase()),
  endsWith: (text, end) => textOf(text).toLowerCase().endsWith(textOf(end).toLowerCase()),
  first: (value) => (typeof value === 'string' ? value.slice(0, 1) : (listOf(value)[0] ?? null)),
  last: (value) => (typeof value === 'string' ? value.slice(-1) : (listOf(value).at(-1) ?? null)),
  range: (start, count) => Array.from({ length: numberOf(count) }, (_, index) => numberOf(start) + index),
  createArray: (...items) => items,
  createObject: (...pairs) =>
    Object.fromEntries(
      pairs.flatMap((key, index) => (index % 2 === 0 ? [[textOf(key), pairs[index + 1] ?? null] as const] : [])),
    ),
  flatten: (lists) => listOf(lists).flatMap((list) => [...listOf(list)]),
  union: (...lists) => [
    ...new Map(lists.flatMap((list) => listOf(list)).map((one) => [JSON.stringify(one), one])).values(),
  ],
  coalesce: (...values) => values.find((value) => value !== null) ?? null,
  guid: (...words) => guidOf(words),
  resourceId: (_subscription, _group, type, ...names) => `~/${pathOf(type, names)}`,
  extensionResourceId: (scope, type, ...names) => `${textOf(scope)}/providers/${pathOf(type, names)}`,
  fail: (message) => {
    throw new Error(textOf(message))
  },
}
