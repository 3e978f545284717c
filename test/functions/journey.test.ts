import { beforeAll, expect, test } from 'vitest'
import { settled } from '../../shared/command/outbox.ts'
import { importAllSteps } from '../support/all-steps.ts'
import { call } from '../support/call.ts'
import { aProvider, givenPartnership, givenReadyCustomer } from '../support/given.ts'

const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02'

beforeAll(async () => {
  await importAllSteps()
})

test('a provider onboards a customer for a reseller it has partnered with, and finds all of it again', async () => {
  const { admin } = aProvider()
  const reseller = await givenPartnership(admin)
  const customer = await givenReadyCustomer(admin, { associatedPartnerId: reseller.partner.partnerId })
  await settled()

  const order = await call('POST', `/v1/customers/${customer.id}/orders`, {
    as: admin,
    body: { lineItems: [{ lineItemNumber: 0, offerId: e3, quantity: 5, partnerIdOnRecord: reseller.partner.mpnId }] },
  })

  expect(order).toMatchObject({ status: 201, body: { status: 'completed', billingCycle: 'monthly' } })
  const filter = JSON.stringify({
    Field: 'IndirectReseller',
    Value: reseller.partner.partnerId,
    Operator: 'starts_with',
  })
  const listed = await call('GET', `/v1/customers?filter=${encodeURIComponent(filter)}`, { as: admin })
  expect(listed.body.items.map(({ id }: { id: string }) => id)).toEqual([customer.id])
  const shared = await call('GET', '/v1/customers', { as: reseller.admin })
  expect(shared.body.items.map(({ id }: { id: string }) => id)).toEqual([customer.id])
  const subscriptions = await call('GET', `/v1/customers/${customer.id}/subscriptions`, { as: reseller.admin })
  expect(subscriptions.body.items).toMatchObject([{ offerId: e3, quantity: 5, partnerId: reseller.partner.mpnId }])
  const audit = await call('GET', '/v1/auditrecords?operations=all', { as: admin })
  expect(audit.body.items.map(({ operationType }: { operationType: string }) => operationType)).toEqual([
    'create_order',
    'create_agreement',
    'add_customer',
    'create_partner_relationship',
    'create_partnership_request',
  ])
  const providers = await call('GET', '/v1/relationships?relationship_type=IsIndirectResellerOf', {
    as: reseller.admin,
  })
  expect(providers.body.items).toHaveLength(1)
})
