import type { Described } from './breaks.ts'

interface Media {
  readonly content?: Readonly<Record<string, { readonly schema?: Described }>>
}
interface Parameter {
  readonly name?: string
  readonly in?: string
  readonly required?: boolean
  readonly $ref?: string
}
interface Operation {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Media
  readonly responses?: Readonly<Record<string, Media>>
}
/** As much of an OpenAPI description as clients of the version before rely on. */
export interface Api {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, Described>> }
}

/** What a client of the version before would trip on: an operation or field that is gone, a value refused, a new demand. */
export function breaksOfApi(before: Api, after: Api): readonly string[] {
  return Object.entries(before.paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, one]) => {
      const at = `${method.toUpperCase()} ${path}`
      const other = after.paths[path]?.[method]
      return other ? breaksOfOperation(one, other, at, new Compared(before, after)) : [`${at}: is gone`]
    }),
  )
}

function breaksOfOperation(before: Operation, after: Operation, at: string, compared: Compared): readonly string[] {
  const demands = ({ parameters = [] }: Operation) =>
    parameters.filter(({ required }) => required).map(({ name }) => name)
  const known = demands(before)
  const answers = Object.entries(before.responses ?? {}).filter(([status]) => status.startsWith('2'))
  return [
    ...demands(after)
      .filter((name) => !known.includes(name))
      .map((name) => `${at}: ${name} is demanded`),
    ...compared.asked(schemaOf(before.requestBody), schemaOf(after.requestBody), `${at} body`),
    ...answers.flatMap(([status, one]) => {
      const other = after.responses?.[status]
      return other ? compared.answered(schemaOf(one), schemaOf(other), `${at} ${status}`) : [`${at} ${status}: is gone`]
    }),
  ]
}

const schemaOf = (media: Media | undefined): Described | undefined => media?.content?.['application/json']?.schema

/** Compares schemas of two descriptions, each reference once. */
class Compared {
  readonly #before: Api
  readonly #after: Api
  readonly #seen = new Set<string>()

  constructor(before: Api, after: Api) {
    this.#before = before
    this.#after = after
  }

  /** What could be sent and no longer can, or has to be. */
  asked(before: Described | undefined, after: Described | undefined, at: string): readonly string[] {
    if (!after) return []
    if (!before) return [`${at}: is demanded`]
    return this.#compare(
      before,
      after,
      at,
      (one, other) => [
        ...(other.required ?? [])
          .filter((name) => !one.required?.includes(name))
          .map((name) => `${at}.${name}: is demanded`),
        ...(one.enum ?? [])
          .filter((value) => other.enum && !other.enum.includes(value))
          .map((value) => `${at}: ${value} is refused`),
      ],
      'asked',
    )
  }

  /** What was answered and no longer is. */
  answered(before: Described | undefined, after: Described | undefined, at: string): readonly string[] {
    if (!before) return []
    if (!after) return [`${at}: is gone`]
    return this.#compare(before, after, at, () => [], 'answered')
  }

  #compare(
    before: Described,
    after: Described,
    at: string,
    more: (one: Described, other: Described) => readonly string[],
    how: 'asked' | 'answered',
  ): readonly string[] {
    const key = `${how} ${before.$ref ?? ''} ${after.$ref ?? ''}`
    if (before.$ref && this.#seen.has(key)) return []
    this.#seen.add(key)
    const [one, other] = [resolved(before, this.#before), resolved(after, this.#after)]
    const [from, to] = [typesOf(one), typesOf(other)]
    // What is asked may be more than before, what is answered may be less.
    const [whole, part] = how === 'asked' ? [to, from] : [from, to]
    if (part.some((type) => whole.length > 0 && !whole.includes(type))) return [`${at}: ${from} became ${to}`]
    const names = Object.keys(one.properties ?? {})
    return [
      ...names.filter((name) => other.properties && !other.properties[name]).map((name) => `${at}.${name}: is gone`),
      ...more(one, other),
      ...names.flatMap((name) => {
        const inner = other.properties?.[name]
        return inner ? this[how](one.properties?.[name], inner, `${at}.${name}`) : []
      }),
      ...(one.items && other.items ? this[how](one.items, other.items, `${at}[]`) : []),
    ]
  }
}

const typesOf = ({ type = [] }: Described): readonly string[] => (typeof type === 'string' ? [type] : type)

function resolved(schema: Described, { components }: Api): Described {
  const name = schema.$ref?.split('/').at(-1)
  return (name !== undefined && components?.schemas?.[name]) || schema
}
