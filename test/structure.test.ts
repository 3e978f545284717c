import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { messages } from '../shared/azure/queues.ts'
import { queueNames } from '../shared/azure/storage-names.ts'
import { faults } from '../shared/domain/fault.ts'
import { describedSteps, registeredSteps } from '../shared/http/registry.ts'
import { en } from '../shared/text/en.ts'
import { writtenFiles } from '../tools/description/written.ts'
import { importAllSteps, stepFiles } from './support/all-steps.ts'
import { registered } from './support/core-stub.ts'
import { commands, scenarios } from './support/scenarios/all.ts'

await importAllSteps()

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const tests = globSync('test/**/*.test.ts', { cwd: root }).map(read).join('\n')
const sources = globSync('{functions,shared}/**/*.ts', { cwd: root }).filter(
  (file) => !file.endsWith('domain/fault.ts'),
)

describe.each(stepFiles.map((file) => basename(file, '.ts')))('%s', (name) => {
  const metadata = registered.find((one) => one.name === name)

  test('is registered under the name of its file, once', () => {
    expect(registered.filter((one) => one.name === name)).toHaveLength(1)
  })

  test('is named by a test', () => {
    expect(tests.includes(name)).toBe(true)
  })

  test('is told of with its trigger', () => {
    const binding = Object.values(metadata?.bindings ?? {}).find(({ type }) => String(type).endsWith('rigger'))
    const method = String((binding?.methods as string[] | undefined)?.[0] ?? '').toUpperCase()
    const trigger =
      binding?.type === 'httpTrigger'
        ? `${method} /${binding.route}`.replaceAll(':guid', '')
        : String(binding?.queueName ?? binding?.schedule)

    expect(describedSteps.filter((step) => step.name === name)).toEqual([
      { name, trigger, summary: expect.stringMatching(/^[A-Z]/) },
    ])
  })
})

test.each(writtenFiles(root))('$file is as npm run openapi writes it', ({ file, text }) => {
  expect(read(file) === text, 'run npm run openapi').toBe(true)
})

test('functions/ holds steps and nothing else', () => {
  expect(registered.map(({ name }) => name).sort()).toEqual(stepFiles.map((file) => basename(file, '.ts')).sort())
})

test('nothing of the app ends its process: the host would count that as a death of its worker, and the third as its own end', () => {
  const ends =
    /\bprocess\s*\.\s*(?:exit|abort|kill|reallyExit)\b|\bimport\s*\{[^}]*\bexit\b[^}]*\}\s*from\s*'node:process'/

  expect(ends.test('if (broken) process.exit(1)')).toBe(true)
  expect(sources.filter((file) => ends.test(read(file)))).toEqual([])
})

test('the catch-all comes last in the order in which the host tries routes', () => {
  expect(
    [...stepFiles]
      .map((file) => basename(file, '.ts'))
      .sort()
      .at(-1),
  ).toBe('zz-unmatched')
})

test('every contract says what its step is for and which faults can come', () => {
  for (const { contract } of registeredSteps) {
    expect(contract.summary).toMatch(/^[A-Z]/)
    for (const fault of contract.faults) expect(faults).toHaveProperty(fault)
  }
})

test('every queue has one step and one message', () => {
  const triggers = registered.flatMap(({ bindings }) =>
    Object.values(bindings).filter(({ type }) => type === 'queueTrigger'),
  )

  expect(triggers.map(({ queueName }) => queueName).sort()).toEqual([...queueNames].sort())
  expect(Object.keys(messages).sort()).toEqual([...queueNames].sort())
})

test('whatever can be got can be asked with HEAD', () => {
  const withoutHead = registered.filter(({ bindings }) =>
    Object.values(bindings).some(
      ({ methods }) => Array.isArray(methods) && methods.includes('GET') && !methods.includes('HEAD'),
    ),
  )

  expect(withoutHead.map(({ name }) => name)).toEqual([])
})

/** Steps that take a POST and change nothing, so that there is nothing to crash, to race for or to do twice. */
const changeNothing: Readonly<Record<string, string>> = {
  'exchange-token': 'gives the token back that it was sent',
  'exchange-token-v3': 'gives the token back that it was sent',
  'validate-address': 'looks at what it was sent, and at rules',
  'zz-unmatched': 'refuses, or hands on to the step that was meant',
}

/** The steps with a trigger of this type, of HTTP those that take a method that writes. */
const stepsOn = (type: string): string[] =>
  registered
    .filter(({ bindings }) => {
      const trigger = Object.values(bindings).find((binding) => binding.type === type)
      const methods = (trigger?.methods ?? ['POST']) as readonly string[]
      return trigger && methods.some((method) => !['GET', 'HEAD'].includes(method.toUpperCase()))
    })
    .map(({ name }) => name)

