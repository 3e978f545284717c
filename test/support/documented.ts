import type { HttpHandler } from '@azure/functions'
import { expect } from 'vitest'
import { faults } from '../../shared/domain/fault.ts'
import { type AnswerBody, type Contract, everyRefusal } from '../../shared/http/contract.ts'
import { registeredSteps } from '../../shared/http/registry.ts'
import { ErrorShape } from '../../shared/wire/errors.ts'

interface Given {
  readonly status: number
  readonly body: unknown
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Holds an answer to the contract of the step that gave it: a documented answer of its shape, or a documented refusal; to HEAD
 * its status.
 */
export function expectDocumented(handler: HttpHandler, given: Given, method: string): void {
  const contract = registeredSteps.find((step) => step.handler === handler)?.contract
  if (!contract) return
  const documented = contract.answers[given.status as keyof typeof contract.answers]
  if (documented) expectShape(contract.name, method === 'HEAD' ? 'nothing' : documented, given)
  else expectRefusal(contract, given)
}

/** HEAD is refused by its status alone, and so is whoever calls too often. */
function expectRefusal(contract: Contract, { status, body }: Given): void {
  const code = (body as { readonly code?: number } | undefined)?.code
  const told = everyRefusal(contract).map((name) => faults[name])
  const isTold = told.some((fault) => fault.status === status && (code === undefined || fault.code === code))

  expect(isTold, `${contract.name} tells of ${status}/${code}`).toBe(true)
  if (code === undefined) return
  expect(ErrorShape().safeParse(body).error?.issues ?? [], `${contract.name} refuses in a known shape`).toEqual([])
}

function expectShape(name: string, documented: AnswerBody, { body, text, headers }: Given): void {
  if (documented === 'nothing') expect(text, `${name} answers nothing`).toBe('')
  else if (typeof documented === 'function')
    expect(documented().safeParse(body).error?.issues ?? [], `${name} answers its shape`).toEqual([])
  else expect(headers['content-type'], `${name} answers its media type`).toContain(documented.mediaType)
}
