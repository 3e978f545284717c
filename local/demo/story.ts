import { styleText } from 'node:util'

export type Facts = Readonly<Record<string, string | number>>

/** One call and its answer, in the few words that matter. */
interface Told {
  readonly method: string
  readonly address: string
  readonly status: number
  readonly facts?: Facts
}

export interface Story {
  /** One numbered step. What goes wrong in it becomes a StepFailed. */
  step<T>(title: string, work: () => Promise<T>): Promise<T>
  tell(told: Told): void
  /** Steps and calls so far. */
  count(): { readonly steps: number; readonly calls: number }
}

export class StepFailed extends Error {
  override readonly name = 'StepFailed'

  constructor(number: number, title: string, cause: unknown) {
    super(`Step ${number} failed: ${title}\n${indent(mask(reasonOf(cause)))}`, { cause })
  }
}

/** Prints the steps as they happen; `isQuiet` leaves one line of each. */
export function createStory({ isQuiet }: { readonly isQuiet: boolean }): Story {
  let steps = 0
  let calls = 0
  const print = (line: string) => process.stdout.write(`${mask(line)}\n`)

  return {
    async step(title, work) {
      const number = ++steps
      const name = `${String(number).padStart(2)}  ${title}`
      if (!isQuiet) print(`\n${paint('bold', name)}`)
      try {
        const result = await work()
        if (isQuiet) print(name)
        return result
      } catch (error) {
        throw new StepFailed(number, title, error)
      }
    },
    tell({ method, address, status, facts = {} }) {
      calls += 1
      if (isQuiet) return
      print(`    ${paint('cyan', method)} ${address}  ${paint(status < 400 ? 'green' : 'red', String(status))}`)
      for (const [name, value] of Object.entries(facts)) print(`      ${paint('dim', name.padEnd(16))} ${value}`)
    },
    count: () => ({ steps, calls }),
  }
}

/** On a terminal that wants colours only. */
function paint(format: Parameters<typeof styleText>[0], text: string): string {
  return styleText(format, text, { stream: process.stdout })
}

const hidden = '********'

/** Hides what opens a door: the tokens of links and of callers, sign-in codes, passwords. */
function mask(text: string): string {
  return text
    .replace(/\b((?:token|code|state|nonce|code_challenge)=)[\w.~%-]+/g, `$1${hidden}`)
    .replace(/(\/(?:interaction|auth)\/)[\w-]{20,}/g, `$1${hidden}`)
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, hidden)
    .replace(/("password"\s*:\s*)"[^"]*"/gi, `$1"${hidden}"`)
}

export const shownOnce = `${hidden} (shown this once)`

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? `\n${reasonOf(error.cause)}` : ''
  return `${error.message}${cause}`
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ')
}
