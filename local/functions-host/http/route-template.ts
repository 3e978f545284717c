import { LoadError } from '../errors.ts'
import { type Constraint, parseConstraint } from './route-constraint.ts'

export interface RouteParameter {
  readonly name: string
  readonly isCatchAll: boolean
  readonly isOptional: boolean
  readonly defaultValue: string | undefined
  readonly constraints: readonly Constraint[]
}

/** A literal (lower case) or a parameter; segments that mix both are refused. */
export type RouteSegment = string | RouteParameter

/** Reads a route such as `customers/{id:guid}/{*rest}`. */
export function parseTemplate(template: string): readonly RouteSegment[] {
  const segments = splitSegments(template).map(parseSegment)
  const parameters = segments.filter((segment) => typeof segment !== 'string')
  const names = parameters.map(({ name }) => name.toLowerCase())
  if (new Set(names).size < names.length) throw new LoadError(`the route "${template}" repeats a parameter`)
  if (segments.slice(0, -1).some((segment) => typeof segment !== 'string' && segment.isCatchAll))
    throw new LoadError(`the route "${template}" has segments after a catch-all parameter`)
  return segments
}

/** Splits at slashes outside of braces: a regex constraint may contain them. */
function splitSegments(template: string): readonly string[] {
  return template.match(/(?:\{(?:[^{}]|\{\{|\}\})*\}|\{\{|\}\}|[^/])+/g) ?? []
}

function parseSegment(segment: string): RouteSegment {
  const whole = /^\{((?:[^{}]|\{\{|\}\})+)\}$/.exec(segment)
  if (whole?.[1] !== undefined) return parseParameter(unescapeBraces(whole[1]))
  if (segment.replace(/\{\{|\}\}/g, '').includes('{'))
    throw new LoadError(`the route segment "${segment}" mixes text and parameters, which is not emulated`)
  return unescapeBraces(segment).toLowerCase()
}

function parseParameter(text: string): RouteParameter {
  const parts = /^(\*{0,2})([^:=?*]+)(.*?)(\?)?$/s.exec(text)
  if (!parts) throw new LoadError(`the route parameter "{${text}}" cannot be read`)
  const [, stars = '', name = '', , question] = parts

  let rest = parts[3] ?? ''
  const constraints: Constraint[] = []
  for (;;) {
    const constraint = /^:([^:(=]+)(?:\((.*?)\)(?=$|[:=]))?/s.exec(rest)
    if (!constraint) break
    constraints.push(parseConstraint(constraint[1] ?? '', constraint[2]))
    rest = rest.slice(constraint[0].length)
  }
  if (rest !== '' && !rest.startsWith('=')) throw new LoadError(`the route parameter "{${text}}" cannot be read`)
  return {
    name,
    isCatchAll: stars !== '',
    isOptional: question !== undefined,
    defaultValue: rest === '' ? undefined : rest.slice(1),
    constraints,
  }
}

function unescapeBraces(text: string): string {
  return text.replaceAll('{{', '{').replaceAll('}}', '}')
}
