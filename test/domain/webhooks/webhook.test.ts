import { describe, expect, test } from 'vitest'
import {
  invitationEnded,
  isWanted,
  partnershipRemoved,
  recentTest,
  registered,
  registerWebhook,
  relationshipAccepted,
  requestTest,
  subscriptionUpdated,
  unregisterWebhook,
  type WebhookRegistration,
} from '../../../shared/domain/webhooks/webhook.ts'
import { now } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { days } from '../sales.ts'

const wanted = {
  url: 'https://receiver.example/hook',
  events: ['subscription-updated'] as const,
  usesMsSignatureHeader: false,
}
const register = (url: string = wanted.url, before?: WebhookRegistration, allowsHttp = false) =>
  registerWebhook(before, { ...wanted, events: [...wanted.events], url }, { subscriberId: 's1', allowsHttp })
const registration = register()
const seconds = (count: number) => days(0, count * 1000)

describe('the address of a receiver', () => {
  test.for([
    ['https', 'https://receiver.example/hook?key=1', 'allowed'],
    ['a port of its own', 'https://receiver.example:8443/', 'allowed'],
    ['the longest there may be', `https://receiver.example/${'a'.repeat(2023)}`, 'allowed'],
    ['one character longer', `https://receiver.example/${'a'.repeat(2024)}`, 'refused'],
    ['http', 'http://receiver.example/', 'refused'],
    ['another scheme', 'ftp://receiver.example/', 'refused'],
    ['no address', 'receiver', 'refused'],
    ['a user name', 'https://ana@receiver.example/', 'refused'],
    ['a password', 'https://:secret@receiver.example/', 'refused'],
    ['a fragment', 'https://receiver.example/#part', 'refused'],
    ['a blank', 'https://receiver.example/a b', 'refused'],
    ['a line end', 'https://receiver.example/a\n', 'refused'],
    ['a backslash', 'https://receiver.example\\a', 'refused'],
    ['a control character', 'https://receiver.example/\u0007', 'refused'],
  ] as const)('with %s', ([, url, expected]) => {
    const refused = 'invalidInput: WebhookUrl notAWebAddress'

    expect(refusalOf(() => register(url))).toBe(expected === 'refused' ? refused : expected)
  })

  test('may be http only where the operator allows it', () => {
    expect(refusalOf(() => register('http://127.0.0.1:9000/', undefined, true))).toBe('allowed')
    expect(refusalOf(() => register('ftp://127.0.0.1/', undefined, true))).toBe(
      'invalidInput: WebhookUrl notAWebAddress',
    )
  })
})

describe('registering', () => {
  test('notes each event once', () => {
    const events = ['subscription-updated' as const, 'test-created' as const, 'subscription-updated' as const]

    expect(registerWebhook(undefined, { ...wanted, events }, { subscriberId: 's1', allowsHttp: false })).toEqual({
      ...wanted,
      ...{ events: ['subscription-updated', 'test-created'], subscriberId: 's1', testedAt: [] },
    })
  })

  test('again replaces the address, and who it is and when it was tried stay', () => {
    const before = { ...registration, subscriberId: 's0', testedAt: [now.toISOString()] }

    expect(register('https://other.example/', before)).toEqual({ ...before, url: 'https://other.example/' })
  })
})

