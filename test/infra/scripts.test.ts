import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { roleId } from '../../infra/app-manifest.ts'

/** What one call of the Azure CLI was given: its words, and the file that was lent to it. */
interface AzCall {
  readonly words: readonly string[]
  readonly path?: string
  // Tests look into bodies of every shape.
  // biome-ignore lint/suspicious/noExplicitAny: asserted field by field
  readonly content?: any
}

// Stands where the Azure CLI would be found: notes each call, and answers the first of `answers` whose words all are in it; a text is a failure.
const fakeAz = `#!${process.execPath}
const { appendFileSync, readFileSync } = require('node:fs')
const words = process.argv.slice(2)
const path = words.map((word) => word.replace(/^@/, '')).find((word) => word.endsWith('content'))
const content = path && readFileSync(path, 'utf8')
appendFileSync(process.env.FAKE_AZ_LOG, JSON.stringify({ words, path, content }) + '\\n')
const answers = JSON.parse(process.env.FAKE_AZ_ANSWERS)
const found = answers.find(([wanted]) => wanted.every((word) => words.join(' ').includes(word)))
if (typeof found?.[1] === 'string') {
  console.error(found[1])
  process.exit(1)
}
if (found) console.log(JSON.stringify(found[1]))
`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fake-az-'))
  writeFileSync(join(folder, 'az'), fakeAz)
  writeFileSync(join(folder, 'azd'), fakeAz)
  chmodSync(join(folder, 'azd'), 0o755)
  writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}')
  chmodSync(join(folder, 'az'), 0o755)
})
afterEach(() => rmSync(folder, { recursive: true }))

type Answers = readonly (readonly [words: readonly string[], answer: unknown])[]

function run(script: string, words: readonly string[], answers: Answers) {
  const log = join(folder, 'calls')
  const env = {
    ...process.env,
    PATH: `${folder}${delimiter}${process.env.PATH}`,
    FAKE_AZ_LOG: log,
    FAKE_AZ_ANSWERS: JSON.stringify(answers),
  }
  const output = execFileSync(process.execPath, [join(import.meta.dirname, '..', '..', 'infra', script), ...words], {
    encoding: 'utf8',
    env,
  })
  const calls = readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map((line): AzCall => JSON.parse(line))
  return { output, calls }
}

// On Windows the CLI is a batch file.
describe.skipIf(process.platform === 'win32')('exchanging a key', () => {
  const exchange = (value: string, step: string | undefined, updated: string) =>
    run(
      'rotate-keys.ts',
      ['--vault', 'kv', '--secret', 'link-keys'],
      [[['secret show'], { value, tags: step ? { step } : null, attributes: { updated } }]],
    )

  test('puts the new key behind the old one, through a file that is gone afterwards', () => {
    const { calls, output } = exchange('old', undefined, '2026-01-01T00:00:00+00:00')
    const put = calls[1]

    expect(put?.words.slice(0, 9).join(' ')).toBe(
      'keyvault secret set --vault-name kv --name link-keys --encoding utf-8',
    )
    expect(put?.words).toContain('step=added')
    expect(put?.content).toMatch(/^old,[A-Za-z0-9+/]{43}=$/)
    expect(existsSync(put?.path ?? '')).toBe(false)
    const newKey = String(put?.content).split(',')[1] ?? ''
    expect(JSON.stringify(calls.map(({ words }) => words)) + output).not.toContain(newKey)
  })

  test('lets it sign when it has spread', () => {
    expect(exchange('old,new', 'added', '2026-01-01T00:00:00+00:00').calls[1]?.content).toBe('new,old')
  })

  test('does nothing before that, and says when', () => {
    const { calls, output } = exchange('old,new', 'added', new Date().toISOString())

    expect(calls).toHaveLength(1)
    expect(output).toContain('Not before')
  })

  test('makes a key for webhooks that the app takes', async () => {
    const { calls } = run('rotate-keys.ts', ['--vault', 'kv', '--secret', 'webhook-key'], [])
    const { readSettings } = await import('../../shared/azure/settings.ts')

    expect(readSettings({ ...process.env, WEBHOOK_KEY: calls[0]?.content }).webhookKey?.asymmetricKeyType).toBe('rsa')
  })
})

