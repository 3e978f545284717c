import * as z from 'zod'
import { type Fault, faults } from '../domain/fault.ts'
import { cut } from '../domain/line.ts'
import { type Shaped, shape } from './shape.ts'

const source = 'Twotier'
const longestDescription = 1024

/** Both forms have one name: a client generator cannot make one type of error out of two. */
export const ErrorShape = shape('Error', () =>
  z
    .union([
      z
        .strictObject({
          code: z.int(),
          description: z.string(),
          data: z.array(z.string()).meta({ description: 'The names of the fields at fault.' }),
          source: z.string(),
        })
        .meta({ title: 'the classic error' }),
      z
        .strictObject({
          code: z.int(),
          message: z.string(),
          description: z.string(),
          errorName: z.string(),
          isRetryable: z.boolean(),
          parameters: z.record(z.string(), z.string()),
          errorMessageExtended: z.string(),
          data: z.array(z.string()).meta({ description: 'The names of the fields at fault.' }),
        })
        .meta({ title: 'the newer error' }),
    ])
    .meta({
      description:
        "Partner Center's classic error or its newer one; all codes of ours, from 971000 on, come in the newer.",
    }),
)

export const ThrottledShape = shape('Throttled', () =>
  z
    .strictObject({ statusCode: z.literal(429), message: z.string() })
    .meta({ description: 'The answer to too many calls. Retry-After says when to try again.' }),
)

type Refusal = Shaped<typeof ErrorShape> | Shaped<typeof ThrottledShape>

/**
 * The classic body says no more than a number and a sentence; Partner Center's 600xxx family and our own codes use the newer
 * one. The SDKs read Retry-After only when the body of a 429 is not in the classic shape.
 */
export function faultToWire(fault: Fault, sentence: string): Refusal {
  const { code, status } = faults[fault.fault]
  if (status === 429) return { statusCode: status, message: sentence }
  const description = cut(sentence, longestDescription)
  const fields = fault.problems.length > 0 ? fault.problems.map(({ field }) => field) : fieldOf(fault)
  if (!usesNewerShape(code)) return { code, description, data: fields, source }
  return {
    code,
    message: description,
    description,
    errorName: fault.fault.charAt(0).toUpperCase() + fault.fault.slice(1),
    isRetryable: isRetryable(fault),
    parameters: Object.fromEntries(Object.entries(fault.details).map(([name, value]) => [name, String(value)])),
    errorMessageExtended: `InternalErrorCode=${code}`,
    data: fields,
  }
}

const usesNewerShape = (code: number): boolean => code >= 971_000 || (code >= 600_000 && code < 601_000)

function isRetryable({ fault }: Fault): boolean {
  return 'isRetryable' in faults[fault]
}

function fieldOf({ details }: Fault): string[] {
  return typeof details.field === 'string' ? [details.field] : []
}
