import { LoadError } from '../errors.ts'
import type { HttpTrigger, LoadedFunction } from '../loaded-function.ts'
import { parseTemplate, type RouteParameter, type RouteSegment } from './route-template.ts'

export interface Route {
  readonly fn: LoadedFunction
  readonly trigger: HttpTrigger
  readonly segments: readonly RouteSegment[]
}

export interface RouteMatch {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** Routes in the order in which the real host tries them: by function name, never by how specific they are. */
export function buildRoutes(functions: readonly LoadedFunction[], prefix: string): readonly Route[] {
  const routes = functions
    .toSorted(byOrdinal)
    .flatMap((fn) => (fn.trigger.kind === 'http' ? [buildRoute(fn, fn.trigger, prefix)] : []))
  for (const [index, route] of routes.entries()) {
    const rival = routes.slice(0, index).find((other) => isConflict(other.trigger, route.trigger))
    if (rival)
      throw new LoadError(
        `Function '${route.fn.name}': The route specified conflicts with the route defined by function '${rival.fn.name}'.`,
      )
  }
  return routes
}

/** .NET's OrdinalIgnoreCase: by code units in upper case, so that "_" comes after all letters. */
function byOrdinal(a: LoadedFunction, b: LoadedFunction): number {
  const [one, other] = [a.name.toUpperCase(), b.name.toUpperCase()]
  if (one === other) return 0
  return one < other ? -1 : 1
}

/** The first route that takes this method and decoded path. */
export function findRoute(routes: readonly Route[], method: string, path: string): RouteMatch | undefined {
  for (const route of routes) {
    // The method belongs to the route, so a wrong one is no match (404), never 405.
    if (route.trigger.methods && !route.trigger.methods.includes(method.toUpperCase())) continue
    const params = matchPath(route.segments, path)
    if (params) return { route, params }
  }
  return undefined
}

function buildRoute(fn: LoadedFunction, trigger: HttpTrigger, prefix: string): Route {
  try {
    return { fn, trigger, segments: [...parseTemplate(prefix), ...parseTemplate(trigger.route)] }
  } catch (error) {
    throw new LoadError(`Function '${fn.name}': ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

function isConflict(one: HttpTrigger, other: HttpTrigger): boolean {
  if (one.route.toLowerCase() !== other.route.toLowerCase()) return false
  const { methods } = other
  return !one.methods || !methods || one.methods.some((method) => methods.includes(method))
}

/** Follows ASP.NET Core's RoutePatternMatcher: its answers to doubled and trailing slashes are surprising but kept. */
function matchPath(segments: readonly RouteSegment[], path: string): Record<string, string> | undefined {
  const parts = path.split('/').slice(1)
  const tail = parts.slice(segments.length - 1).join('/')
  // One trailing slash is ignored; the path "/" has no part at all.
  if (parts.at(-1) === '') parts.pop()

  const last = segments.at(-1)
  if (typeof last === 'object' && last.isCatchAll) parts[segments.length - 1] &&= tail
  else if (parts.length > segments.length) return undefined
  // Even a catch-all cannot begin with an empty part, though it may contain one further on.
  const taken = parts.slice(0, segments.length)
  if (taken.includes('')) return undefined

  const params: Record<string, string> = {}
  const isMatch =
    taken.every((part, index) => takePart(segments[index], part, params)) &&
    segments.slice(taken.length).every((segment) => canBeAbsent(segment))
  return isMatch && takeDefaults(segments, params) ? params : undefined
}

function takePart(segment: RouteSegment | undefined, part: string, params: Record<string, string>): boolean {
  if (typeof segment === 'object') params[segment.name] = part
  return typeof segment === 'object' || segment === part.toLowerCase()
}

function canBeAbsent(segment: RouteSegment): boolean {
  if (typeof segment === 'string') return false
  return segment.isCatchAll || segment.isOptional || segment.defaultValue !== undefined
}

/** Fills in default values, then asks the constraints. */
function takeDefaults(segments: readonly RouteSegment[], params: Record<string, string>): boolean {
  const parameters = segments.filter((segment): segment is RouteParameter => typeof segment !== 'string')
  return parameters.every(({ name, defaultValue, isOptional, constraints }) => {
    const value = params[name] ?? defaultValue
    if (value === undefined) return isOptional || constraints.length === 0
    params[name] = value
    return constraints.every((allows) => allows(value))
  })
}
