/** The names of a table that is written down whole; what TypeScript forgets of `Object.keys`. */
export function namesOf<N extends string>(table: Readonly<Record<N, unknown>>): N[] {
  return Object.keys(table) as N[]
}
