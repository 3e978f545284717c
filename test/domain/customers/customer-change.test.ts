import { describe, expect, test } from 'vitest'
import {
  BillingProfileChange,
  changeRelationship,
  deleteCustomer,
  updateBillingProfile,
} from '../../../shared/domain/customers/customer-change.ts'
import { callerOf, now, provider } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { address, customer, subscription } from '../sales.ts'

const active = subscription()
const suspended = subscription({ subscriptionId: 'BASE-2', status: 'suspended' })
const deleted = subscription({ subscriptionId: 'BASE-3', status: 'deleted' })
const withoutAdministration = { ...customer, delegatedAdmin: false }
const caller = callerOf(provider)
const sandbox = callerOf({ ...provider, isSandbox: true })

describe('the relationship', () => {
  test.for([
    ['ends when the customer has no subscription', 'end', customer, [], 'remove_partner_customer_relationship'],
    [
      'ends when all are suspended or deleted',
      'end',
      customer,
      [suspended, deleted],
      'remove_partner_customer_relationship',
    ],
    [
      'ends also where delegated administration was dropped before',
      'end',
      withoutAdministration,
      [],
      'remove_partner_customer_relationship',
    ],
    [
      'goes on when only delegated administration is dropped, whatever is active',
      'dropDelegatedAdmin',
      customer,
      [active],
      'dap_admin_relationship_terminated',
    ],
    [
      'is as it was when there was no delegated administration to drop',
      'dropDelegatedAdmin',
      withoutAdministration,
      [],
      undefined,
    ],
    ['is as it was when nothing is asked', 'nothing', customer, [], undefined],
  ] as const)('%s', ([, wanted, before, subscriptions, operation]) => {
    const changed = changeRelationship(wanted, before, subscriptions, now)
    const after =
      wanted === 'end'
        ? { ...before, relationship: 'ended', endedAt: now.toISOString(), delegatedAdmin: false }
        : { ...before, delegatedAdmin: false }

    expect(changed?.event.operation).toBe(operation)
    expect(changed?.customer).toEqual(operation && after)
    if (changed) expect(changed.event).toMatchObject({ resource: 'customer', before, after })
  })

  test('does not take back what was dropped', () => {
    expect(refusalOf(() => changeRelationship('restoreDelegatedAdmin', withoutAdministration, [], now))).toBe(
      'invalidInput: allowDelegatedAccess notChangeable',
    )
  })

  test.for([
    ['one subscription is active', [active]],
    ['one of several is active', [suspended, active, deleted]],
  ] as const)('does not end while %s', ([, subscriptions]) => {
    expect(refusalOf(() => changeRelationship('end', customer, subscriptions, now))).toBe('subscriptionsActive')
  })
})

describe('deleting a customer', () => {
  test('in a sandbox ends everything', () => {
    const { customer: gone, event } = deleteCustomer(customer, [suspended], sandbox, now)

    expect(gone).toMatchObject({ relationship: 'ended', endedAt: now.toISOString(), delegatedAdmin: false })
    expect(event).toMatchObject({ operation: 'delete_customer', resourceId: customer.customerId, before: customer })
  })

  test.for([
    ['outside a sandbox', caller, [], 'sandboxOnly'],
    ['by somebody who is not enrolled', callerOf(undefined), [], 'sandboxOnly'],
    ['with an active subscription', sandbox, [active], 'subscriptionsActive'],
  ] as const)('%s is refused', ([, by, subscriptions, expected]) => {
    expect(refusalOf(() => deleteCustomer(customer, subscriptions, by, now))).toBe(expected)
  })
})

describe('the billing profile', () => {
  const update = (wanted: BillingProfileChange, version?: number) =>
    updateBillingProfile(customer, wanted, version, caller)

  test.for([
    ['nothing', {}, {}],
    ['another company name', { companyName: 'Adatum' }, { companyName: 'Adatum' }],
    ['another e-mail address', { email: 'dan@adatum.example' }, { email: 'dan@adatum.example' }],
    ['another culture', { culture: 'de-DE' }, { culture: 'de-DE' }],
    ['another first name', { firstName: 'Dan' }, { address: { ...address, firstName: 'Dan' } }],
    ['another last name', { lastName: 'Tam' }, { address: { ...address, lastName: 'Tam' } }],
    [
      'another address, its name overruled by the one beside it',
      { defaultAddress: { ...address, city: 'Seattle' }, firstName: 'Dan' },
      { address: { ...address, city: 'Seattle', firstName: 'Dan' } },
    ],
    ['a field that is left out', { companyName: undefined }, {}],
  ] as const)('takes %s, and the rest stays', ([, wanted, expected]) => {
    const { customer: after, event } = update(wanted)

    expect(after).toEqual({ ...customer, ...expected, billingVersion: 2 })
    expect(event).toMatchObject({ operation: 'update_customer_billing_profile', before: customer, after })
  })

  const addressBut = (change: object) => ({ defaultAddress: { ...address, ...change } })
  test.for([
    ['the current etag', { companyName: 'Adatum' }, 1, 'allowed'],
    ['no etag', { companyName: 'Adatum' }, undefined, 'allowed'],
    ['a stale etag', { companyName: 'Adatum' }, 0, 'etagStale'],
    [
      'a postal code that is none',
      addressBut({ postalCode: '1' }),
      1,
      'invalidInput: defaultAddress.postalCode notAPostalCode',
    ],
    [
      'no state where one is needed',
      addressBut({ state: undefined }),
      1,
      'invalidInput: defaultAddress.state required',
    ],
    [
      'an address of the partner’s own domain',
      { email: 'ana@HARBOR.example' },
      1,
      'invalidInput: email emailOfPartner',
    ],
    ['a domain that only ends like the partner’s', { email: 'ana@notharbor.example' }, 1, 'allowed'],
  ] as const)('with %s', ([, wanted, version, expected]) => {
    expect(refusalOf(() => update(wanted, version))).toBe(expected)
  })

  test('a partner without a domain cannot be taken for its customer', () => {
    const { domain: _, ...withoutDomain } = provider
    const wanted = { email: 'ana@harbor.example' }

    expect(refusalOf(() => updateBillingProfile(customer, wanted, 1, callerOf(withoutDomain)))).toBe('allowed')
  })

  test('keeps what an SDK does not know: every field may be left out', () => {
    expect(BillingProfileChange.parse({})).toEqual({})
  })
})