describe('test events: two in a minute', () => {
  const testedAt = (...counts: readonly number[]) => ({
    ...registration,
    testedAt: counts.map((count) => seconds(count).toISOString()),
  })

  test.for([
    ['the first', testedAt(), now, [0]],
    ['the second at once', testedAt(0), now, [0, 0]],
    ['a third when the first is a minute ago', testedAt(-60, -1), now, [-1, 0]],
    ['one after many of before', testedAt(-300, -200, -100), now, [0]],
  ] as const)('%s is sent', ([, before, at, expected]) => {
    expect(requestTest(before, 't1', at)).toEqual({
      registration: testedAt(...expected),
      test: { correlationId: 't1', url: registration.url, at: at.toISOString() },
      notices: [
        {
          ...{ name: 'test-created', resource: 'test', path: '/webhooks/v1/registration/validationEvents/t1' },
          eventId: 't1',
        },
      ],
    })
  })

  test.for([
    ['at once', testedAt(0, 0), now, 60],
    ['a second before the first is a minute ago', testedAt(-59, -1), now, 1],
    ['in the last instant of the minute', testedAt(-59.999, -1), now, 1],
    ['when another clock was ahead', testedAt(30, 40), now, 60],
  ] as const)('a third is refused %s', ([, before, at, wait]) => {
    expect(refusalOf(() => requestTest(before, 't1', at))).toBe('tooManyRequests')
    expect(() => requestTest(before, 't1', at)).toThrow(expect.objectContaining({ details: { seconds: wait } }))
  })
})

test('without a webhook there is nothing to test or change', () => {
  expect(refusalOf(() => requestTest(undefined, 't1', now))).toBe('webhookNotRegistered')
  expect(refusalOf(() => registered(undefined))).toBe('webhookNotRegistered')
  expect(registered(registration)).toBe(registration)
})

test('a webhook is taken back once, and leaves nothing but the count of its tests', () => {
  const before = { ...registration, unsentEvents: ['invoice-ready'], testedAt: [now.toISOString()] }
  const removed = unregisterWebhook(before, now)
  const { unsentEvents: _, ...known } = before

  expect(removed).toEqual({ ...known, url: '', events: [], removedAt: now.toISOString() })
  expect(isWanted(removed, 'subscription-updated') || isWanted(removed, 'test-created')).toBe(false)
  expect(refusalOf(() => registered(removed))).toBe('webhookNotRegistered')
  expect(refusalOf(() => unregisterWebhook(removed, now))).toBe('webhookNotRegistered')
  expect(register(wanted.url, removed)).toEqual({ ...registration, testedAt: [now.toISOString()] })
})

describe('a test event can be asked for', () => {
  const asked = { correlationId: 'c1', url: wanted.url, at: now.toISOString() }

  test.for([
    ['at once', asked, now, 'allowed'],
    ['for seven days', asked, days(7), 'allowed'],
    ['no longer than seven days', asked, days(7, 1), 'webhookTestNotFound'],
    ['only where there was one', undefined, now, 'webhookTestNotFound'],
  ] as const)('%s', ([, one, at, expected]) => {
    expect(refusalOf(() => recentTest(one, 'c1', at))).toBe(expected)
  })
})

test.for([
  ['an event it asked for', 'subscription-updated', true],
  ['a test, whatever it asked for', 'test-created', true],
  ['no event it did not ask for', 'partnership-removed', false],
] as const)('a partner is told of %s', ([, name, expected]) => {
  expect(isWanted(registration, name)).toBe(expected)
})

test.for([
  [
    'a subscription',
    subscriptionUpdated({ customerId: 'c', subscriptionId: 's' }),
    'subscription-updated',
    '/v1/customers/c/subscriptions/s',
  ],
  ['a customer', relationshipAccepted('c'), 'reseller-relationship-accepted-by-customer', '/v1/customers/c'],
  [
    'an accepted invitation',
    invitationEnded('accepted', 'r'),
    'partnership-request-accepted',
    '/v1/partnershiprequests/r',
  ],
  [
    'a declined invitation',
    invitationEnded('declined', 'r'),
    'partnership-request-declined',
    '/v1/partnershiprequests/r',
  ],
  [
    'an expired invitation',
    invitationEnded('expired', 'r'),
    'partnership-request-expired',
    '/v1/partnershiprequests/r',
  ],
  ['a removed partnership', partnershipRemoved('p'), 'partnership-removed', '/v1/partnerships/p'],
] as const)('an event about %s says where to read it', ([, notice, name, path]) => {
  expect(notice).toMatchObject({ name, path })
})