/** Those of the steps that no scenario is about. */
const without = (steps: readonly string[], tried: readonly { readonly step: string }[]): string[] =>
  steps.filter((name) => !(name in changeNothing) && !tried.some(({ step }) => step === name))

describe('whatever writes is tried with deaths, rivals and repeats', () => {
  const written = stepsOn('httpTrigger')

  test('a command has a crash scenario, in which it is also given twice', () => {
    expect(without(written, commands)).toEqual([])
  })

  test('a command has a race', () => {
    const raced = commands.filter(({ race }) => race !== undefined)

    expect(without(written, raced)).toEqual([])
  })

  test('a queue step has a crash scenario, in which its message also comes twice', () => {
    expect(without(stepsOn('queueTrigger'), scenarios.queueSteps)).toEqual([])
  })

  test('a timer has a crash scenario', () => {
    expect(without(stepsOn('timerTrigger'), scenarios.timers)).toEqual([])
  })

  test('a scenario is of a step that there is, and so is a reason to have none', () => {
    const named = [
      ...Object.values(scenarios)
        .flat()
        .map(({ step }) => step),
      ...Object.keys(changeNothing),
    ]

    expect(named.filter((name) => !registered.some((one) => one.name === name))).toEqual([])
    expect(Object.keys(changeNothing).filter((name) => !written.includes(name))).toEqual([])
  })

  test('every topic of scenarios has its crashes', () => {
    const crashes = globSync('test/faults/crash-*.test.ts', { cwd: root }).map(read).join('\n')

    expect(Object.keys(scenarios).filter((topic) => !crashes.includes(`scenarios.${topic}`))).toEqual([])
  })
})

test.each(Object.keys(faults))('the fault %s is raised somewhere and told of in a test', (fault) => {
  const { code } = faults[fault as keyof typeof faults]
  const raised = sources.some((file) => new RegExp(`(Fault\\('${fault}'|takenFault: '${fault}')`).test(read(file)))

  expect(raised).toBe(true)
  expect(tests.includes(fault) || tests.includes(String(code))).toBe(true)
})

const { faults: _, ...sentences } = en
const speakers = sources.filter((file) => !/text\/(ko|ru|zh-CN)\.ts$/.test(file))

/** Whether anything says a sentence: a problem is named where a schema finds it, the others are read from their group. */
function isSaid(group: string, name: string): boolean {
  // What keeps licences from moving is said by the name that the rule has for it.
  if (group === 'obstacles') return speakers.some((file) => file.includes('domain/') && read(file).includes(name))
  const said = group === 'problems' ? new RegExp(`'${name}'`) : new RegExp(`\\b(${group}|texts?|en)\\.${name}\\b`)
  return speakers.some((file) => said.test(read(file)))
}

test.each(
  Object.entries(sentences).flatMap(([group, words]) =>
    typeof words === 'function' ? [['text', group]] : Object.keys(words).map((name) => [group, name]),
  ),
)('the sentence %s.%s is said somewhere', (group = '', name = '') => {
  expect(isSaid(group, name)).toBe(true)
})

test('no two of our own faults share a code', () => {
  const own = Object.values(faults)
    .map(({ code }) => code)
    .filter((code) => code >= 971_000)

  expect(new Set(own).size).toBe(own.length)
})

// From the top down: whoever stands further down knows nothing of those above.
const floors = ['functions', 'pages', 'http', 'aggregates', 'lists', 'command', 'azure', 'wire', 'text', 'domain']
const floorOf = (file: string) => floors.indexOf(file.split('/')[file.startsWith('shared/') ? 1 : 0] ?? '')

test('every room of shared/ has its floor', () => {
  const rooms = readdirSync(join(root, 'shared'))

  expect(rooms.sort()).toEqual(floors.filter((floor) => floor !== 'functions').sort())
})

test.each(sources)('the imports of %s run down', (file) => {
  const imported = [...read(file).matchAll(/(?:from |import\()'(\.[^']+)'/g)].map(([, path = '']) =>
    relative(root, resolve(root, dirname(file), path)).replaceAll('\\', '/'),
  )

  expect(imported.filter((path) => floorOf(path) < floorOf(file))).toEqual([])
})

test.each(sources.filter((file) => /shared\/(domain|wire)\//.test(file)))('%s is pure', (file) => {
  expect(read(file)).not.toMatch(
    /from '(@azure|node:)|\/(azure|command|lists|http|aggregates|pages|functions)\/|\bDate\.now\(|\bnew Date\(\)|\bprocess\./,
  )
})

