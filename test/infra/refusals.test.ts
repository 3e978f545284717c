import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSettings } from '../../shared/azure/settings.ts'
import { goldenOf, readGolden } from '../../tools/infra/deployment.ts'
import type { JsonObject } from '../../tools/infra/expressions/json.ts'
import { refusalsOf } from '../../tools/infra/refusals.ts'

const root = join(import.meta.dirname, '..', '..')
const golden = goldenOf(readGolden(root))
const local = JSON.parse(readFileSync(join(root, 'local.settings.sample.json'), 'utf8')).Values

const account = {
  partnerId: 'aaaaaaaa-0000-4000-8000-000000000001',
  kind: 'indirectProvider',
  name: 'Harbor Distribution',
  country: 'US',
  mpnId: '4400001',
  domain: 'harbor.example',
  email: 'partners@harbor.example',
}
const least = {
  environmentName: 'sample',
  location: 'westeurope',
  authClientId: '11111111-2222-4333-8444-555555555555',
  allowedTenants: '*',
  partnerAccounts: [account],
}
const noMail = { emailDataLocation: '', emailEndpoint: 'https://mail.example', emailSender: 'a@mail.example' }
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

  test.each<readonly [what: string, given: JsonObject, why: RegExp]>([
    ['no mail service and no other', { emailDataLocation: '' }, /emailEndpoint.* emailSender/],
    ['US Government with neither', { cloud: 'usgov' }, /emailEndpoint.* emailSender/],
    ['a sender that is no address', { ...noMail, emailSender: 'partners' }, /emailSender/],
    ['a base address with a slash at its end', { baseUrl: 'https://partners.example/' }, /baseUrl/],
    ['a base address that is not safe', { baseUrl: 'http://partners.example' }, /baseUrl/],
    ['a base address without a scheme', { baseUrl: 'partners.example' }, /baseUrl/],
    ['a mail domain that is none', { emailDomain: 'partners' }, /emailDomain/],
    ['a table account with capital letters', { tableAccounts: [{ name: 'B', slots: '' }] }, /small letters/],
    ['a table account with a dash', { tableAccounts: [{ name: 'b-c', slots: '' }] }, /small letters/],
    ['a table account with a long name', { tableAccounts: [{ name: 'abcdefghi', slots: '' }] }, /too long/],
    ['two table accounts of one name', { tableAccounts: Array(2).fill({ name: 'b', slots: '' }) }, /one name/],
    ['slots that run backwards', { tableAccounts: [{ name: 'b', slots: '9-2' }] }, /slots/],
    ['slots beyond the last', { tableAccounts: [{ name: 'b', slots: '0-256' }] }, /slots/],
    ['slots that are words', { tableAccounts: [{ name: 'b', slots: 'a-b' }] }, /slots/],
    ['slots of three numbers', { tableAccounts: [{ name: 'b', slots: '1-2-3' }] }, /slots/],
    ['a collector that is no address', { otlpEndpoint: 'collector' }, /otlpEndpoint/],
    ['the name of a front door', { frontDoorId: 'my-front-door', baseUrl: 'https://a.example' }, /frontDoorId/],
    ['a front door without its address', { frontDoorId: account.partnerId }, /baseUrl/],
    ['the name of an operator', { operatorId: 'adam' }, /operatorId/],
    ['the name of a key officer', { keyOfficerId: 'adam' }, /keyOfficerId/],
    ['zones with storage in one', { zoneRedundant: true, storageSku: 'Standard_LRS' }, /storageSku/],
    ['Flex Consumption in US Government', { ...noMail, cloud: 'usgov', hosting: 'flex' }, /Flex/],
    ['no partner account', { partnerAccounts: [] }, /partnerAccounts/],
    ['a partner account of no tenant', { partnerAccounts: [{ ...account, partnerId: 'x'.repeat(36) }] }, /Entra/],
    ['a partner account of another kind', { partnerAccounts: [{ ...account, kind: 'reseller' }] }, /kind/],
    ['an MPN id of letters', { partnerAccounts: [{ ...account, mpnId: 'abcdef' }] }, /mpnId/],
    ['a misspelt switch', { partnerAccounts: [{ ...account, isSandBox: true }] }, /isSandBox/],
    ['nobody who may use it', { allowedTenants: '' }, /allowedTenants/],
    ['an invitation of no day', { expireAfterDays: 0 }, /expireAfterDays/],
    ['a reminder after two years', { remindAfterDays: 730 }, /remindAfterDays/],
    ['fewer calls than none', { requestsPerMinute: -1 }, /requestsPerMinute/],
    ['memory that there is not', { instanceMemoryMB: 512 }, /instanceMemoryMB/],
  ])('refuses %s, before it makes anything', (_, given, why) => {
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