describe.skipIf(process.platform === 'win32')('registering the app', () => {
  const application = "https://graph.microsoft.com/v1.0/applications(uniqueName='twotier')"
  const answers: Answers = [
    [['account show'], { tenantId: 'home' }],
    [['GET', 'applications'], { appId: 'client', web: { redirectUris: ['https://old.example/signin/callback'] } }],
  ]
  const addressed = (calls: readonly AzCall[]) =>
    calls
      .filter(({ words }) => words.includes('PATCH'))
      .map(({ words, content }) => [words[words.indexOf('--url') + 1], JSON.parse(content)])

  test('makes or changes it and its service principal, and says what to set', () => {
    const { calls, output } = run('register-app.ts', ['--name', 'Twotier'], answers)

    expect(addressed(calls)).toMatchObject([
      [application, { displayName: 'Twotier', signInAudience: 'AzureADMyOrg' }],
      [application, { identifierUris: ['api://client'] }],
      ["https://graph.microsoft.com/v1.0/servicePrincipals(appId='client')", {}],
    ])
    for (const { words } of calls.filter(({ words }) => words.includes('PATCH')))
      expect(words).toContain('Prefer=create-if-missing')
    expect(output).toBe('AUTH_CLIENT_ID=client\nAUTH_TENANT_ID=home\n')
  })

  test('gives whoever runs it the roles that are asked for, also when some are given already', () => {
    const found: Answers = [
      ...answers,
      [['GET', "servicePrincipals(appId='client')"], { id: 'service' }],
      [['GET', '/me'], { id: 'me' }],
    ]
    const words = ['--role', 'AdminAgent', '--role', 'GlobalAdmin']
    const given = (calls: readonly AzCall[]) => calls.filter(({ words: all }) => all.includes('POST'))
    const { calls } = run('register-app.ts', words, found)

    expect(given(calls).map(({ words: all }) => all[all.indexOf('--url') + 1])).toEqual(
      Array(2).fill('https://graph.microsoft.com/v1.0/servicePrincipals/service/appRoleAssignedTo'),
    )
    expect(given(calls).map(({ content }) => JSON.parse(content))).toEqual(
      (['AdminAgent', 'GlobalAdmin'] as const).map((role) => ({
        principalId: 'me',
        resourceId: 'service',
        appRoleId: roleId(role),
      })),
    )
    const refused = [[['POST'], 'Permission being assigned already exists on the object'], ...found] as const
    expect(given(run('register-app.ts', words, refused).calls)).toHaveLength(4)
    expect(() => run('register-app.ts', words, [[['POST'], 'Insufficient privileges'], ...found])).toThrow(/privileges/)
  })

  test('completes the partner accounts by the tenant, and keeps them in the environment of azd word by word', () => {
    const file = join(folder, 'accounts.json')
    writeFileSync(file, JSON.stringify([{ name: 'Harbor (Seoul) "하버" & Co' }]))
    const said = { AZURE_ENV_NAME: 'sales' }
    const { calls } = run('register-app.ts', ['--azd', '--accounts', file], [[['env get-values'], said], ...answers])

    expect(calls.at(-1)?.words).toEqual([
      'env',
      'set',
      'PARTNER_ACCOUNTS',
      JSON.stringify([{ partnerId: 'home', name: 'Harbor (Seoul) "하버" & Co' }]),
    ])
  })

  test('says so before it makes anything, when nobody could sign in as one of the accounts', () => {
    const said = { AZURE_ENV_NAME: 'sales', PARTNER_ACCOUNTS: '[{"partnerId":"elsewhere"}]' }
    const refused = () => run('register-app.ts', ['--azd'], [[['env get-values'], said], ...answers])

    expect(refused).toThrow(/None of the partner accounts is of your tenant, home/)
    expect(readFileSync(join(folder, 'calls'), 'utf8')).not.toContain('PATCH')
  })

  test('after the deployment it knows the address and trusts the identity of the service', () => {
    const words = ['--name', 'Twotier', '--multi-tenant', '--base-url', 'https://new.example', '--identity', 'app']
    const { calls, output } = run('register-app.ts', words, answers)

    expect(addressed(calls)[1]?.[1].web.redirectUris).toEqual([
      'https://old.example/signin/callback',
      'https://new.example/signin/callback',
    ])
    expect(addressed(calls)[3]).toEqual([
      `${application}/federatedIdentityCredentials(name='twotier')`,
      {
        issuer: 'https://login.microsoftonline.com/home/v2.0',
        subject: 'app',
        audiences: ['api://AzureADTokenExchange'],
      },
    ])
    expect(output).toContain('AUTH_TENANT_ID=\n')
  })

  test('takes what a deployment by azd said, and keeps there what it says', () => {
    const said = {
      AZURE_ENV_NAME: 'Sales',
      AUTH_MULTI_TENANT: 'true',
      BASE_URL: 'https://b.example',
      APP_PRINCIPAL_ID: 'app',
    }
    const { calls } = run('register-app.ts', ['--azd'], [[['env get-values'], said], ...answers])

    expect(addressed(calls)[0]).toMatchObject([
      "https://graph.microsoft.com/v1.0/applications(uniqueName='twotier-sales')",
      { displayName: 'Twotier Sales', signInAudience: 'AzureADMultipleOrgs' },
    ])
    expect(addressed(calls)[3]?.[1]).toMatchObject({ subject: 'app' })
    expect(calls.slice(-2).map(({ words }) => words)).toEqual([
      ['env', 'set', 'AUTH_CLIENT_ID', 'client'],
      ['env', 'set', 'AUTH_TENANT_ID', ''],
    ])
  })
})
