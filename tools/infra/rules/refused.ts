import type { Golden } from '../deployment.ts'
import type { JsonObject } from '../expressions/json.ts'
import { refusalsOf } from '../refusals.ts'
import type { Problems } from './look.ts'

/** The least that there is to say, and parts of it. */
export const account = {
  partnerId: 'aaaaaaaa-0000-4000-8000-000000000001',
  kind: 'indirectProvider',
  name: 'Harbor Distribution',
  country: 'US',
  mpnId: '4400001',
  domain: 'harbor.example',
  email: 'partners@harbor.example',
}
export const least = {
  environmentName: 'sample',
  location: 'westeurope',
  authClientId: '11111111-2222-4333-8444-555555555555',
  allowedTenants: '*',
  partnerAccounts: [account],
}
export const noMail = { emailDataLocation: '', emailEndpoint: 'https://mail.example', emailSender: 'a@mail.example' }
/** What the template must refuse before it makes anything, and how it says so. */
export const refusedCases: readonly (readonly [what: string, given: JsonObject, why: RegExp])[] = [
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
  ['an origin with a path', { allowedOrigins: 'https://b.example,https://a.example/' }, /allowedOrigins/],
  ['an origin without TLS', { allowedOrigins: 'http://a.example' }, /allowedOrigins/],
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
  ['a partner account of another language', { partnerAccounts: [{ ...account, language: 'de' }] }, /language/],
  ['nobody who may use it', { allowedTenants: '' }, /allowedTenants/],
  ['an invitation of no day', { expireAfterDays: 0 }, /expireAfterDays/],
  ['a reminder after two years', { remindAfterDays: 730 }, /remindAfterDays/],
  ['fewer calls than none', { requestsPerMinute: -1 }, /requestsPerMinute/],
  ['memory that there is not', { instanceMemoryMB: 512 }, /instanceMemoryMB/],
]

/** Each of them is refused, and the least that there is to say is not. */
export function refusalProblems(golden: Golden): Problems {
  const plain = refusalsOf(golden, least)
  return [
    ...(plain === '' ? [] : [`refused for nothing: ${plain}`]),
    ...refusedCases
      .filter(([, given, why]) => !why.test(refusalsOf(golden, { ...least, ...given })))
      .map(([what]) => `not refused: ${what}`),
  ]
}
