import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

interface Workflow {
  readonly permissions: unknown
  readonly concurrency: unknown
  readonly jobs: Readonly<Record<string, { readonly permissions?: unknown; readonly steps: readonly Step[] }>>
}

describe.each(globSync('.github/workflows/*.yml', { cwd: root }))('%s', (file) => {
  const text = read(file)
  const workflow = parse(text) as Workflow
  const jobs = Object.values(workflow.jobs)
  const steps = jobs.flatMap((job) => job.steps)

  test('runs foreign actions only as they were at one commit, and says which version that is', () => {
    const lines = text.split('\n').filter((line) => line.includes('uses:'))

    expect(lines).toHaveLength(steps.filter(({ uses }) => uses !== undefined).length)
    for (const line of lines) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  test('runs one action at one commit everywhere', () => {
    const pins = new Set(steps.flatMap(({ uses }) => uses ?? []))
    const actions = new Set([...pins].map((pin) => pin.split('@')[0]))

    expect(pins.size).toBe(actions.size)
  })

  test('may read the repository and nothing else, and leaves no credential behind', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    expect(jobs.filter(({ permissions }) => permissions !== undefined)).toEqual([])
    expect(text).not.toMatch(/secrets\.|pull_request_target/)
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout')))
      expect(step.with).toMatchObject({ 'persist-credentials': false })
  })

  test('puts nothing that a stranger wrote into a command', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{')
  })

  test('ends by itself, and takes its Node from package.json', () => {
    for (const job of jobs) expect(job).toMatchObject({ 'timeout-minutes': expect.any(Number) })
    expect(workflow.concurrency).toBeDefined()
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/setup-node')))
      expect(step.with).toEqual({ 'node-version-file': 'package.json' })
  })
})

test('updates are proposed once a week, in groups, for packages and actions', () => {
  const { updates } = parse(read('.github/dependabot.yml')) as { readonly updates: readonly unknown[] }

  expect(updates).toMatchObject(
    ['npm', 'github-actions'].map((ecosystem) => ({
      'package-ecosystem': ecosystem,
      schedule: { interval: 'weekly' },
      groups: expect.any(Object),
    })),
  )
})

const told = [...globSync(['*.md', 'docs/*.md', '.github/workflows/*.yml'], { cwd: root }), '.ci/run', 'azure.yaml']

test.each(told)('%s names commands and scripts that there are', (file) => {
  const scripts = Object.keys(JSON.parse(read('package.json')).scripts)
  const text = read(file)
  const named = [...text.matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)].map(([, name]) => name)
  const run = [...text.matchAll(/node local\/run\.mjs ([\w/-]+\.ts)/g)].map(([, path = '']) => path)

  expect(scripts).toEqual(expect.arrayContaining(named))
  expect(run.filter((path) => !existsSync(join(root, path)))).toEqual([])
})
