import { isDeepStrictEqual } from 'node:util'
import type { Deployment, Resource } from '../deployment.ts'
import { isObject, type Json } from '../expressions/json.ts'

/** What is wrong, one line each. */
export type Problems = readonly string[]

/** The resources of a type, case as Azure writes it. */
export function ofType({ resources }: Deployment, type: string): Resource[] {
  return resources.filter((one) => one.type === type)
}

/** What all names of one environment end with; the vault's shows it. */
export function suffixOf(deployment: Deployment): string {
  return ofType(deployment, 'Microsoft.KeyVault/vaults')[0]?.name.replace(/^kv-/, '') ?? ''
}

/** Whether it is the account that everything lies in but the rows of some providers. */
export const isMain = (account: Resource, deployment: Deployment): boolean =>
  account.name === `st${suffixOf(deployment)}`

/** What lies at a path of names and positions, as in `properties.rules.0.name`. */
export function at(value: Json | undefined, path: string): Json | undefined {
  let found: Json | undefined = value
  for (const key of path.split('.')) {
    if (Array.isArray(found)) found = found[Number(key)]
    else found = isObject(found) ? found[key] : undefined
  }
  return found
}

export const look = ({ all }: Resource, path: string): Json | undefined => at(all, path)

const print = (value: unknown): string => JSON.stringify(value) ?? 'nothing'

/** A problem where what is found is not what is wanted; `undefined` wants nothing there. */
export function differs(what: string, found: unknown, wanted: unknown): string[] {
  return isDeepStrictEqual(found, wanted) ? [] : [`${what} is ${print(found)}, not ${print(wanted)}`]
}

/** The same for several paths of a resource. */
export function differsAt(resource: Resource, wanted: Readonly<Record<string, Json | undefined>>): string[] {
  return Object.entries(wanted).flatMap(([path, value]) =>
    differs(`${resource.name}: ${path}`, look(resource, path), value),
  )
}

/** The same for lists whose order says nothing. */
export function differsAsSet(what: string, found: readonly string[], wanted: readonly string[]): string[] {
  const missing = wanted.filter((one) => !found.includes(one)).map((one) => `${what}: ${one} is missing`)
  const more = found.filter((one) => !wanted.includes(one)).map((one) => `${what}: ${one} is not expected`)
  const doubled = found
    .filter((one, index) => found.indexOf(one) !== index)
    .map((one) => `${what}: ${one} is there twice`)
  return [...missing, ...more, ...doubled]
}

/** Every text in a value, also in names of properties. */
export function textsIn(value: Json | undefined): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, one]) => [key, ...textsIn(one)])
}
