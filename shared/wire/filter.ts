import * as z from 'zod'
import { refuseInput } from '../domain/fault.ts'
import { folded } from '../domain/folding.ts'
import { namesOf } from '../domain/names-of.ts'
import { readShape, wireEnum } from './casing.ts'

const filterOperators = [
  'equals',
  'not_equals',
  'greater_than',
  'greater_than_or_equals',
  'less_than',
  'less_than_or_equals',
  'substring',
  'and',
  'or',
  'starts_with',
  'not_starts_with',
] as const
type FilterOperator = (typeof filterOperators)[number]

export interface FieldFilter<F extends string> {
  readonly field: F
  readonly value: string
  readonly operator: FilterOperator
}

/** Two filters of which both, or one, must let an item pass; the .NET SDK can nest them. */
interface CompoundFilter<F extends string> {
  readonly left: Filter<F>
  readonly right: Filter<F>
  readonly operator: 'and' | 'or'
}

export type Filter<F extends string> = FieldFilter<F> | CompoundFilter<F>

type Allowed<F extends string> = Readonly<Record<F, readonly FilterOperator[]>>

const SimpleFilter = z.object({ field: z.string(), value: z.string(), operator: wireEnum(filterOperators) })
const Compound = z.object({ leftFilter: z.unknown(), rightFilter: z.unknown(), operator: wireEnum(filterOperators) })

const deepest = 5

/**
 * Reads a `filter`: fields of `allowed`, each with one of its operators, alone or joined by `and` and `or`.
 * @throws {Fault} invalidInput
 */
export function parseFilter<F extends string>(text: string | undefined, allowed: Allowed<F>): Filter<F> | undefined {
  return text === undefined || text.trim() === '' ? undefined : readFilter(jsonOf(text), allowed, 0)
}

function readFilter<F extends string>(given: unknown, allowed: Allowed<F>, depth: number): Filter<F> {
  const compound = Compound.safeParse(readShape(Compound, given)).data
  const operator = compound?.operator
  if (compound?.leftFilter === undefined || compound.rightFilter === undefined) return readField(given, allowed)
  if (depth === deepest || (operator !== 'and' && operator !== 'or')) return refuseInput('filter', 'notAFilter')
  const { leftFilter, rightFilter } = compound
  return {
    left: readFilter(leftFilter, allowed, depth + 1),
    right: readFilter(rightFilter, allowed, depth + 1),
    operator,
  }
}

function readField<F extends string>(given: unknown, allowed: Allowed<F>): FieldFilter<F> {
  const parsed = SimpleFilter.safeParse(readShape(SimpleFilter, given))
  if (!parsed.success) return refuseInput('filter', 'notAFilter')
  const { operator, value } = parsed.data
  const names = namesOf(allowed).filter((name) => allowed[name].length > 0)
  const field = names.find((name) => name.toLowerCase() === parsed.data.field.toLowerCase())
  if (!field) return refuseInput('filter', 'filterFieldUnknown', { name: parsed.data.field, allowed: names.join(', ') })
  if (!allowed[field].includes(operator))
    refuseInput('filter', 'filterOperatorUnknown', { name: operator, allowed: allowed[field].join(', ') })
  return { field, value, operator }
}

const tests: Readonly<Record<FilterOperator, (value: string, asked: string) => boolean>> = {
  equals: (value, asked) => value === asked,
  not_equals: (value, asked) => value !== asked,
  greater_than: (value, asked) => value > asked,
  greater_than_or_equals: (value, asked) => value >= asked,
  less_than: (value, asked) => value < asked,
  less_than_or_equals: (value, asked) => value <= asked,
  substring: (value, asked) => value.includes(asked),
  starts_with: (value, asked) => value.startsWith(asked),
  not_starts_with: (value, asked) => !value.startsWith(asked),
  and: () => false,
  or: () => false,
}

/** Whether what `valueIn` gives for each field passes; `fold` makes values alike that count as equal. */
export function passes<F extends string>(
  filter: Filter<F> | undefined,
  valueIn: (field: F) => string | undefined,
  fold = folded,
): boolean {
  if (filter === undefined) return true
  if ('field' in filter) return tests[filter.operator](fold(valueIn(filter.field) ?? ''), fold(filter.value))
  const left = passes(filter.left, valueIn, fold)
  return filter.operator === 'and'
    ? left && passes(filter.right, valueIn, fold)
    : left || passes(filter.right, valueIn, fold)
}

/** The single fields of a filter. */
export function fieldsOf<F extends string>(filter: Filter<F> | undefined): FieldFilter<F>[] {
  if (filter === undefined) return []
  return 'field' in filter ? [filter] : [...fieldsOf(filter.left), ...fieldsOf(filter.right)]
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return refuseInput('filter', 'notAFilter')
  }
}
