import { randomInt, randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Person } from '../call.ts'
import { ask, tellsOfAcceptance, type World } from '../faults/fault-world.ts'
import type { Taker } from '../faults/invariants.ts'
import { aDeclaration, anEnrolment, givenCustomer, givenPartnership, must } from '../given.ts'
import { repeatable, type Scenario } from './scenario.ts'

/** Resellers that come and go, those of a sandbox too. */
export const resellers: readonly Scenario[] = [
  {
    name: 'enrol as a reseller',
    step: 'enroll-partner',
    status: 201,
    race: { others: '409 971030' },
    given: async () => {
      const partner = { partnerId: randomUUID(), mpnId: String(randomInt(2_000_000_000, 9_000_000_000)), name: 'Tern' }
      const admin = { partner, roles: ['GlobalAdmin'] }
      return {
        partners: [partner],
        ...repeatable(admin, 'POST /v1/partners', anEnrolment(partner)),
        outcome: async () => {
          expect((await ask(admin, 'GET /v1/partners/me')).body.mpnId).toBe(partner.mpnId)
        },
      }
    },
  },
  {
    name: 'remove a partnership',
    step: 'remove-partnership',
    status: 200,
    race: { happens: 1 },
    given: async (world) => {
      const { partner, admin } = world.provider()
      const reseller = await givenPartnership(admin)
      await givenCustomer(admin, { associatedPartnerId: reseller.partner.partnerId })
      await world.settled()
      const path = `/v1/partnerships/${reseller.partner.partnerId}`
      const before = await customerRowsOf(world, partner)
      return {
        partners: [partner, reseller.partner],
        ...repeatable(admin, `POST ${path}/remove`, aDeclaration),
        outcome: async () => {
          expect((await ask(admin, `GET ${path}`)).body.state).toBe('removed')
          expect((await ask(reseller.admin, 'GET /v1/customers')).body.items).toEqual([])
          expect(await customerRowsOf(world, partner)).toEqual(before)
          expect((await world.mails()).filter((mail) => !tellsOfAcceptance(mail))).toEqual([])
        },
      }
    },
  },
  {
    name: 'make a sandbox reseller',
    step: 'create-sandbox-reseller',
    status: 201,
    race: { others: '409 1003' },
    given: async (world) => {
      const { partner, admin } = world.provider()
      return {
        partners: [partner],
        ...repeatable(admin, 'POST /v1/sandboxIndirectReseller', aSandboxReseller()),
        outcome: () => expectSandboxResellers(admin, 1),
      }
    },
  },
  {
    name: 'delete a sandbox reseller',
    step: 'delete-sandbox-reseller',
    status: 204,
    race: { happens: 1 },
    given: async (world) => {
      const { partner, admin } = world.provider()
      const { body } = must(await ask(admin, 'POST /v1/sandboxIndirectReseller', { body: aSandboxReseller() }), 201)
      await world.settled()
      return {
        partners: [partner, { partnerId: body.accountId }],
        ...repeatable(admin, `DELETE /v1/sandboxIndirectReseller/${body.accountId}`),
        outcome: () => expectSandboxResellers(admin, 0),
      }
    },
  },
]

const customerRowsOf = async (world: World, { partnerId }: Taker) =>
  (await world.rows('providers', partnerId)).filter(({ key }) => /^[cndr]!/.test(key))

const aSandboxReseller = () => ({
  mpnId: String(randomInt(2_000_000_000, 9_000_000_000)),
  tenant: { domainPrefix: 'tern', adminUserName: 'admin', country: 'US' },
  legalBusinessProfile: {
    companyName: 'Tern Sandbox',
    primaryContact: { firstName: 'Tess', lastName: 'Ternova', email: 'tess@tern.example' },
  },
})

async function expectSandboxResellers(admin: Person, count: number): Promise<void> {
  const path = '/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf'
  expect((await ask(admin, `GET ${path}`)).body.items).toHaveLength(count)
}
