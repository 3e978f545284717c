import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sampleScope } from './compiler.ts'
import { isObject, type Json, type JsonObject, objectOf, textOf } from './expressions/json.ts'

/** Sets of parameters that the deployment is evaluated with: together every branch is taken once at least. */
export const setNames = ['plain', 'everything', 'government', 'premium'] as const
export type SetName = (typeof setNames)[number]

/** Where what the compiler makes of `infra/` is kept, so that it can be looked at without a compiler. */
export const goldenFolder = join('test', 'infra', 'golden')

/** A value with the names of its properties in order, as the compiler's own order changes from run to run. */
function inOrder(value: Json): Json {
  if (Array.isArray(value)) return value.map(inOrder)
  if (!isObject(value)) return value
  const names = Object.keys(value).sort()
  return Object.fromEntries(names.map((name) => [name, inOrder(value[name] ?? null)]))
}

export const print = (value: Json): string => `${JSON.stringify(inOrder(value), null, 1)}\n`

/** A snapshot of the compiler as it is kept: resources by id, and what all ids begin with cut off. */
export function snapshotOf(raw: string): JsonObject {
  const { subscriptionId } = sampleScope
  const short = raw
    .replaceAll(`/subscriptions/${subscriptionId}/resourceGroups/rg-sample/providers/`, '~/')
    .replaceAll(`/subscriptions/${subscriptionId}/providers/`, '')
  const { predictedResources, outputs } = objectOf(JSON.parse(short))
  const resources = Array.isArray(predictedResources) ? predictedResources.map(objectOf) : []
  const sorted = resources.toSorted((left, right) => (textOf(left.id) < textOf(right.id) ? -1 : 1))
  return { resources: sorted, outputs: outputs ?? {} }
}

const kept = ['type', 'existing', 'condition', 'scope', 'dependsOn', 'copy', '@options'] as const

function resourcesOf(resources: Json | undefined): JsonObject {
  return Object.fromEntries(
    Object.entries(objectOf(resources)).map(([symbol, resource]) => {
      const fields = objectOf(resource)
      return [
        symbol,
        Object.fromEntries(kept.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]]))),
      ]
    }),
  )
}

/** What a compiled template says beside values: parameters, conditions of a refusal, what is made after what. */
export function outlineOf(template: string): JsonObject {
  const { parameters, definitions, functions, variables, outputs, resources } = objectOf(JSON.parse(template))
  const modules = Object.entries(objectOf(resources)).flatMap(([symbol, resource]) => {
    const inner = objectOf(objectOf(resource).properties ?? {}).template
    if (!isObject(inner)) return []
    const given = Object.entries(objectOf(inner.parameters ?? {}))
    const secure = given.filter(([, one]) => textOf(objectOf(one).type).startsWith('secure'))
    return [[symbol, { secure: Object.fromEntries(secure), resources: resourcesOf(inner.resources) }] as const]
  })
  return {
    parameters: parameters ?? {},
    definitions: definitions ?? {},
    functions: functions ?? [],
    variables: variables ?? {},
    outputs: outputs ?? {},
    groupName: objectOf(objectOf(resources).group).name ?? null,
    resources: resourcesOf(resources),
    modules: Object.fromEntries(modules),
  }
}

/** The files that the golden ones are made from, each with a digest of its text. */
export function sourcesOf(root: string): Readonly<Record<string, string>> {
  const files = globSync('{infra,tools/infra/sets}/**/*.{bicep,bicepparam,json}', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file !== 'infra/prices.json')
  return Object.fromEntries(files.sort().map((file) => [file, digestOf(readFileSync(join(root, file), 'utf8'))]))
}

// The same on Windows, where a checkout may end lines otherwise.
const digestOf = (text: string): string =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex').slice(0, 16)
