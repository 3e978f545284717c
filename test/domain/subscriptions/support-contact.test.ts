import { describe, expect, test } from 'vitest'
import { MpnId } from '../../../shared/domain/ids.ts'
import type { Partnership } from '../../../shared/domain/partnerships/partnership.ts'
import { nameSupportContact, supportContactOf } from '../../../shared/domain/subscriptions/support-contact.ts'
import { provider, reseller } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { partnership, subscription } from '../sales.ts'

const asReseller = { partnerId: reseller.partnerId, mpnId: reseller.mpnId, name: reseller.name }
const before = subscription()
const supported = subscription({ supportContact: asReseller })
const removed: Partnership = { ...partnership, state: 'removed' }
const byReseller = { supportTenantId: reseller.partnerId }
const byProvider = { supportTenantId: provider.partnerId }
const unknownMpnId = MpnId.parse('9999999')

test.for([
  [
    'the provider where nobody is named',
    before,
    { partnerId: provider.partnerId, mpnId: provider.mpnId, name: provider.name },
  ],
  ['the reseller that was named', supported, asReseller],
] as const)('a subscription is supported by %s', ([, subject, expected]) => {
  expect(supportContactOf(subject, provider)).toEqual(expected)
})

describe('naming who supports a subscription', () => {
  test.for([
    ['an active reseller, though it is suspended', { ...before, status: 'suspended' as const }, byReseller, asReseller],
    ['an active reseller by both its ids', before, { ...byReseller, supportMpnId: reseller.mpnId }, asReseller],
    ['the provider itself again', supported, byProvider, undefined],
    ['the provider itself by both its ids', supported, { ...byProvider, supportMpnId: provider.mpnId }, undefined],
  ] as const)('allows %s', ([, subject, wanted, expected]) => {
    const { subscriptions, event } = nameSupportContact(subject, wanted, provider, partnership)
    const { supportContact: _, ...rest } = subject

    expect(subscriptions).toEqual([{ ...rest, ...(expected && { supportContact: expected }), version: 4 }])
    expect(event).toEqual({
      ...{ operation: 'update_subscription', resource: 'subscription', resourceId: before.subscriptionId },
      ...{ before: subject, after: subscriptions[0] },
    })
  })

  test.for([
    ['a former reseller', before, byReseller, removed, 'supportContactNotAllowed'],
    ['somebody without a partnership', before, byReseller, undefined, 'supportContactNotAllowed'],
    [
      'an MPN ID that is not the reseller’s',
      before,
      { ...byReseller, supportMpnId: unknownMpnId },
      partnership,
      'supportContactNotAllowed',
    ],
    [
      'an MPN ID that is not the provider’s',
      before,
      { ...byProvider, supportMpnId: reseller.mpnId },
      partnership,
      'supportContactNotAllowed',
    ],
    [
      'anybody for a deleted one',
      { ...before, status: 'deleted' as const },
      byReseller,
      partnership,
      'subscriptionDeleted',
    ],
  ] as const)('refuses %s', ([, subject, wanted, partners, expected]) => {
    expect(refusalOf(() => nameSupportContact(subject, wanted, provider, partners))).toBe(expected)
  })
})
