import { globSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { parse, type Token } from 'acorn'
import { expect, test } from 'vitest'

// Its other ways of working need Java or a program for the platform.
process.env.RECHECK_BACKEND = 'pure'
const { checkSync } = await import('recheck')

const root = join(import.meta.dirname, '..')

/** Every regular expression of the code that meets what a stranger has written, with the files that have it. */
function regexes(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const file of globSync('{functions,shared,infra}/**/*.ts', { cwd: root })) {
    const code = stripTypeScriptTypes(readFileSync(join(root, file), 'utf8'))
    const tokens: Token[] = []
    parse(code, { ecmaVersion: 'latest', sourceType: 'module', onToken: tokens })
    const literals = tokens
      .filter(({ type }) => type.label === 'regexp')
      .map(({ start, end }) => code.slice(start, end))
    for (const literal of literals) found.set(literal, [...(found.get(literal) ?? []), file])
  }
  return found
}

const literals = [...regexes()]

test('there are regular expressions to look at', () => {
  expect(literals.length).toBeGreaterThan(50)
})

// Judging takes seconds that only the gate takes: npm run check, and CI.
const isInGate = process.env.PATTERNS === 'yes'

test.skipIf(!isInGate).for(literals)('%s takes time in proportion to the text', ([literal]) => {
  const end = literal.lastIndexOf('/')
  const { status } = checkSync(literal.slice(1, end), literal.slice(end + 1), { timeout: 60_000 })

  expect(status).toBe('safe')
})
