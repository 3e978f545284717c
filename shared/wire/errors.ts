import { type Fault, faults } from '../domain/fault.ts'
import { cut } from '../domain/line.ts'

const source = 'Twotier'
const longestDescription = 1024

/** The classic body says no more than a number and a sentence; Partner Center's 600xxx family and our own codes use the newer one. */
export function faultToWire(fault: Fault, sentence: string): Record<string, unknown> {
  const { code } = faults[fault.fault]
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
