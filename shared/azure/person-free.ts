const quoted: readonly (readonly [RegExp, string])[] = [
  // Keys of rows: names and domains of customers, user names (tables.ts).
  [/\b([ndv])![^!'"\s]+/g, '$1!…'],
  [/\b(r![0-9a-f-]{36})![^!'"\s]+/g, '$1!…'],
  [/eyJ[\w-]+(\.[\w-]*)*/g, '…'],
  [/(token|code|sig|state)=[^&\s'"]+/gi, '$1=…'],
  [/(?<![^\s@'"<>(){}[\],;:=/])[^\s@'"<>(){}[\],;:=/]+@[^\s@'"<>(){}[\],;]+/g, '…@…'],
  // What an SDK says of a request that failed may hold the request.
  [/\?[^\s'"]*/g, '?…'],
]

/** A text for the log without addresses, names in keys, tokens and queries. */
export function personFree(text: string): string {
  return quoted.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text).slice(0, 8_000)
}
