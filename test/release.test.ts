import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isLater, operatorHeading, release } from '../tools/release/changelog.ts'

const root = join(import.meta.dirname, '..')
const changelog = (notes: string) => `# Changelog\n\n## Unreleased\n\n${notes}\n## 0.1.0\n\nThe first.\n`
const notes = `### New\n\n- A thing.\n\n${operatorHeading}\n\nNothing.\n`

describe('a release', () => {
  test('takes what was unreleased, and leaves room for what comes next', () => {
    expect(release(changelog(notes), '0.2.0', '2026-11-28')).toEqual({
      notes: notes.trim(),
      changelog: `# Changelog\n\n## Unreleased\n\n## 0.2.0 · 2026-11-28\n\n${notes}\n## 0.1.0\n\nThe first.\n`,
    })
  })

  test('can be the first one', () => {
    expect(release(`## Unreleased\n\n${notes}`, '0.1.0', '2026-11-28').changelog).toBe(
      `## Unreleased\n\n## 0.1.0 · 2026-11-28\n\n${notes}`,
    )
  })

  test.for([
    ['nothing', ''],
    ['not what an operator does', '### New\n\n- A thing.\n\n### Mended\n\n- Another.\n'],
    ['an operator’s part without a word', `### New\n\n- A thing.\n\n${operatorHeading}\n`],
    ['an operator’s part alone', `${operatorHeading}\n\nNothing.\n`],
  ])('is refused where the changelog says %s', ([, text = '']) => {
    expect(() => release(changelog(text), '0.2.0', '2026-11-28')).toThrow('says too little')
  })

  test('is refused where nothing is unreleased, not taken from the release before', () => {
    expect(() => release(changelog('').replace('The first.', notes), '0.2.0', '2026-11-28')).toThrow('says too little')
    expect(() => release('# Changelog\n', '0.2.0', '2026-11-28')).toThrow('has no heading')
  })

  test.for([
    ['0.1.1', '0.1.0', true],
    ['0.2.0', '0.1.9', true],
    ['0.10.0', '0.9.0', true],
    ['1.0.0', '0.99.99', true],
    ['0.1.0', '0.1.0', false],
    ['0.1.0', '0.1.1', false],
    ['0.9.9', '1.0.0', false],
  ] as const)('%s after %s: %s', ([version, than, expected]) => {
    expect(isLater(version, than)).toBe(expected)
  })

  test.for([
    ['0.0.9', 'does not come after'],
    ['v9.0.0', 'Usage'],
    ['', 'Usage'],
  ])('"%s" is refused before anything is touched', ([version = '', said = '']) => {
    const before = readFileSync(join(root, 'package.json'), 'utf8')
    const { status, stderr } = spawnSync(process.execPath, ['tools/release.ts', version], {
      cwd: root,
      encoding: 'utf8',
    })

    expect([status, stderr]).toEqual([1, expect.stringContaining(said)])
    expect(readFileSync(join(root, 'package.json'), 'utf8')).toBe(before)
  })
})
