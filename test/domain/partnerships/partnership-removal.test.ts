import { describe, expect, test } from 'vitest'
import type { Partnership } from '../../../shared/domain/partnerships/partnership.ts'
import {
  Declaration,
  declarationVersion,
  removePartnership,
} from '../../../shared/domain/partnerships/partnership-removal.ts'
import { callerOf, now, provider, reseller } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { partnership } from '../sales.ts'

const caller = callerOf(provider)
const declared = { confirm: true, attestation: true, attestationVersion: declarationVersion, language: 'ko' as const }
const removed: Partnership = { ...partnership, state: 'removed' }
const remove = (change: Partial<Declaration> = {}, before = partnership, at = now) =>
  removePartnership(before, { ...declared, ...change }, caller, at)

describe('parting with a reseller is refused', () => {
  test.for([
    ['without confirming it', { confirm: false }, 'removalNotConfirmed'],
    ['without the declaration', { attestation: false }, 'declarationMissing'],
    ['with a declaration of other words', { attestationVersion: '0' }, 'declarationOutdated'],
    [
      'with a notice that was given tomorrow',
      { noticeGivenOn: '2026-03-12T00:00:00.000Z' },
      'invalidInput: noticeGivenOn dateInFuture',
    ],
  ] as const)('%s', ([, change, expected]) => {
    expect(refusalOf(() => remove(change))).toBe(expected)
    expect(refusalOf(() => remove(change, removed))).toBe(expected)
  })

  test('with nothing declared, by name', () => {
    expect(Declaration.parse({})).toEqual({ confirm: false, attestation: false, attestationVersion: '' })
  })

  test.for([
    ['with a notice of today', '2026-03-10T23:59:59.000Z'],
    ['with a notice of a day that has begun somewhere on earth', '2026-03-11T00:00:00.000Z'],
    ['with a notice of long ago', '2020-01-01T00:00:00.000Z'],
  ] as const)('but not %s', ([, noticeGivenOn]) => {
    expect(refusalOf(() => remove({ noticeGivenOn }))).toBe('allowed')
  })
})

describe('an active partnership', () => {
  test('is removed, with who declared what in which language', () => {
    const done = remove()

    expect(done?.partnership).toEqual({
      ...partnership,
      state: 'removed',
      removal: {
        ...{ at: now.toISOString(), by: caller.userName, userId: caller.userId },
        ...{ attestationVersion: declarationVersion, language: 'ko' },
      },
    })
    expect(done?.event).toEqual({
      ...{ operation: 'remove_partner_relationship', resource: 'partner_relationship', resourceId: reseller.partnerId },
      ...{ before: partnership, after: done?.partnership },
      facts: {
        ...{ MpnId: reseller.mpnId, PartnershipRequestId: partnership.requestId },
        ...{ AttestationVersion: declarationVersion, AttestationLanguage: 'ko' },
      },
    })
  })

  test('keeps the day of the notice, where one was given', () => {
    const noticeGivenOn = '2026-02-01T00:00:00.000Z'
    const done = remove({ noticeGivenOn })

    expect(done?.partnership).toMatchObject({ removal: { noticeGivenOn } })
    expect(done?.event.facts).toMatchObject({ NoticeGivenOn: '2026-02-01' })
  })
})

test('a partnership that was removed before is left as it is', () => {
  expect(remove({}, removed)).toBeUndefined()
})
