import type { HttpHandler } from '@azure/functions'
import { expect } from 'vitest'
import { type AnswerBody, everyRefusal } from '../../shared/azure/contract.ts'
import { registeredSteps } from '../../shared/azure/registry.ts'
import { faults } from '../../shared/domain/fault.ts'

interface Given {
  readonly status: number
  readonly body: unknown
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
}

/** Holds an answer to the contract of the step that gave it: a documented status, and a body of the documented shape. */
export function expectDocumented(handler: HttpHandler, given: Given): void {
  const contract = registeredSteps.find((step) => step.handler === handler)?.contract
  if (!contract) return
  const documented = contract.answers[given.status as keyof typeof contract.answers]
  if (documented) expectShape(contract.name, documented, given)
  else
    expect({
      step: contract.name,
      statuses: [...new Set(everyRefusal(contract).map((name) => faults[name].status))],
    }).toEqual({
      step: contract.name,
      statuses: expect.arrayContaining([given.status]),
    })
}

function expectShape(name: string, documented: AnswerBody, { body, text, headers }: Given): void {
  if (documented === 'nothing') expect(text, `${name} answers nothing`).toBe('')
  else if (typeof documented === 'function')
    expect(documented().safeParse(body).error?.issues ?? [], `${name} answers its shape`).toEqual([])
  else expect(headers['content-type'], `${name} answers its media type`).toContain(documented.mediaType)
}
