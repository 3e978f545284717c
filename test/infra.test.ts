import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addressesOf, applicationOf, federationOf } from '../infra/app-manifest.ts'
import { nextStep } from '../infra/key-rotation.ts'
import { readSettings } from '../shared/azure/settings.ts'
import { queueNames } from '../shared/azure/storage-names.ts'
import { roles } from '../shared/domain/partner.ts'
import { stepFiles } from './support/all-steps.ts'
import { type Files, infraProblems, listIn, roleIds, settingsIn } from './support/infra-rules.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const names = globSync('infra/{*,modules/*}.{bicep,bicepparam}', { cwd: root })
const files: Files = Object.fromEntries(
  names.map((name) => [name.replaceAll('\\', '/').replace('infra/', ''), read(name)]),
)
const settingsSource = read('shared/azure/settings.ts')

describe('the deployment', () => {
  test('is what it must be', () => {
    expect(infraProblems(files, settingsSource)).toEqual([])
  })

  test.each([
    ['storage', "'uniq', ", '', /tables/],
    ['storage', "  'drain-outbox'\n", '', /queues/],
    ['storage', '-poison', '-dead', /poison queues/],
    ['storage', "  // Storage Table Data Contributor: the app's rows.\n", '', /what for/],
    ['storage', 'allowSharedKeyAccess: false', 'allowSharedKeyAccess: true', /allowSharedKeyAccess/],
    ['storage', "'TLS1_2'", "'TLS1_0'", /TLS1_2/],
    ['storage', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b', 'b24988ac-6180-42a0-ab88-20f7382dd24c', /not one of ours/],
    ['table-account', ", 'uniq'", '', /spread tables/],
    ['table-account', 'allowSharedKeyAccess: false', '', /allowSharedKeyAccess/],
    ['app', 'CLOUD: cloud', '', /settings/],
    ['app', 'CLOUD: cloud', 'CLOUD: cloud\n      NEWEST: cloud', /settings/],
    ['app', 'CLOUD: cloud', "CLOUD: cloud\n      FUNCTIONS_WORKER_RUNTIME: 'node'", /refused by Flex/],
    ['app', 'httpsOnly: true', 'httpsOnly: false', /httpsOnly/],
    ['app', 'properties: { allow: false }', 'properties: { allow: true }', /passwords/],
    ['app', "LINK_KEYS: '@Microsoft", "LINK_KEYS: 'Microsoft", /LINK_KEYS/],
    ['app', 'output name', 'output key string = account.listKeys().keys[0].value\noutput name', /listKeys/],
    ['vault', '@onlyIfNotExists()\n', '', /anew/],
    ['vault', 'enablePurgeProtection: true', '', /enablePurgeProtection/],
    ['vault', "// The app's settings refer to", 'x', /without a reason/],
    ['vault', "= base64('", "= concat('", /can be given/],
    ['events', "'mailRefused'", "'mailWasRefused'", /nobody tells/],
    ['email', 'disableLocalAuth: true', '', /disableLocalAuth/],
    ['email', 'dependsOn: [topicMaySend]', '', /right to send/],
    ['monitoring', 'DisableLocalAuth: true', 'DisableLocalAuth: false', /components/],
    ['alerts', 'events.poisonRedriven', 'events.mailRefused', /poison/],
    ['alerts', '[people.id]', '[]', /nobody/],
  ])('%s with "%s" as "%s" is found out', (name, from, to, problem) => {
    const path = `modules/${name}.bicep`
    const before = files[path] ?? ''
    const after = before.replace(from, () => to)

    expect(after).not.toBe(before)
    expect(infraProblems({ ...files, [path]: after }, settingsSource).join('\n')).toMatch(problem)
  })

  test('gives the app every setting that it needs to start', () => {
    const { Values } = JSON.parse(read('local.settings.sample.json'))
    const addresses = { AzureWebJobsStorage__tableServiceUri: 'https://t.example', EMAIL_ENDPOINT: 'https://e.example' }
    const known = {
      TABLE_ACCOUNTS: '',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otlp.example',
      ...Values,
      ...addresses,
      AzureWebJobsStorage__queueServiceUri: 'https://q.example',
    }
    const given = Object.fromEntries([...settingsIn(files).keys()].map((name) => [name, known[name]]))

    expect(readSettings(given)).toMatchObject({
      tables: { endpoint: 'https://t.example' },
      email: { endpoint: 'https://e.example' },
      signIn: { clientSecret: undefined },
    })
  })

  test('names steps that there are', () => {
    const alerts = files['modules/alerts.bicep'] ?? ''
    const [, heartbeat = ''] = /var heartbeat = '([^']+)'/.exec(alerts) ?? []

    expect(stepFiles.some((file) => file.endsWith(`/${heartbeat}.ts`))).toBe(true)
    expect(queueNames).toEqual(expect.arrayContaining(listIn(alerts, 'patientSteps')))
  })

  test('reads no parameter that main.bicep does not have, and gives every one that has no default', () => {
    const main = files['main.bicep'] ?? ''
    const given = [...(files['main.bicepparam'] ?? '').matchAll(/^param (\w+) =/gm)].map(([, name]) => name)
    const declared = [...main.matchAll(/^param (\w+) \w+(?:\[\])?( =)?/gm)]

    expect(declared.map(([, name]) => name)).toEqual(expect.arrayContaining(given))
    expect(given).toEqual(
      expect.arrayContaining(declared.filter(([, , fallback]) => !fallback).map(([, name]) => name)),
    )
  })

  test('is documented: every parameter, and every role', () => {
    const docs = read('docs/deploy.md')
    const parameters = [...(files['main.bicep'] ?? '').matchAll(/^param (\w+) /gm)].map(([, name]) => name)
    const documented = docs.split('\n').flatMap((line) => (/^\|([^|]*)\|/.exec(line)?.[1] ?? '').match(/\w+/g) ?? [])

    expect(documented).toEqual(expect.arrayContaining(parameters))
    for (const role of Object.values(roleIds)) expect(docs).toContain(`| ${role} |`)
  })

  test('packs nothing but the app', () => {
    expect(read('.funcignore').match(/^[^#\n].*$/gm)).toEqual(['/*', '!/dist', '!/host.json', '!/package.json'])
    expect(read('azure.yaml')).toMatch(/dist: \.package\n/)
  })
})

describe('the app registration', () => {
  const application = applicationOf({ name: 'Twotier', isMultiTenant: true })

  test('has the roles of the app, each with an id of its own that never changes', () => {
    expect(application.appRoles.map(({ value }) => value)).toEqual([...roles])
    expect(new Set(application.appRoles.map(({ id }) => id)).size).toBe(roles.length)
    expect(application.appRoles[0]?.id).toBe(applicationOf({ name: 'Other', isMultiTenant: false }).appRoles[0]?.id)
    for (const { id } of application.appRoles)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  test('asks for version 2 tokens that tell applications from people, and holds no secret', () => {
    expect(application).toMatchObject({
      signInAudience: 'AzureADMultipleOrgs',
      api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [{ value: 'user_impersonation' }] },
      optionalClaims: { accessToken: [{ name: 'idtyp' }] },
    })
    expect(JSON.stringify(application)).not.toMatch(/passwordCredentials|keyCredentials/)
    expect(applicationOf({ name: 'Twotier', isMultiTenant: false }).signInAudience).toBe('AzureADMyOrg')
  })

  test('keeps the addresses that are known and adds the service’s own, once', () => {
    const known = ['https://old.example/signin/callback']

    expect(addressesOf('id', known, 'https://new.example/').web.redirectUris).toEqual([
      ...known,
      'https://new.example/signin/callback',
    ])
    expect(addressesOf('id', known, 'https://old.example').web.redirectUris).toEqual(known)
    expect(addressesOf('id', known, undefined)).toMatchObject({
      identifierUris: ['api://id'],
      web: { redirectUris: known },
    })
  })

  test('trusts the identity of the app, in each cloud by its own names', () => {
    expect(federationOf('public', 't', 'p')).toEqual({
      issuer: 'https://login.microsoftonline.com/t/v2.0',
      subject: 'p',
      audiences: ['api://AzureADTokenExchange'],
    })
    expect(federationOf('usgov', 't', 'p').audiences).toEqual(['api://AzureADTokenExchangeUSGov'])
  })
})

describe('exchanging a key', () => {
  const start = new Date('2026-01-01T00:00:00Z')
  const daysLater = (days: number) => new Date(start.getTime() + days * 86_400_000)
  const ring = (keys: string, step?: string) => ({ keys, step, changedAt: start })

  test('first the new key is accepted and does not sign: instances learn of it one by one', () => {
    expect(nextStep(ring('old'), 'new', 28, start)).toEqual({ step: 'added', keys: 'old,new' })
  })

  test('it signs when every instance has heard of it, not before', () => {
    expect(nextStep(ring('old,new', 'added'), 'x', 28, daysLater(1.9))).toEqual({ notBefore: daysLater(2) })
    expect(nextStep(ring('old,new', 'added'), 'x', 28, daysLater(2))).toEqual({ step: 'promoted', keys: 'new,old' })
  })

  test('the old key goes when all that it signed has run out', () => {
    expect(nextStep(ring('new,old', 'promoted'), 'x', 28, daysLater(29.9))).toEqual({ notBefore: daysLater(30) })
    expect(nextStep(ring('new,old', 'promoted'), 'x', 28, daysLater(30))).toEqual({ step: 'dropped', keys: 'new' })
  })
})
