import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Person } from '../call.ts'
import { ask, submit, type World } from '../faults/fault-world.ts'
import type { Taker } from '../faults/invariants.ts'
import {
  aBrazilianCompany,
  aCustomer,
  anAgreement,
  aRegistrationNumber,
  givenCustomer,
  givenPartnership,
  must,
} from '../given.ts'
import { onCustomer, onReadyCustomer } from './on-customer.ts'
import { type Prepared, repeatable, type Scenario, sendable } from './scenario.ts'

/** A customer comes, changes and goes. */
export const customers: readonly Scenario[] = [
  {
    name: 'create a customer',
    step: 'create-customer',
    status: 201,
    race: { others: '409 971002' },
    given: async (world) => {
      const { partner, admin } = world.provider()
      return creation(partner, admin, aCustomer())
    },
  },
  {
    name: 'create a customer with a registration number',
    step: 'create-customer',
    status: 201,
    race: { others: '409 971002' },
    given: async (world) => {
      const { partner, admin } = world.provider('BR')
      return creation(partner, admin, aBrazilianCompany(aRegistrationNumber()))
    },
  },
  {
    name: 'create a customer for a reseller',
    step: 'create-customer',
    status: 201,
    race: { others: '409 971002' },
    given: async (world) => {
      const { partner, admin } = world.provider()
      const reseller = await givenPartnership(admin)
      await world.settled()
      const made = creation(partner, admin, aCustomer({ associatedPartnerId: reseller.partner.partnerId }))
      return {
        ...made,
        partners: [partner, reseller.partner],
        outcome: async () => {
          await made.outcome()
          expect((await ask(reseller.admin, 'GET /v1/customers')).body.items).toHaveLength(1)
        },
      }
    },
  },
  {
    name: 'confirm an agreement',
    step: 'confirm-agreement',
    status: 201,
    race: { others: '400 600061' },
    given: async (world) => {
      const { partner, admin } = world.provider()
      const { id } = await givenCustomer(admin)
      return {
        partners: [partner],
        ...repeatable(admin, `POST /v1/customers/${id}/agreements`, anAgreement()),
        outcome: async () => {
          const listed = await ask(admin, `GET /v1/customers/${id}/agreements?agreementType=*`)
          expect(listed.body.items).toHaveLength(1)
        },
      }
    },
  },
  {
    name: 'confirm that the setup info was noted',
    step: 'confirm-setup-info',
    status: 204,
    race: { happens: 0 },
    given: async (world) => {
      const { partner, admin } = world.provider()
      const { id } = await givenCustomer(admin)
      return {
        partners: [partner],
        ...repeatable(admin, `POST /v1/customers/${id}/setupinfo/done`),
        outcome: () => expectNoSetupInfo(world, partner),
      }
    },
  },
  onReadyCustomer(
    {
      name: 'rename a customer',
      step: 'update-billing-profile',
      status: 200,
      // Each sends back the etag that it has read.
      race: { others: '400 2055' },
    },
    async (admin, id) => {
      const path = `/v1/customers/${id}/profiles/billing`
      const { body } = must(await ask(admin, `GET ${path}`), 200)
      return [`PUT ${path}`, { ...body, companyName: 'Zebra & Sons' }]
    },
  ),
  onReadyCustomer(
    {
      name: 'end the relationship with a customer',
      step: 'update-relationship',
      status: 200,
      race: { others: '404 60003' },
    },
    async (_, id) => [
      `PATCH /v1/customers/${id}`,
      { RelationshipToPartner: 'none', Attributes: { ObjectType: 'Customer' } },
    ],
  ),
  onCustomer(
    { name: 'give a qualification', step: 'add-qualification', status: 201, race: { happens: 1 } },
    async (_, id) => [`POST /v1/customers/${id}/qualifications`, { qualification: 'nonprofit' }],
  ),
  onCustomer(
    {
      name: 'make a qualification the only one',
      step: 'update-qualification',
      status: 200,
      race: { happens: 1 },
    },
    async (_, id) => [`PUT /v1/customers/${id}/qualification`, 'nonprofit'],
  ),
  onCustomer(
    {
      name: 'delete a customer of a sandbox',
      step: 'delete-customer',
      status: 204,
      race: { others: '404 60003' },
    },
    async (_, id) => [`DELETE /v1/customers/${id}`],
  ),
  {
    name: 'accept a relationship on the page',
    step: 'accept-relationship-page',
    status: 303,
    race: { happens: 1 },
    given: async (world) => {
      const { partner, admin } = world.provider()
      return {
        partners: [partner],
        ...sendable(await acceptance(admin)),
        outcome: async () => {
          expect((await ask(admin, 'GET /v1/customers')).body.items).toHaveLength(1)
        },
      }
    },
  },
  {
    name: 'bring along the domain of an ended customer',
    step: 'accept-relationship-page',
    status: 303,
    race: { happens: 1 },
    given: async (world) => {
      const { partner, admin } = world.provider()
      const body = await givenEndedCustomer(admin)
      return {
        partners: [partner],
        ...sendable(await acceptance(admin, body.companyProfile.domain)),
        outcome: async () => {
          expect((await ask(admin, 'GET /v1/customers')).body.items).toHaveLength(1)
          expect((await ask(admin, 'POST /v1/customers', { body })).body.code).toBe(971002)
        },
      }
    },
  },
]

/** What a provider sends to make a customer whose relationship has ended already. */
export async function givenEndedCustomer(admin: Person) {
  const body = aCustomer()
  const { id } = must(await ask(admin, 'POST /v1/customers', { body }), 201).body
  must(await ask(admin, `PATCH /v1/customers/${id}`, { body: { relationshipToPartner: 'none' } }), 200)
  return body
}

/** An organization's acceptance of a partner on the page, with a domain of its own unless told. */
export async function acceptance(admin: Person, domain = `t${randomUUID().slice(0, 8)}.onmicrosoft.com`) {
  const { url } = must(await ask(admin, 'GET /v1/customers/relationshiprequests'), 200).body
  const tenant = { partner: { partnerId: randomUUID() }, roles: ['GlobalAdmin'] }
  const form = { ...organization, domain, token: new URL(url).searchParams.get('token') ?? '' }
  return () => submit('accept-relationship-page', form, tenant)
}

function creation(partner: Taker, admin: Person, body: unknown): Prepared {
  const { run, rival } = repeatable(admin, 'POST /v1/customers', body)
  const passwords = new Set<string>()
  return {
    partners: [partner],
    run: async () => {
      const reply = await run()
      if (reply.status === 201) passwords.add(reply.body.userCredentials.password ?? 'none')
      return reply
    },
    rival,
    outcome: async () => {
      expect((await ask(admin, 'GET /v1/customers')).body.items).toHaveLength(1)
      expect([...passwords]).toEqual([expect.stringMatching(/^\w{14}!a7K$/)])
    },
  }
}

const organization = {
  ...{ companyName: 'Adatum Existing', country: 'US' },
  ...{ addressLine1: '1 Sample Way', city: 'Redmond', state: 'WA', postalCode: '98052' },
  ...{ firstName: 'Ada', lastName: 'Tum', email: 'ada@adatum.example', accept: 'true', acceptAgreement: 'true' },
}

export async function expectNoSetupInfo(world: World, { partnerId }: Taker): Promise<void> {
  const rows = await world.rows('providers', partnerId)
  expect(rows.filter(({ key }) => key.startsWith('k!'))).toEqual([])
}
