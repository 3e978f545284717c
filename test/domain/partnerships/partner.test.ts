import { describe, expect, test } from 'vitest'
import { type Enrolment, enrollPartner } from '../../../shared/domain/partnerships/partner.ts'
import { callerOf, now, reseller } from '../people.ts'
import { refusalOf } from '../refusal.ts'

const enrolment: Enrolment = {
  companyName: 'Tern Cloud Services',
  country: 'US',
  mpnId: reseller.mpnId,
  primaryContact: { firstName: 'Tess', lastName: 'Ternova', email: 'tess@tern.example' },
  acceptPartnerAgreement: true,
}
const enrol = (change: Partial<Enrolment> = {}, caller = callerOf(undefined)) =>
  enrollPartner({ ...enrolment, ...change }, caller, now).account

test('an enrolled organization is an active indirect reseller whose agreement names the signer', () => {
  const caller = callerOf(undefined)

  expect(enrol()).toMatchObject({
    partnerId: caller.partnerId,
    kind: 'indirectReseller',
    status: 'active',
    partnerAgreement: { signedBy: caller.userId, signedAt: now.toISOString() },
  })
})

describe('refusals', () => {
  const contact = enrolment.primaryContact
  test.for([
    ['somebody who is no Global admin', {}, callerOf(undefined, ['AdminAgent']), 'roleNotAllowed'],
    [
      'the partner agreement not accepted',
      { acceptPartnerAgreement: false },
      callerOf(undefined),
      'partnerAgreementNotAccepted',
    ],
    [
      'a web mail address',
      { primaryContact: { ...contact, email: 'tess@Gmail.com' } },
      callerOf(undefined),
      'invalidInput: primaryContact.email emailIsWebMail',
    ],
    [
      'a web mail address of a country',
      { primaryContact: { ...contact, email: 'tess@yahoo.co.uk' } },
      callerOf(undefined),
      'invalidInput: primaryContact.email emailIsWebMail',
    ],
    [
      'a domain that only looks like web mail',
      { primaryContact: { ...contact, email: 'tess@notgmail.com' } },
      callerOf(undefined),
      'allowed',
    ],
    ['a country of no region', { country: 'BY' }, callerOf(undefined), 'countryNotServed'],
    ['a country of another region than anybody else here', { country: 'KZ' }, callerOf(undefined), 'allowed'],
  ] as const)('%s', ([, change, caller, expected]) => {
    expect(refusalOf(() => enrol(change, caller))).toBe(expected)
  })
})
