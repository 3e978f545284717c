import { expect, test } from 'vitest'
import {
  checkIsProvider,
  Partnership,
  ResellerView,
  resellerViewOf,
} from '../../../shared/domain/partnerships/partnership.ts'
import { callerOf, provider, reseller } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { partnership } from '../sales.ts'

test.for([
  ['an indirect provider', callerOf(provider), 'allowed'],
  ['an indirect reseller', callerOf(reseller), 'notAProvider'],
  ['a direct partner', callerOf({ ...provider, kind: 'directPartner' }), 'notAProvider'],
  ['somebody who is not enrolled', callerOf(undefined), 'notAProvider'],
] as const)('the resellers of a customer are asked for by %s: %s', ([, caller, expected]) => {
  expect(refusalOf(() => checkIsProvider(caller))).toBe(expected)
})

test.for(['active', 'removed'] as const)('a reseller sees that its partnership is %s, and with whom', (state) => {
  const view = resellerViewOf({ ...partnership, state }, provider, 7)

  expect(view).toEqual({
    ...{ providerId: provider.partnerId, providerName: provider.name, mpnId: provider.mpnId, country: 'US' },
    ...{ state, since: partnership.since, version: 7 },
  })
  expect(ResellerView.parse(view)).toEqual(view)
})

test.for([
  ['an active one', partnership, true],
  ['one of a sandbox that was removed without a declaration', { ...partnership, state: 'removed' }, true],
  ['one that was never accepted', { ...partnership, state: 'sent' }, false],
] as const)('a partnership is read: %s', ([, stored, isRead]) => {
  expect(Partnership.safeParse(stored).success).toBe(isRead)
})
