import { type CloudName, environments, referenced } from './azure.ts'
import { plainFunctions } from './functions.ts'
import { isObject, type Json, type JsonObject, listOf, numberOf, objectOf, textOf } from './json.ts'
import { type Expression, parseExpression } from './parse.ts'

/** What an expression may refer to. */
export interface Surroundings {
  readonly cloud: CloudName
  readonly parameters?: JsonObject
  /** As they are written; each is evaluated when something asks for it. */
  readonly variables?: JsonObject
  /** The functions that a template declares itself, by their full name. */
  readonly declared?: Readonly<Record<string, { readonly parameters: readonly string[]; readonly value: string }>>
  readonly lambda?: JsonObject
}

/** Evaluates a value with all expressions in it, also those in names of properties. @throws {Error} on what it does not know */
export function evaluate(value: Json, around: Surroundings): Json {
  if (typeof value === 'string') return evaluateText(value, around)
  if (Array.isArray(value)) return value.map((one) => evaluate(one, around))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [textOf(evaluateText(key, around)), evaluate(one, around)]),
  )
}

function evaluateText(text: string, around: Surroundings): Json {
  if (text.startsWith('[[')) return text.slice(1)
  // A list in JSON begins with a bracket too, an expression with a bracket and a function.
  if (!/^\[[A-Za-z_][\w.]*\(.*\]$/s.test(text)) return text
  return run(parseExpression(text.slice(1, -1)), around)
}

function run(expression: Expression, around: Surroundings): Json {
  if (expression.kind === 'literal') return expression.value
  if (expression.kind === 'call') return call(expression.name, expression.arguments, around)
  const of = run(expression.of, around)
  const key = run(expression.key, around)
  const found = Array.isArray(of) ? of[numberOf(key)] : objectOf(of)[textOf(key)]
  if (found === undefined) throw new Error(`there is no ${textOf(key)} in ${JSON.stringify(of)}`)
  return found
}

type Lazy = (given: readonly Expression[], around: Surroundings) => Json

const first = (given: readonly Expression[], around: Surroundings): Json => run(at(given, 0), around)

function at(given: readonly Expression[], index: number): Expression {
  const found = given[index]
  if (!found) throw new Error('an argument is missing')
  return found
}

const named = (of: JsonObject | undefined, name: Json): Json => {
  const found = of?.[textOf(name)]
  if (found === undefined) throw new Error(`there is no ${textOf(name)}`)
  return found
}

/** Those that do not want all their arguments evaluated, or that know the surroundings. */
const lazyFunctions: Readonly<Record<string, Lazy>> = {
  if: (given, around) => run(at(given, first(given, around) === true ? 1 : 2), around),
  and: (given, around) => given.every((one) => run(one, around) === true),
  or: (given, around) => given.some((one) => run(one, around) === true),
  parameters: (given, around) => named(around.parameters, first(given, around)),
  variables: (given, around) => evaluate(named(around.variables, first(given, around)), around),
  lambdaVariables: (given, around) => named(around.lambda, first(given, around)),
  filter: (given, around) => listOf(first(given, around)).filter((one) => apply(at(given, 1), one, around) === true),
  map: (given, around) => listOf(first(given, around)).map((one) => apply(at(given, 1), one, around)),
  environment: (_, around) => environments[around.cloud],
  reference: (given, around) => referenced(first(given, around), around.cloud),
}

function apply(lambda: Expression, value: Json, around: Surroundings): Json {
  if (lambda.kind !== 'call' || lambda.name !== 'lambda') throw new Error('a lambda was expected')
  const name = textOf(first(lambda.arguments, around))
  return run(at(lambda.arguments, 1), { ...around, lambda: { ...around.lambda, [name]: value } })
}

function call(name: string, given: readonly Expression[], around: Surroundings): Json {
  const lazy = lazyFunctions[name]
  if (lazy) return lazy(given, around)
  const values = given.map((one) => run(one, around))
  const declared = around.declared?.[name]
  if (declared) {
    const parameters = Object.fromEntries(declared.parameters.map((one, index) => [one, values[index] ?? null]))
    return evaluate(declared.value, { ...around, parameters, variables: {} })
  }
  const plain = plainFunctions[name]
  if (!plain) throw new Error(`nobody here knows the function ${name}`)
  return plain(...values)
}
