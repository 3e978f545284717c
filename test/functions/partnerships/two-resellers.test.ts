import { beforeAll, describe, expect, test } from 'vitest'
import { registeredSteps } from '../../../shared/http/registry.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call } from '../../support/call.ts'
import { aProvider, type GivenReseller, givenCustomer, givenPartnership, must } from '../../support/given.ts'

await importAllSteps()

const anyId = '00000000-0000-4000-8000-000000000000'
/** What a step asks for before it looks at the customer. */
const queries: Readonly<Record<string, string>> = {
  'get-validation-status': '?type=Account',
  'list-customer-products': '?targetView=azure',
}
const reads = registeredSteps
  .map(({ contract }) => contract)
  .filter(
    ({ name, method, route, kinds = [] }) =>
      method === 'GET' &&
      route.includes('{customerId') &&
      kinds.includes('indirectReseller') &&
      name !== 'list-customer-relationships',
  )
  .map(({ name, route }) => [name, route] as const)

let own: GivenReseller
let other: GivenReseller
let customer: { readonly id: string }

beforeAll(async () => {
  const { admin } = aProvider()
  ;[own, other] = await Promise.all([givenPartnership(admin), givenPartnership(admin)])
  customer = await givenCustomer(admin, { associatedPartnerId: own.partner.partnerId })
  await (await import('../../../shared/command/outbox.ts')).settled()
})

describe('of two resellers of one provider', () => {
  test('each lists its own customers', async () => {
    const idsOf = async ({ admin }: GivenReseller) =>
      must(await call('GET', '/v1/customers', { as: admin }), 200).body.items.map(({ id }: { id: string }) => id)

    expect(await idsOf(own)).toEqual([customer.id])
    expect(await idsOf(other)).toEqual([])
  })

  test('there is more than one step that shows a reseller a customer', () => {
    expect(reads.length).toBeGreaterThan(3)
  })

  test.each(reads)('%s shows the customer to its own only', async (name, route) => {
    const path = `/${route.replace('{customerId:guid}', customer.id).replace(/\{\w+(:guid)?\}/g, anyId)}`
    const asked = `${path}${queries[name] ?? ''}`
    const codeFor = async ({ admin }: GivenReseller) => (await call('GET', asked, { as: admin })).body?.code

    expect(await codeFor(other)).toBe(60003)
    expect(await codeFor(own)).not.toBe(60003)
  })
})
