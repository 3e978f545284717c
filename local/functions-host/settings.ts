import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LoadError, messageOf } from './errors.ts'
import { parseTimeSpan } from './time-span.ts'

/** Sets what is not set yet, as Core Tools do with local.settings.json; returns how to undo it. */
export function fillEnvironment(values: Readonly<Record<string, string>>): () => void {
  const added = Object.keys(values).filter((name) => process.env[name] === undefined)
  for (const name of added) process.env[name] = values[name]
  return () => {
    for (const name of added) delete process.env[name]
  }
}

/** Replaces every `%NAME%` by the app setting of that name. */
export function expandSettings(text: string): string {
  return text.replace(/%([^%]+)%/g, (_, name: string) => {
    const value = process.env[name]
    if (value === undefined) throw new LoadError(`'%${name}%' does not resolve to a value: set the app setting ${name}`)
    return value
  })
}

/** `AzureWebJobs.<name>.Disabled`, or with `__` where the shell allows no dots. */
export function isDisabled(functionName: string): boolean {
  const value =
    process.env[`AzureWebJobs.${functionName}.Disabled`] ?? process.env[`AzureWebJobs__${functionName}__Disabled`]
  return value === '1' || value?.toLowerCase() === 'true'
}

/** The connection string behind a binding's `connection`; without one, `AzureWebJobsStorage`. */
export function connectionString(connection: string | undefined): string {
  const name = connection === undefined || connection === '' ? 'Storage' : connection
  const value = process.env[`AzureWebJobs${name}`] ?? process.env[name]
  if (!value) {
    const setting = name === 'Storage' ? 'AzureWebJobsStorage' : name
    throw new LoadError(`the app setting ${setting} holds no storage connection string (identity is not emulated)`)
  }
  return value
}

interface Section {
  [key: string]: unknown
}

/** host.json, keys compared without case as .NET does, values set by `AzureFunctionsJobHost__a__b` first. */
export class HostJson {
  readonly #root: Section

  constructor(root: Section) {
    this.#root = root
  }

  value(path: string): unknown {
    let found: unknown = this.#root
    for (const key of path.split('.')) found = isSection(found) ? found[findKey(found, key)] : undefined
    return found
  }

  section(path: string): Section {
    const found = this.value(path)
    return isSection(found) ? found : {}
  }

  text(path: string, otherwise: string): string {
    const found = this.value(path)
    return found === undefined ? otherwise : String(found)
  }

  isTrue(path: string): boolean {
    return this.text(path, 'false').toLowerCase() === 'true'
  }

  integer(
    path: string,
    range: { readonly minimum: number; readonly maximum: number; readonly otherwise: number },
  ): number {
    const found = this.value(path)
    if (found === undefined) return range.otherwise
    const number = typeof found === 'string' && found.trim() !== '' ? Number(found) : found
    if (typeof number === 'number' && Number.isInteger(number) && number >= range.minimum && number <= range.maximum)
      return number
    throw new LoadError(`host.json ${path} must be a whole number from ${range.minimum} to ${range.maximum}: ${found}`)
  }

  milliseconds(path: string, otherwise: number): number {
    const found = this.value(path)
    if (found === undefined) return otherwise
    const milliseconds = parseTimeSpan(String(found))
    if (milliseconds === undefined) throw new LoadError(`host.json ${path} must be a time span like 00:00:30: ${found}`)
    return milliseconds
  }
}

export function readHostJson(appRoot: string): HostJson {
  const root = readJson(join(appRoot, 'host.json'))
  if (String(root.version) !== '2.0') throw new LoadError('host.json must say "version": "2.0"')
  for (const [name, value] of Object.entries(process.env)) {
    const path = /^AzureFunctionsJobHost(?:__|:)(.+)$/i.exec(name)?.[1]
    if (path !== undefined && value !== undefined) override(root, path.split(/__|:/), value)
  }
  return new HostJson(root)
}

export function readJson(file: string): Section {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (isSection(parsed)) return parsed
  } catch (error) {
    throw new LoadError(`${file} cannot be read: ${messageOf(error)}`)
  }
  throw new LoadError(`${file} must hold an object`)
}

function override(section: Section, path: readonly string[], value: string): void {
  const [first, ...rest] = path
  if (first === undefined) return
  const key = findKey(section, first)
  if (rest.length === 0) {
    section[key] = value
    return
  }
  const existing = section[key]
  const inner = isSection(existing) ? existing : {}
  section[key] = inner
  override(inner, rest, value)
}

function findKey(section: Section, key: string): string {
  return Object.keys(section).find((candidate) => candidate.toLowerCase() === key.toLowerCase()) ?? key
}

function isSection(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
