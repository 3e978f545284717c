import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CloudName } from './expressions/azure.ts'
import { evaluate } from './expressions/evaluate.ts'
import { type Json, type JsonObject, listOf, objectOf, textOf } from './expressions/json.ts'
import { goldenFolder, type SetName, setNames } from './golden.ts'

export interface Resource {
  readonly id: string
  readonly type: string
  readonly name: string
  /** The whole of it, evaluated. */
  readonly all: JsonObject
}

/** What one set of parameters makes. */
export interface Deployment {
  readonly set: SetName
  readonly cloud: CloudName
  readonly resources: readonly Resource[]
  readonly outputs: JsonObject
}

/** The golden files by name, or what a compiler made in their place. */
export type GoldenFiles = Readonly<Record<string, string>>

export interface Golden {
  readonly deployments: readonly Deployment[]
  /** Parameters, order and refusals of the template. */
  readonly outline: JsonObject
  /** What main.bicepparam makes of the sample environment. */
  readonly environment: JsonObject
}

const cloudOf = (set: SetName): CloudName => (set === 'government' ? 'usgov' : 'public')

// Made anew by each first deployment; evaluated they would be another at every look.
const isFirstKey = (value: Json): boolean => typeof value === 'string' && /^\[base64\(format\(.*newGuid\(\)/.test(value)

function finish(value: Json, set: SetName): Json {
  if (isFirstKey(value)) return value
  if (Array.isArray(value)) return value.map((one) => finish(one, set))
  if (typeof value !== 'object' || value === null) return evaluate(value, { cloud: cloudOf(set) })
  const around = { cloud: cloudOf(set) }
  return Object.fromEntries(
    Object.entries(objectOf(value)).map(([key, one]) => [textOf(evaluate(key, around)), finish(one, set)]),
  )
}

const known = new Map<string, Deployment>()

function deploymentOf(set: SetName, text: string): Deployment {
  const deployment = known.get(text) ?? readDeployment(set, text)
  known.set(text, deployment)
  return deployment
}

function readDeployment(set: SetName, text: string): Deployment {
  const { resources, outputs } = objectOf(JSON.parse(text))
  const all = listOf(resources).map((one) => objectOf(finish(one, set)))
  return {
    set,
    cloud: cloudOf(set),
    resources: all.map((one) => ({ id: textOf(one.id), type: textOf(one.type), name: textOf(one.name), all: one })),
    outputs: objectOf(finish(outputs ?? {}, set)),
  }
}

/** Reads golden files, with every expression evaluated. @throws {Error} when one is missing or cannot be evaluated */
export function goldenOf(files: GoldenFiles): Golden {
  const read = (name: string): string => {
    const text = files[name]
    if (text === undefined) throw new Error(`${name} is missing`)
    return text
  }
  return {
    deployments: setNames.map((set) => deploymentOf(set, read(`${set}.json`))),
    outline: objectOf(JSON.parse(read('template.json'))),
    environment: objectOf(JSON.parse(read('environment.json'))),
  }
}

/** The golden files as they lie in the project. */
export function readGolden(root: string): GoldenFiles {
  const names = [...setNames, 'template', 'environment', 'sources'].map((name) => `${name}.json`)
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(root, goldenFolder, name), 'utf8')]))
}
