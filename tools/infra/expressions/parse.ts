/** An expression of Azure Resource Manager's template language. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
  | { readonly kind: 'member'; readonly of: Expression; readonly key: Expression }

const tokens =
  /\s*(?:'(?<text>(?:[^']|'')*)'|(?<number>-?\d+)|(?<name>[A-Za-z_][\w.]*(?=\())|\.(?<member>\w+)|(?<mark>[()[\],]))/y

interface Token {
  readonly kind: string
  readonly text: string
}

function tokensOf(text: string): Token[] {
  const found: Token[] = []
  tokens.lastIndex = 0
  while (tokens.lastIndex < text.length) {
    const groups = tokens.exec(text)?.groups
    const [kind, word] = Object.entries(groups ?? {}).find(([, one]) => one !== undefined) ?? []
    if (kind === undefined || word === undefined) throw new Error(`not an expression: ${text}`)
    found.push({ kind, text: kind === 'text' ? word.replaceAll("''", "'") : word })
  }
  return found
}

const parsed = new Map<string, Expression>()

/** Reads what stands between the brackets of an expression. @throws {Error} when it is not one */
export function parseExpression(text: string): Expression {
  const known = parsed.get(text) ?? parseWhole(text)
  parsed.set(text, known)
  return known
}

function parseWhole(text: string): Expression {
  const rest = tokensOf(text)
  const expression = parseOne(rest)
  if (rest.length > 0) throw new Error(`more than one expression: ${text}`)
  return expression
}

function parseOne(rest: Token[]): Expression {
  let expression = parseFirst(rest)
  for (;;) {
    const next = rest[0]
    if (next?.kind === 'member') {
      rest.shift()
      expression = { kind: 'member', of: expression, key: { kind: 'literal', value: next.text } }
    } else if (next?.kind === 'mark' && next.text === '[') {
      rest.shift()
      expression = { kind: 'member', of: expression, key: parseOne(rest) }
      expect(rest, ']')
    } else return expression
  }
}

function parseFirst(rest: Token[]): Expression {
  const first = rest.shift()
  if (first?.kind === 'text') return { kind: 'literal', value: first.text }
  if (first?.kind === 'number') return { kind: 'literal', value: Number(first.text) }
  if (first?.kind !== 'name') throw new Error(`a value was expected, not ${first?.text}`)
  expect(rest, '(')
  const given: Expression[] = []
  while (rest[0]?.text !== ')' || rest[0].kind !== 'mark') {
    if (given.length > 0) expect(rest, ',')
    given.push(parseOne(rest))
  }
  rest.shift()
  return { kind: 'call', name: first.text, arguments: given }
}

function expect(rest: Token[], mark: string): void {
  const next = rest.shift()
  if (next?.kind !== 'mark' || next.text !== mark) throw new Error(`${mark} was expected, not ${next?.text}`)
}
