import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { eventNames } from '../shared/azure/telemetry.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const runBook = read('docs/operate.md')

describe('the run book', () => {
  const alerts = read('infra/modules/alerts.bicep')
  const titles = (pattern: RegExp, text: string) =>
    Object.fromEntries([...text.matchAll(pattern)].map(({ groups }) => [groups?.name, groups?.title]))

  test('is about the alerts that there are', () => {
    const rules = titles(/name: '(?<name>[\w-]+)'\s+title: '(?<title>[^']+)'/g, alerts)

    expect(Object.keys(rules).length).toBeGreaterThan(0)
    expect(titles(/^\| \*\*(?<title>.+?)\*\* \(`(?<name>[\w-]+)`\)/gm, runBook)).toEqual(rules)
  })

  test('names events that there are', () => {
    const named = [...runBook.matchAll(/e\.event == "(\w+)"|`(mail\w+)`/g)].map(([, query, word]) => query ?? word)

    expect(named.length).toBeGreaterThan(3)
    expect(eventNames).toEqual(expect.arrayContaining(named))
  })
})

/** As GitHub makes the anchor of a heading. */
const anchorsOf = (text: string) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

test.each(globSync(['*.md', 'docs/*.md'], { cwd: root }))('every link of %s leads somewhere', (file) => {
  const links = [...read(file).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)#?([^)\s]*)\)/g)]
  const broken = links.filter(([, path = '', anchor = '']) => {
    const target = path === '' ? file : join(dirname(file), path)
    if (!existsSync(join(root, target))) return true
    return anchor !== '' && target.endsWith('.md') && !anchorsOf(read(target)).includes(anchor)
  })

  expect(broken.map(([link]) => link)).toEqual([])
})
