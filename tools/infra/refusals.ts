import type { Golden } from './deployment.ts'
import { evaluate } from './expressions/evaluate.ts'
import { isObject, type Json, type JsonObject, listOf, objectOf, textOf } from './expressions/json.ts'
import { at } from './rules/look.ts'

/** What the template says to these parameters before it makes anything; nothing when it takes them. */
export function refusalsOf({ outline }: Golden, given: JsonObject): string {
  const parameters = Object.fromEntries(
    Object.entries(objectOf(outline.parameters)).map(([name, one]) => [name, at(one, 'defaultValue') ?? null]),
  )
  const around = { cloud: 'public', parameters: { ...parameters, ...given } } as const
  const evaluated = Object.fromEntries(
    Object.entries(around.parameters).map(([name, value]) => [name, evaluate(value, around)]),
  )
  const declared = listOf(outline.functions).flatMap((space) =>
    Object.entries(objectOf(at(space, 'members'))).map(([name, one]) => [
      `${textOf(at(space, 'namespace'))}.${name}`,
      {
        parameters: listOf(at(one, 'parameters')).map((parameter) => textOf(at(parameter, 'name'))),
        value: textOf(at(one, 'output.value')),
      },
    ]),
  )
  // What hangs on the subscription is of no interest here.
  const named = { ...objectOf(outline.variables), suffix: 'xxxxxxxxxxxxx' }
  const problems = evaluate("[variables('problems')]", {
    cloud: 'public',
    parameters: evaluated,
    variables: named,
    declared: Object.fromEntries(declared),
  })
  return [...listOf(problems).map(textOf), ...typeProblems(outline, evaluated)].join(' ')
}

/** What Azure itself refuses by limits and types. */
function typeProblems(outline: JsonObject, given: JsonObject): string[] {
  return Object.entries(objectOf(outline.parameters)).flatMap(([name, type]) =>
    problemsOfType(name, given[name], objectOf(type), objectOf(outline.definitions)),
  )
}

function problemsOfType(what: string, value: Json | undefined, type: JsonObject, definitions: JsonObject): string[] {
  if (typeof type.$ref === 'string')
    return problemsOfType(what, value, objectOf(definitions[type.$ref.split('/').at(-1) ?? '']), definitions)
  if (value === null || value === undefined) return type.nullable === true ? [] : [`${what} is missing`]
  if (Array.isArray(value)) {
    const items = value.flatMap((one) => problemsOfType(what, one, objectOf(type.items), definitions))
    return [...sizeProblems(what, value.length, type), ...items]
  }
  if (typeof value !== 'object') return plainProblems(what, value, type)
  return propertyProblems(what, objectOf(value), type, definitions)
}

function plainProblems(what: string, value: string | number | boolean, type: JsonObject): string[] {
  const size = typeof value === 'string' ? value.length : Number(value)
  const isAllowed = type.allowedValues === undefined || listOf(type.allowedValues).includes(value)
  return [...sizeProblems(what, size, type), ...(isAllowed ? [] : [`${what} cannot be ${value}`])]
}

function sizeProblems(what: string, size: number, type: JsonObject): string[] {
  const least = type.minLength ?? type.minValue
  const most = type.maxLength ?? type.maxValue
  const isLess = typeof least === 'number' && size < least
  const isMore = typeof most === 'number' && size > most
  return isLess || isMore ? [`${what} is too short, too long, too small or too large`] : []
}

function propertyProblems(what: string, value: JsonObject, type: JsonObject, definitions: JsonObject): string[] {
  if (!isObject(type.properties)) return []
  const known = Object.entries(type.properties)
  const unknown = Object.keys(value).filter((name) => !known.some(([one]) => one === name))
  return [
    ...known.flatMap(([name, one]) => problemsOfType(`${what}.${name}`, value[name], objectOf(one), definitions)),
    ...(type.additionalProperties === false ? unknown.map((name) => `${what} has no ${name}`) : []),
  ]
}
