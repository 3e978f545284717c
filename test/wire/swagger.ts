import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '..', '..', '..', 'shared', 'wire', 'swagger')

/** Whether the Swagger that Microsoft has published lies beside the project; it is not part of it. */
export const hasSwagger = existsSync(folder)

export interface Definition {
  type?: string
  format?: string
  $ref?: string
  enum?: string[]
  required?: string[]
  items?: Definition
  properties?: Record<string, Definition>
  additionalProperties?: boolean | Definition
}
export type Definitions = Record<string, Definition>

/** The definitions of a Swagger file under short names: `Customer`, `ResourceCollection(Customer)`. A name they do not have is wrong. */
export function readDefinitions(file: string): Definitions {
  const whole = readFileSync(join(folder, file), 'utf8')
  const names = Object.keys(JSON.parse(whole).definitions).sort((one, other) => other.length - one.length)
  const text = names.reduce((result, name) => result.replaceAll(`/${name}"`, `/${short(name)}"`), whole)
  const { definitions } = JSON.parse(text) as { definitions: Definitions } // Microsoft's own file
  return Object.fromEntries(Object.entries(definitions).map(([name, definition]) => [short(name), closed(definition)]))
}

const short = (name: string): string =>
  name
    .replace(/[\w.]+\./g, '')
    .replace('[', '(')
    .replace(']', ')')

function closed(definition: Definition): Definition {
  return definition.properties ? { additionalProperties: false, ...definition } : definition
}
