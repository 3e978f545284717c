import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { goldenOf, readGolden } from '../../tools/infra/deployment.ts'
import { staleProblems, textProblems, valueProblems } from '../../tools/infra/rules/all.ts'

const root = join(import.meta.dirname, '..', '..')
const golden = readGolden(root)

describe('the deployment', () => {
  test('is what the golden files were made of', () => {
    expect(staleProblems(golden, root)).toEqual([])
  })

  test('is what it must be, with every set of parameters', () => {
    expect(valueProblems(golden, root)).toEqual([])
  })

  test('says why each right is given, and what azd and the host must know', () => {
    expect(textProblems(root)).toEqual([])
  })

  test('takes the whole of every set: each has what only it has', () => {
    const counts = goldenOf(golden).deployments.map(({ resources }) => resources.length)

    expect(new Set(counts.filter((count) => count > 50)).size).toBeGreaterThan(2)
  })
})
