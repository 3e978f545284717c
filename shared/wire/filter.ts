import * as z from 'zod'
import { refuseInput } from '../domain/fault.ts'
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

const SimpleFilter = z.object({ field: z.string(), value: z.string(), operator: wireEnum(filterOperators) })

export interface Filter<F extends string> {
  readonly field: F
  readonly value: string
  readonly operator: FilterOperator
}

/**
 * Reads a `filter`: one field of `allowed` with one of its operators. A plus sign stands for a blank, as form encoding has it.
 * @throws {Fault} invalidInput
 */
export function parseFilter<F extends string>(
  text: string | undefined,
  allowed: Readonly<Record<F, readonly FilterOperator[]>>,
): Filter<F> | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const parsed = SimpleFilter.safeParse(readShape(SimpleFilter, jsonOf(text)))
  if (!parsed.success) refuseInput('filter', 'notAFilter')
  const names = Object.keys(allowed).filter((name): name is F => name in allowed && allowed[name as F].length > 0)
  const field = names.find((name) => name.toLowerCase() === parsed.data.field.toLowerCase())
  if (!field) refuseInput('filter', 'filterFieldUnknown', { name: parsed.data.field, allowed: names.join(', ') })
  const { operator } = parsed.data
  if (!allowed[field].includes(operator))
    refuseInput('filter', 'filterOperatorUnknown', { name: operator, allowed: allowed[field].join(', ') })
  return { field, value: parsed.data.value, operator }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown // checked by SimpleFilter
  } catch {
    return refuseInput('filter', 'notAFilter')
  }
}
