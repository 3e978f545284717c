import { HttpRefusal } from '../errors.ts'

export interface RequestTarget {
  /** Decoded as Kestrel does: once, `%2F` kept, `.` and `..` resolved. */
  readonly path: string
  /** As it came, with its question mark; empty when there is none. */
  readonly query: string
}

/** Reads the target of a request line; undefined for one that names no path (`*`). */
export function parseTarget(target: string): RequestTarget | undefined {
  const origin = /^https?:\/\/[^/?]*/i.exec(target)?.[0] ?? ''
  const rest = target.slice(origin.length)
  const end = rest.indexOf('?')
  const rawPath = (end < 0 ? rest : rest.slice(0, end)) || (origin === '' ? '' : '/')
  if (!rawPath.startsWith('/')) return undefined
  const path = decodePath(rawPath)
  if (path.includes('\0')) throw new HttpRefusal(400)
  return { path: removeDotSegments(path), query: end < 0 ? '' : rest.slice(end) }
}

/** What ASP.NET Core shows as the URL: the decoded path encoded again; an escape that is left in it stays one. */
export function encodePath(path: string): string {
  return path.replace(/%[0-9a-f]{2}|[^a-z0-9\-._~!$&'()*+,;=:@/]/giu, (match) =>
    match.length === 3 && match.startsWith('%') ? match : encodeURIComponent(match.toWellFormed()),
  )
}

/** Query parameters as ASP.NET Core and the gRPC channel deliver them: one value a name, repeated ones joined. */
export function parseQuery(query: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  const spelling = new Map<string, string>()
  for (const pair of query.slice(1).split('&')) {
    if (pair === '') continue
    const end = pair.indexOf('=')
    const name = decodeText(end < 0 ? pair : pair.slice(0, end))
    const value = end < 0 ? '' : decodeText(pair.slice(end + 1))
    const firstSpelling = spelling.get(name.toLowerCase()) ?? name
    spelling.set(name.toLowerCase(), firstSpelling)
    const earlier = values.get(firstSpelling)
    values.set(firstSpelling, earlier === undefined ? value : `${earlier},${value}`)
  }
  return values
}

function decodePath(rawPath: string): string {
  return rawPath
    .split(/(%2f)/i)
    .map((part) => (/^%2f$/i.test(part) ? part : decodeEscapes(part)))
    .join('')
}

function decodeText(text: string): string {
  return decodeEscapes(text.replaceAll('+', ' '))
}

/** Escapes of a character of one to four bytes. */
const escapedCharacter =
  /%[0-7][0-9a-f]|%[cd][0-9a-f]%[89ab][0-9a-f]|%e[0-9a-f](?:%[89ab][0-9a-f]){2}|%f[0-7](?:%[89ab][0-9a-f]){3}/gi

/** An escape that is no UTF-8 stays as it is, and those around it are decoded nevertheless. */
function decodeEscapes(text: string): string {
  return text.replace(escapedCharacter, (escapes) => {
    try {
      return decodeURIComponent(escapes)
    } catch {
      return escapes
    }
  })
}

function removeDotSegments(path: string): string {
  const kept: string[] = []
  const segments = path.split('/').slice(1)
  for (const [index, segment] of segments.entries()) {
    const isDots = segment === '.' || segment === '..'
    if (segment === '..') kept.pop()
    if (!isDots) kept.push(segment)
    else if (index === segments.length - 1) kept.push('')
  }
  return `/${kept.join('/')}`
}
