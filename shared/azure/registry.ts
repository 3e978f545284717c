import type { HttpHandler } from '@azure/functions'
import type { Contract } from './contract.ts'

export interface RegisteredStep {
  readonly contract: Contract
  readonly handler: HttpHandler
  readonly pattern: RegExp
}

const steps: RegisteredStep[] = []
const constraints: Readonly<Record<string, string>> = { guid: '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}' }

/** Every step of the API that this process has loaded, in the order of loading. */
export const registeredSteps: readonly RegisteredStep[] = steps

export function register(contract: Contract, handler: HttpHandler): void {
  steps.push({ contract, handler, pattern: patternOf(contract.route) })
}

/** The step that a method and a clean path belong to, with the values in the path. */
export function findStep(method: string, path: string) {
  for (const step of steps) {
    const match = step.contract.method === method ? step.pattern.exec(path) : null
    if (match) return { step, params: Object.fromEntries(Object.entries(match.groups ?? {})) }
  }
  return undefined
}

function patternOf(route: string): RegExp {
  const parts = route.split('/').map((part) => {
    const [, name, constraint] = /^\{(\w+)(?::(\w+))?\}$/.exec(part) ?? []
    if (name === undefined) return part
    return `(?<${name}>${(constraint && constraints[constraint]) ?? '[^/]+'})`
  })
  return new RegExp(`^/?${parts.join('/')}$`, 'i')
}
