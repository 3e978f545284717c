import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSettings } from '../../shared/azure/settings.ts'
import { goldenOf, readGolden } from '../../tools/infra/deployment.ts'
import type { JsonObject } from '../../tools/infra/expressions/json.ts'
import { refusalsOf } from '../../tools/infra/refusals.ts'
import { account, least, noMail, refusedCases } from '../../tools/infra/rules/refused.ts'

const root = join(import.meta.dirname, '..', '..')
const golden = goldenOf(readGolden(root))
const local = JSON.parse(readFileSync(join(root, 'local.settings.sample.json'), 'utf8')).Values

const refused = (given: JsonObject) => refusalsOf(golden, { ...least, ...given })

describe('the template', () => {
  test('takes the least that there is to say, and the most', () => {
    expect(refused({})).toBe('')
    expect(refused({ ...noMail, cloud: 'usgov' })).toBe('')
    expect(refused({ frontDoorId: account.partnerId, baseUrl: 'https://partners.example/path' })).toBe('')
    expect(
      refused({ zoneRedundant: true, storageSku: 'Standard_GZRS', tableAccounts: [{ name: 'b', slots: '' }] }),
    ).toBe('')
    expect(refused({ partnerAccounts: [{ ...account, isSandbox: true }] })).toBe('')
  })

  test.each(refusedCases)('refuses %s, before it makes anything', (_, given, why) => {
    expect(refused(given)).toMatch(why)
  })

  const starts = (setting: JsonObject): boolean => {
    try {
      readSettings({ ...local, ...setting })
      return true
    } catch {
      return false
    }
  }
  // Of pieces, half of them harmless: letters alone would hardly ever give anything that is taken.
  const texts = (...pieces: readonly string[]) =>
    fc.array(fc.constantFrom(...pieces, 'a', 'bb'), { maxLength: 5 }).map((all) => all.join(''))
  const hosts = texts('.bb', '.co', '1', '.1', '10.0.0.4', ':80', ':99999', '/', '@', ' ', '%', '[', '-')
  const urls = fc.tuple(fc.constantFrom('https://a.bb', 'https://', 'http://', ''), hosts).map((two) => two.join(''))
  const mails = fc
    .tuple(
      texts('.', '1', '_', "'", '+', ' ', '..'),
      fc.constantFrom('@', '@', '@@', ''),
      fc.oneof(fc.constant('a.bb'), texts('.bb', '.co', '1', '-', '_')),
    )
    .map((three) => three.join(''))
  const slotRanges = fc
    .tuple(
      fc.constantFrom('0', '9', '12', '128', ''),
      fc.constantFrom('-', '-', '--'),
      fc.constantFrom('3', '255', '256', 'a', '1-2'),
    )
    .map((three) => three.join(''))
  const runs = { numRuns: 300, seed: 4711 }

  /** Whatever the template lets through, the app starts with; and it lets something through. */
  function isNoWider<T>(arbitrary: fc.Arbitrary<T>, pairOf: (value: T) => readonly [JsonObject, JsonObject]): void {
    let taken = 0
    fc.assert(
      fc.property(arbitrary, (value) => {
        const [given, setting] = pairOf(value)
        if (refused(given) !== '') return true
        taken++
        return starts(setting)
      }),
      runs,
    )
    expect(taken).toBeGreaterThan(20)
  }

  test.each<readonly [name: string, fc.Arbitrary<string>, (text: string) => readonly [JsonObject, JsonObject]]>([
    ['BASE_URL', urls.filter((url) => url !== ''), (url) => [{ baseUrl: url }, { BASE_URL: url }]],
    ['EMAIL_ENDPOINT', urls, (url) => [{ ...noMail, emailEndpoint: url }, { EMAIL_ENDPOINT: url }]],
    ['EMAIL_SENDER', mails, (mail) => [{ ...noMail, emailSender: mail }, { EMAIL_SENDER: mail }]],
    [
      'EMAIL_SENDER of a domain',
      texts('.bb', '.co', '1', '-', '_').filter((domain) => domain !== ''),
      (domain) => [{ emailDomain: domain }, { EMAIL_SENDER: `DoNotReply@${domain}` }],
    ],
    [
      'TABLE_ACCOUNTS',
      slotRanges,
      (slots) => [
        { tableAccounts: [{ name: 'b', slots }] },
        { TABLE_ACCOUNTS: JSON.stringify([{ slots, tableServiceUri: 'https://b.example' }]) },
      ],
    ],
    ['ALLOWED_ORIGINS', urls.filter((url) => url !== ''), (url) => [{ allowedOrigins: url }, { ALLOWED_ORIGINS: url }]],
    [
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      urls.filter((url) => url !== ''),
      (url) => [{ otlpEndpoint: url }, { OTEL_EXPORTER_OTLP_ENDPOINT: url }],
    ],
  ])('lets no %s through that the app would not start with', (_, arbitrary, pairOf) => isNoWider(arbitrary, pairOf))

  test('lets no partner account through that the app would not start with', () => {
    const changes = fc.oneof(
      fc.record({ partnerId: fc.oneof(texts('-', '1234'), fc.uuid()) }),
      fc.record({ kind: fc.constantFrom('directPartner', 'indirectReseller', 'reseller') }),
      fc.record({ name: texts(' '), country: fc.constantFrom('US', 'K', 'KOR') }),
      fc.record({ mpnId: fc.constantFrom('44000', '4400', '1234567890', '12345678901', '44000a') }),
    )
    const accounts = changes.map((change): JsonObject => ({ ...account, ...change }))

    isNoWider(fc.array(accounts, { maxLength: 2 }), (all) => [
      { partnerAccounts: all },
      { PARTNER_ACCOUNTS: JSON.stringify(all) },
    ])
  })
})
