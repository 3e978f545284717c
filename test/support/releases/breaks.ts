/** As much of JSON Schema as the descriptions of what is stored and of the API are made of. */
export interface Described {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Described>>
  readonly required?: readonly string[]
  readonly items?: Described
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Described[]
  readonly oneOf?: readonly Described[]
  readonly additionalProperties?: Described | boolean
  readonly $ref?: string
}

/** What two versions side by side would trip on; each line names the place. */
type Breaks = readonly string[]

/**
 * What keeps the version before from reading what this one writes, or this one from reading what that one wrote: a field that is
 * gone or newly demanded, one that may be missing where it had to be there, another type, a state that only one of them knows.
 */
export function breaksOfRows(before: Described, after: Described, at: string): Breaks {
  if (String(before.type) !== String(after.type))
    return [`${at}: ${before.type ?? 'anything'} became ${after.type ?? 'anything'}`]
  const names = Object.keys(before.properties ?? {})
  const inner = (one: Described | undefined, other: Described | undefined, place: string) =>
    one && other ? breaksOfRows(one, other, place) : []
  return [
    ...names.filter((name) => !after.properties?.[name]).map((name) => `${at}.${name}: is gone`),
    ...missingIn(before.required, after.required).map(
      (name) => `${at}.${name}: is demanded, and stored rows may lack it`,
    ),
    ...missingIn(after.required, before.required)
      .filter((name) => after.properties?.[name])
      .map((name) => `${at}.${name}: may be missing, and the version before demands it`),
    ...breaksOfValues(valuesOf(before), valuesOf(after), at),
    ...names.flatMap((name) => inner(before.properties?.[name], after.properties?.[name], `${at}.${name}`)),
    ...inner(before.items, after.items, `${at}[]`),
    ...breaksOfStates(statesOf(before), statesOf(after), at),
  ]
}

function breaksOfValues(before: readonly unknown[], after: readonly unknown[], at: string): Breaks {
  return [
    ...missingIn(after, before).map((value) => `${at}: ${String(value)} is not read any more`),
    ...missingIn(before, after).map((value) => `${at}: ${String(value)} is not read by the version before`),
  ]
}

function breaksOfStates(
  before: ReadonlyMap<string, Described>,
  after: ReadonlyMap<string, Described>,
  at: string,
): Breaks {
  return [
    ...breaksOfValues([...before.keys()], [...after.keys()], at),
    ...[...before].flatMap(([state, one]) => {
      const other = after.get(state)
      return other ? breaksOfRows(one, other, `${at}(${state})`) : []
    }),
  ]
}

/** The values a property is limited to. */
const valuesOf = ({ enum: values, const: value }: Described): readonly unknown[] =>
  values ?? (value === undefined ? [] : [value])

/** The variants of a union, by what tells them apart: the value of the one property that has but one. */
function statesOf({ anyOf, oneOf }: Described): ReadonlyMap<string, Described> {
  return new Map((oneOf ?? anyOf ?? []).map((variant, index) => [stateOf(variant) ?? `variant ${index}`, variant]))
}

function stateOf({ properties = {} }: Described): string | undefined {
  const fixed = Object.entries(properties).find(([, { const: value }]) => value !== undefined)
  return fixed && `${fixed[0]} ${String(fixed[1].const)}`
}

/** Those of `all` that `some` has not. The order of arguments: what there is, what was looked for. */
function missingIn<T>(some: readonly T[] = [], all: readonly T[] = []): readonly T[] {
  return all.filter((one) => !some.includes(one))
}