// Its shapes have no rule; what goes on record is asserted where it comes from. The data of countries are what country.ts speaks from.
const withoutRules = new Set(['audit', 'contact/country-data', 'contact/country-recorded', 'names-of'])

const rules = globSync('**/*.ts', { cwd: join(root, 'shared/domain') }).filter((file) => !file.endsWith('.d.ts'))
test.each(rules.map((file) => file.replaceAll('\\', '/').replace(/\.ts$/, '')))(
  'the rules of shared/domain/%s.ts are told by a test of the same name',
  (name) => {
    const file = `test/domain/${name}.test.ts`
    const rule = relative(dirname(file), `shared/domain/${name}.ts`).replaceAll('\\', '/')
    const isTested = existsSync(join(root, file)) && importsValues(read(file), rule)

    expect(isTested, withoutRules.has(name) ? `${name} is no exception any more` : file).toBe(!withoutRules.has(name))
  },
)

// A type alone is nothing a test could try.
function importsValues(text: string, path: string): boolean {
  return [...text.matchAll(/^import \{([^}]*)\} from '([^']+)'/gm)].some(
    ([, names = '', from]) => from === path && names.split(',').some((name) => /^(?!type )\w/.test(name.trim())),
  )
}

test('what describes the API is loaded only when it is asked for', () => {
  const loading = globSync('{functions,shared}/**/*.ts', { cwd: root }).filter((file) =>
    /^import (?!type).*from '(zod-openapi|[./\w]*\/(openapi\/|reference)[\w-]*\.ts)'/m.test(read(file)),
  )

  expect(loading.filter((file) => !/\/(openapi\/|reference)[\w-]*\.ts$/.test(file))).toEqual([])
})

test('a name is exported from one place in shared/', () => {
  const exported = globSync('shared/**/*.ts', { cwd: root }).flatMap((file) => {
    const found = read(file).matchAll(/^export (?:async )?(?:const|let|function\*?|class|interface|type) (\w+)/gm)
    // A schema and its type are one thing.
    return [...new Set([...found].map(([, name]) => name))]
  })
  const places = Map.groupBy(exported, (name) => name)

  expect([...places].filter(([, { length }]) => length > 1).map(([name]) => name)).toEqual([])
})

test('nothing names a drawer', () => {
  const names = globSync('{functions,shared,local,tools,infra,test}/**/*', { cwd: root }).map((file) => basename(file))

  expect(
    names.filter((name) =>
      /^(utils?|helpers?|common|managers?|services|types|constants|interfaces)(\.ts)?$/.test(name),
    ),
  ).toEqual([])
})

test('no folder has more than 22 files lying flat in it', () => {
  const files = globSync('{functions,shared,local,tools,infra,test}/**/*.*', { cwd: root })
  const flat = Map.groupBy(files, (file) => dirname(file))

  expect([...flat].filter(([, { length }]) => length > 22).map(([folder]) => folder)).toEqual([])
})

test('every setting that a start needs is in the sample', async () => {
  const { readSettings } = await import('../shared/azure/settings.ts')
  const { Values } = JSON.parse(read('local.settings.sample.json')) as { Values: Record<string, string> }

  expect(readSettings(Values).accounts.size).toBeGreaterThan(0)
})

describe('a bad setting stops the start and is named', () => {
  const { Values } = JSON.parse(read('local.settings.sample.json')) as { Values: Record<string, string> }

  test.each([
    ['BASE_URL', undefined],
    ['BASE_URL', 'https://x.example/'],
    ['CLOUD', 'mars'],
    ['PARTNER_ACCOUNTS', '{'],
    ['PARTNER_ACCOUNTS', '[]'],
    ['LINK_KEYS', 'c2hvcnQ='],
    ['LINK_KEYS', '@Microsoft.KeyVault(SecretUri=https://kv.vault.azure.net/secrets/link-keys)'],
    ['SESSION_KEYS', undefined],
    ['WEBHOOK_KEY', 'bm90IGEga2V5'],
    ['AUTH_JWKS_URL', 'nowhere'],
    ['AzureWebJobsStorage', undefined],
    ['ALLOWED_ORIGINS', '*'],
    ['ALLOWED_ORIGINS', 'https://a.example/x'],
    ['ALLOWED_ORIGINS', 'http://a.example'],
    ['EMAIL_SENDER', 'me'],
    ['EMAIL_CONNECTION_STRING', undefined],
  ])('%s = %s', async (name, value) => {
    const { readSettings } = await import('../shared/azure/settings.ts')
    const [start] = name.split('_CONNECTION')

    expect(() => readSettings({ ...Values, [name]: value })).toThrow(new RegExp(`Twotier cannot start[^]*${start}`))
  })
})
