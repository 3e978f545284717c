import { describe, expect, test } from 'vitest'
import type { Customer } from '../../../shared/domain/customers/customer.ts'
import {
  acceptRelationship,
  checkMayAcceptRelationship,
  type NewRelationship,
  type Parties,
} from '../../../shared/domain/customers/relationship.ts'
import type { Partnership } from '../../../shared/domain/partnerships/partnership.ts'
import { callerOf, now, provider, reseller } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { address, customer, customerId, partnership } from '../sales.ts'

const ids = { customerId, billingProfileId: 'b1', agreementId: 'a1' }
const wanted: NewRelationship = {
  domain: 'adatum.onmicrosoft.com',
  email: 'ada@adatum.example',
  culture: 'en-US',
  language: 'en',
  companyName: 'Adatum Pilot',
  address,
  accept: true,
  acceptAgreement: true,
}
const parties: Parties = {
  provider,
  partnership: undefined,
  hasReseller: false,
  delegatedAdmin: true,
  caller: callerOf(undefined),
  agreementRequired: true,
}
const withReseller = { partnership, hasReseller: true }
const removed: Partnership = { ...partnership, state: 'removed' }
const accept = (change: Partial<NewRelationship> = {}, more: Partial<Parties> = {}, before?: Customer) => {
  const accepted = acceptRelationship({ ...wanted, ...change }, { ...parties, ...more }, ids, before, now)
  if (!accepted) throw new Error('nothing was decided')
  return accepted
}

describe('whoever follows the link', () => {
  test.for([
    ['a Global admin of another organization may accept', callerOf(undefined), 'allowed'],
    ['the provider itself may not', callerOf(provider), 'relationshipOwn'],
    ['the reseller that the link names may not', callerOf(reseller), 'relationshipOwn'],
    ['an application may not', callerOf(undefined, ['GlobalAdmin'], false), 'userRequired'],
    ['somebody who is no Global admin may not', callerOf(undefined, ['UserAdmin']), 'roleNotAllowed'],
  ] as const)('%s', ([, caller, expected]) => {
    expect(refusalOf(() => checkMayAcceptRelationship(provider, reseller.partnerId, caller))).toBe(expected)
  })

  test('a reseller that the link does not name may accept for itself', () => {
    expect(refusalOf(() => checkMayAcceptRelationship(provider, undefined, callerOf(reseller)))).toBe('allowed')
  })
})

describe('accepting is refused', () => {
  const inside = (country: string, state?: string, postalCode?: string) => ({ ...address, country, state, postalCode })

  test.for([
    ['without the box ticked', { accept: false }, {}, 'relationshipNotTicked'],
    ['without the agreement', { acceptAgreement: false }, {}, 'agreementNotConfirmed'],
    [
      'with an address that breaks the rules of its country',
      { address: { ...address, city: undefined } },
      {},
      'invalidInput: address.city required',
    ],
    [
      'with a registration number where there is none',
      { organizationRegistrationNumber: '1' },
      {},
      'registrationNumberNotSupported',
    ],
    [
      'without a registration number where one is demanded',
      { address: inside('BR', 'SP', '01310-100') },
      {},
      'registrationNumberMissing',
    ],
    ['from another region', { address: inside('IE') }, {}, 'regionMismatch'],
    [
      'when the partnership with the reseller is over',
      {},
      { partnership: removed, hasReseller: true },
      'associatedPartnerNotActive',
    ],
    ['when there is no partnership with the reseller', {}, { hasReseller: true }, 'associatedPartnerNotActive'],
  ] as const)('%s', ([, change, more, expected]) => {
    expect(refusalOf(() => accept(change, more))).toBe(expected)
  })

  test('with an e-mail address of the provider', () => {
    expect(refusalOf(() => accept({ email: 'ana@harbor.example' }))).toMatch(/^invalidInput: .*email emailOfPartner$/)
  })

  test.for([
    ['without the agreement where there is none', { acceptAgreement: false }, { agreementRequired: false }],
    [
      'from another country of the same region',
      { address: inside('IE') },
      { provider: { ...provider, country: 'DK' } },
    ],
    ['with an active reseller', {}, withReseller],
  ] as const)('but not %s', ([, change, more]) => {
    expect(refusalOf(() => accept(change, more))).toBe('allowed')
  })
})

describe('an organization that has accepted', () => {
  test('is a customer under its own id, and the audit says so', () => {
    const { customer: made, event } = accept()

    expect(made).toMatchObject({
      customerId,
      relationship: 'reseller',
      companyName: 'Adatum Pilot',
      domain: 'adatum.onmicrosoft.com',
    })
    expect(made).not.toHaveProperty('accept')
    expect(event).toEqual({
      operation: 'extend_relationship',
      resource: 'customer',
      resourceId: customerId,
      after: made,
      facts: {
        ...{ AgreementId: 'a1', AgreementType: 'MicrosoftCustomerAgreement', DateAgreed: now.toISOString() },
        TemplateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
        ...{ AcceptedBy: 'Ada Tum', AcceptedByEmail: 'ada@adatum.example' },
      },
    })
  })

  test('and was a customer before is one again', () => {
    const before = { ...customer, relationship: 'ended' as const, endedAt: now.toISOString() }
    const { customer: made, event } = accept({}, {}, before)

    expect(made).toMatchObject({ relationship: 'reseller' })
    expect(made).not.toHaveProperty('endedAt')
    expect(event.before).toEqual(before)
  })

  test('and is a customer changes nothing', () => {
    expect(acceptRelationship(wanted, parties, ids, customer, now)).toBeUndefined()
  })

  test('is told of to whoever has subscribed to it', () => {
    expect(accept().notices).toMatchObject([{ name: 'reseller-relationship-accepted-by-customer' }])
  })

  test.for([
    [true, true],
    [false, false],
  ] as const)('has delegated administration as the link says: %s', ([delegatedAdmin, expected]) => {
    expect(accept({}, { delegatedAdmin }).customer.delegatedAdmin).toBe(expected)
  })

  test.for([
    ['the reseller that the link names', withReseller, reseller.partnerId],
    ['nobody where the link names none', {}, undefined],
  ] as const)('is associated with %s', ([, more, expected]) => {
    expect(accept({}, more).customer.associatedPartnerId).toBe(expected)
  })
})

describe('the Customer Agreement', () => {
  test('is accepted by the customer in person, so that no partner has to confirm it', () => {
    expect(accept({ address: { ...address, phoneNumber: '4255550100' } }).agreements).toEqual([
      {
        ...{ agreementId: 'a1', customerId, type: 'MicrosoftCustomerAgreement', isDirect: true },
        templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
        primaryContact: { firstName: 'Ada', lastName: 'Tum', email: 'ada@adatum.example', phoneNumber: '4255550100' },
        ...{ dateAgreed: now.toISOString(), confirmedAt: now.toISOString(), userId: parties.caller.userId },
      },
    ])
  })

  test('is accepted without a telephone number, too', () => {
    expect(accept().agreements[0]?.primaryContact).not.toHaveProperty('phoneNumber')
  })

  test('is not accepted where there is none', () => {
    const made = accept({}, { agreementRequired: false })

    expect(made.agreements).toEqual([])
    expect(made.event).not.toHaveProperty('facts')
  })
})
