import { describe, expect, test } from 'vitest'
import { MpnId, PartnerId } from '../../../shared/domain/ids.ts'
import type { Partnership } from '../../../shared/domain/partnerships/partnership.ts'
import {
  checkNewReseller,
  checkRoom,
  enrolmentOf,
  joinReseller,
  NewSandboxReseller,
  removeReseller,
} from '../../../shared/domain/partnerships/sandbox.ts'
import { callerOf, now, provider, reseller } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { days, partnership } from '../sales.ts'

const others = [1, 2, 3, 4, 5].map((count) => PartnerId.parse(`0000000${count}-0000-4000-8000-00000000000b`))
const wanted: NewSandboxReseller = {
  mpnId: MpnId.parse('4400002'),
  domainPrefix: 'tern',
  adminUserName: 'admin',
  country: 'US',
  companyName: 'Tern Cloud Services',
  primaryContact: { firstName: 'Tess', lastName: 'Ternova', email: 'tess@tern.example' },
}

test.for([
  ['an indirect provider of a sandbox', callerOf({ ...provider, isSandbox: true }), 'allowed'],
  ['an indirect provider that is no sandbox', callerOf(provider), 'notASandboxProvider'],
  [
    'a direct partner of a sandbox',
    callerOf({ ...provider, isSandbox: true, kind: 'directPartner' }),
    'notASandboxProvider',
  ],
  ['somebody who is not enrolled', callerOf(undefined), 'notASandboxProvider'],
  ['one of another region', callerOf({ ...provider, isSandbox: true, country: 'CA' }), 'regionMismatch'],
] as const)('resellers are made up by %s: %s', ([, caller, expected]) => {
  expect(refusalOf(() => checkNewReseller(wanted, caller))).toBe(expected)
})

describe('room for a reseller', () => {
  test.for([
    ['where there is none', [], 'allowed'],
    ['where there are four', others.slice(0, 4), 'allowed'],
    ['not where there are five', others, 'sandboxResellersTooMany'],
    ['not where it is there already', [reseller.partnerId], 'sandboxResellerTaken'],
    ['not where it is one of five', [...others.slice(0, 4), reseller.partnerId], 'sandboxResellerTaken'],
  ] as const)('%s', ([, resellers, expected]) => {
    expect(refusalOf(() => checkRoom(resellers, reseller.partnerId))).toBe(expected)
  })
})

test('a reseller of a sandbox enrols as any other, its agreement accepted', () => {
  const { companyName, country, mpnId, primaryContact } = wanted

  expect(NewSandboxReseller.parse(wanted)).toEqual(wanted)
  expect(enrolmentOf(wanted)).toEqual({ companyName, country, mpnId, primaryContact, acceptPartnerAgreement: true })
})

describe('joining', () => {
  const ids = { providerId: partnership.providerId, requestId: partnership.requestId }
  const join = (earlier: Partnership | undefined) =>
    joinReseller({ resellers: others.slice(0, 1), earlier }, reseller, ids, now)

  test('makes an active partnership from now on', () => {
    const { resellers, partnership: made, event } = join(undefined)

    expect(made).toEqual(partnership)
    expect(resellers).toEqual([others[0], reseller.partnerId])
    expect(event).toEqual({
      ...{ operation: 'create_partner_relationship', resource: 'partner_relationship', resourceId: reseller.partnerId },
      ...{ after: made, facts: { MpnId: reseller.mpnId } },
    })
  })

  test('again after it was removed begins anew', () => {
    const earlier: Partnership = { ...partnership, state: 'removed', since: days(-10).toISOString() }

    expect(join(earlier)).toMatchObject({ partnership, event: { before: earlier } })
  })
})

describe('parting', () => {
  const part = (resellers: readonly PartnerId[], more: Partial<Parameters<typeof removeReseller>[0]> = {}) =>
    removeReseller({ resellers, resellerId: reseller.partnerId, partnership, customers: 0, ...more })

  test('makes room', () => {
    const after = { ...partnership, state: 'removed' }

    expect(part([...others, reseller.partnerId])).toMatchObject({
      resellers: others,
      partnership: after,
      event: { operation: 'remove_partner_relationship', before: partnership, after },
    })
  })

  test('is refused while the reseller has a single customer', () => {
    expect(refusalOf(() => part([reseller.partnerId], { customers: 1 }))).toBe('sandboxResellerHasCustomers')
  })

  test.for([
    ['never joined', { partnership: undefined }],
    ['is none of the sandbox', { partnership }],
  ] as const)('with a reseller that %s changes nothing', ([, more]) => {
    expect(part(others, more)).toBeUndefined()
  })
})
