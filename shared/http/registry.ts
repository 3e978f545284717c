import type { HttpHandler, HttpRequest } from '@azure/functions'
import type { Answer } from '../command/answer.ts'
import type { Language } from '../domain/language.ts'
import type { Caller } from '../domain/partnerships/partner.ts'
import type { Contract } from './contract.ts'
import type { RequestIds } from './request.ts'

/** A request for a step of the API: of a program, with a bearer token, or of a page for the person who is signed in there. */
export interface Received {
  readonly request: HttpRequest
  readonly ids: RequestIds
  readonly language: Language
  readonly person?: Caller
}

export interface RegisteredStep {
  readonly contract: Contract
  readonly handler: HttpHandler
  readonly perform: (received: Received) => Promise<Answer>
  readonly pattern: RegExp
  /** As `pattern`, with anything for an id. */
  readonly loosePattern: RegExp
}

const steps: RegisteredStep[] = []
// In braces, too, as the host has it; in a path they are escaped.
const guid = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'
const constraints: Readonly<Record<string, string>> = { guid: `${guid}|%7B${guid}%7D` }

/** Every step of the API that this process has loaded, in the order of loading. */
export const registeredSteps: readonly RegisteredStep[] = steps

/** A step as readers see it, whatever its trigger: `GET /v1/customers`, a queue or a schedule. */
export interface DescribedStep {
  readonly name: string
  readonly trigger: string
  readonly summary: string
}

const described: DescribedStep[] = []

/** Every step that this process has loaded. */
export const describedSteps: readonly DescribedStep[] = described

export function describeStep(step: DescribedStep): void {
  described.push(step)
}

/** A method and a route as a caller writes them. */
export function addressOf({ method, route }: { readonly method: string; readonly route: string }): string {
  return `${method} /${route.replaceAll(/:\w+\}/g, '}')}`
}

export function register(contract: Contract, handler: HttpHandler, perform: RegisteredStep['perform']): void {
  describeStep({ name: contract.name, trigger: addressOf(contract), summary: contract.summary })
  const { route } = contract
  steps.push({ contract, handler, perform, pattern: patternOf(route), loosePattern: patternOf(route, {}) })
}

/** The methods that a step answers to: whoever may GET may ask with HEAD, as monitors and proxies do. */
export function methodsOf({ method }: Pick<Contract, 'method'>): readonly Contract['method'][] {
  return method === 'GET' ? ['GET', 'HEAD'] : [method]
}

/** The step that a method and a clean path belong to, with the values in the path. */
export function findStep(method: string, path: string) {
  return find(method, path, ({ pattern }) => pattern)
}

/** The step that a path would belong to if what it has in the place of a GUID were one. */
export function findStepOfAnyId(method: string, path: string) {
  return find(method, path, ({ loosePattern }) => loosePattern)
}

function find(method: string, path: string, patternIn: (step: RegisteredStep) => RegExp) {
  for (const step of steps) {
    const match = methodsOf(step.contract).some((one) => one === method) ? patternIn(step).exec(path) : null
    if (match) return { step, params: decoded(match.groups ?? {}) }
  }
  return undefined
}

/** The values of a path as the host gives them to a step. */
function decoded(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, decode(value)]))
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

function patternOf(route: string, held = constraints): RegExp {
  const parts = route.split('/').map((part) => {
    const [, name, constraint] = /^\{(\w+)(?::(\w+))?\}$/.exec(part) ?? []
    if (name === undefined) return part
    return `(?<${name}>${(constraint && held[constraint]) ?? '[^/]+'})`
  })
  return new RegExp(`^/?${parts.join('/')}$`, 'i')
}
