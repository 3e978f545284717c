import type { InvocationResponse, TypedValue } from '../contract.ts'
import type { LoadedFunction } from '../loaded-function.ts'
import type { Queues } from './queues.ts'

/** Writes what an invocation left in its queue outputs. */
export async function sendOutputs(fn: LoadedFunction, response: InvocationResponse, queues: Queues): Promise<void> {
  for (const output of fn.outputs) {
    const value =
      output.binding === '$return'
        ? response.returnValue
        : response.outputData?.find(({ name }) => name === output.binding)?.data
    for (const message of toMessages(value)) await queues.send(output, message)
  }
}

/** An array, or a string that parses as one, becomes a message for each element. */
function toMessages(value: TypedValue | null | undefined): readonly (string | Uint8Array)[] {
  if (value === null || value === undefined) return []
  if (value.bytes) return [value.bytes]
  const text = value.string ?? value.json ?? String(value.int ?? value.double ?? '')

  const parsed = /^\s*[[{]/.test(text) ? parseJson(text) : undefined
  if (parsed === undefined) return [text]
  return Array.isArray(parsed) ? parsed.map(toText) : [JSON.stringify(parsed)]
}

function toText(element: unknown): string {
  if (element === null) return ''
  return typeof element === 'string' ? element : JSON.stringify(element)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
