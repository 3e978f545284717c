import * as z from 'zod'

const numeral = /^[+-]?\d{1,15}(\.\d{1,15})?$/
/** Longer texts are neither. */
const longest = 40

/**
 * A value in the JSON type that a schema without properties asks for, where it is plainly meant: PowerShell makes texts of numbers
 * and truths and numbers of ids, and Json.NET, behind Partner Center, takes them. Whatever it is not stays as it came, to be refused.
 */
export function inTypeOf(schema: z.ZodType, value: unknown): unknown {
  const { type } = schema.def
  if (type === 'string') return asText(value)
  if (typeof value !== 'string' || value.length > longest) return value
  const text = value.trim().toLowerCase()
  if (type === 'number' && numeral.test(text)) return Number(text)
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return value
}

function asText(value: unknown): unknown {
  if (typeof value === 'number') return numeral.test(String(value)) ? String(value) : value
  return dateInObject(value) ?? value
}

const DateObject = z.object({ value: z.string().max(longest).startsWith('/Date(') })

/** Windows PowerShell writes the date it has just made as an object, with the words of its display beside. */
function dateInObject(value: unknown): string | undefined {
  return typeof value === 'object' ? DateObject.safeParse(value).data?.value : undefined
}
