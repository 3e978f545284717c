import { randomInt, randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Person } from '../call.ts'
import { ask, openPage, submit, type World } from '../faults/fault-world.ts'
import { givenDraft, givenReseller, must } from '../given.ts'
import { type About, repeatable, type Scenario, sendable } from './scenario.ts'

/** An invitation, from its draft to its end. */
export const invitations: readonly Scenario[] = [
  {
    name: 'draft an invitation',
    step: 'request-partnership',
    status: 201,
    race: {},
    given: async (world) => {
      const { partner, admin } = world.provider()
      return {
        partners: [partner],
        ...repeatable(admin, 'POST /v1/partnershiprequests', { to: 'tess@tern.example' }),
        outcome: async () => {
          expect((await ask(admin, 'GET /v1/partnershiprequests')).body.items).toHaveLength(1)
        },
      }
    },
  },
  {
    name: 'draft a further invitation to an address',
    step: 'request-partnership',
    status: 201,
    race: {},
    given: async (world) => {
      const { partner, admin } = world.provider()
      const to = 'tess@tern.example'
      must(await ask(admin, 'POST /v1/partnershiprequests', { body: { to } }), 201)
      return {
        partners: [partner],
        ...repeatable(admin, 'POST /v1/partnershiprequests', { to }),
        outcome: async () => {
          expect((await ask(admin, 'GET /v1/partnershiprequests')).body.items).toHaveLength(2)
        },
      }
    },
  },
  onDraft({ name: 'edit an invitation', step: 'edit-partnership-request', race: {} }, 'draft', (id) => [
    `PATCH /v1/partnershiprequests/${id}`,
    { subject: 'Work with us' },
  ]),
  onDraft(
    {
      name: 'say that an invitation was sent',
      step: 'mark-partnership-request-sent',
      race: { others: '409 971041' },
    },
    'sent',
    (id) => [`POST /v1/partnershiprequests/${id}/done`],
  ),
  onDraft(
    { name: 'send an invitation', step: 'send-partnership-request', race: { wins: 5, others: '429', happens: 10 } },
    'sent',
    (id) => [`POST /v1/partnershiprequests/${id}/send`],
  ),
  {
    name: 'send an invitation again',
    step: 'send-partnership-request',
    status: 200,
    // Five mails a day, each of which is noted once more when it is out.
    race: { wins: 5, others: '429', happens: 10 },
    given: async (world) => {
      const { partner, admin, id, state } = await givenSent(world)
      return {
        partners: [partner],
        ...repeatable(admin, `POST /v1/partnershiprequests/${id}/send`),
        outcome: async () => {
          expect(await state()).toBe('sent')
          expect((await ask(admin, `GET /v1/partnershiprequests/${id}`)).body.generation).toBe(2)
        },
      }
    },
  },
  onDraft(
    {
      name: 'revoke an invitation',
      step: 'revoke-partnership-request',
      race: { others: '409 971041' },
    },
    'revoked',
    (id) => [`POST /v1/partnershiprequests/${id}/revoke`],
  ),
  {
    name: 'accept an invitation',
    step: 'accept-invite',
    status: 200,
    race: { happens: 2 },
    given: async (world) => {
      const { partner, admin } = world.provider()
      const [reseller, { id, token }] = await Promise.all([givenReseller(), givenDraft(admin)])
      return {
        partners: [partner, reseller.partner],
        ...repeatable(reseller.admin, 'POST /v1/partnershiprequests/accept', { token, authorize: true }),
        outcome: () => expectPartnership(admin, reseller.admin, id),
      }
    },
  },
  {
    name: 'enrol and accept on the page',
    step: 'accept-invitation-page',
    status: 303,
    race: { happens: 3 },
    given: async (world) => {
      const { partner, admin } = world.provider()
      const { id, token } = await givenDraft(admin)
      const mpnId = String(randomInt(2_000_000_000, 9_000_000_000))
      const reseller = { partner: { partnerId: randomUUID(), mpnId }, roles: ['GlobalAdmin'] }
      const form = { ...enrolmentForm, mpnId, token, authorize: 'true' }
      return {
        partners: [partner, reseller.partner],
        ...sendable(() => submit('accept-invitation-page', form, reseller)),
        outcome: () => expectPartnership(admin, reseller, id),
      }
    },
  },
  {
    name: 'decline an invitation',
    step: 'decline-invitation-page',
    status: 303,
    race: { happens: 2 },
    given: async (world) => {
      const { partner, token, state } = await givenSent(world)
      return {
        partners: [partner],
        ...sendable(() => submit('decline-invitation-page', { token, reason: 'no time' })),
        outcome: async () => expect(await state()).toBe('declined'),
      }
    },
  },
  {
    name: 'ask a question',
    step: 'ask-question-page',
    status: 303,
    race: { happens: 2 },
    given: async (world) => {
      const { partner, token, state } = await givenSent(world)
      const form = { token, from: 'tess@tern.example', question: 'Which countries?' }
      return {
        partners: [partner],
        ...sendable(() => submit('ask-question-page', form)),
        outcome: async () => expect(await state()).toBe('sent'),
      }
    },
  },
  {
    name: 'open an invitation',
    step: 'show-invitation',
    status: 200,
    given: async (world) => {
      const { partner, token, state } = await givenSent(world)
      return {
        partners: [partner],
        ...sendable(() => openPage(token)),
        outcome: async () => expect(await state()).toBe('sent'),
      }
    },
  },
]

const enrolmentForm = {
  companyName: 'Tern Cloud Services',
  country: 'US',
  firstName: 'Tess',
  lastName: 'Ternova',
  email: 'tess@tern.example',
  phoneNumber: '2065550102',
  acceptPartnerAgreement: 'true',
}

function onDraft(about: About, state: string, words: (id: string) => readonly [string, unknown?]): Scenario {
  return {
    ...about,
    status: 200,
    given: async (world) => {
      const { partner, admin } = world.provider()
      const { id } = await givenDraft(admin)
      return {
        partners: [partner],
        ...repeatable(admin, ...words(id)),
        outcome: async () => {
          expect((await ask(admin, `GET /v1/partnershiprequests/${id}`)).body.state).toBe(state)
        },
      }
    },
  }
}

/** An invitation whose sender has mailed it by itself. */
export async function givenSent(world: World) {
  const { partner, admin } = world.provider()
  const { id, token } = await givenDraft(admin)
  must(await ask(admin, `POST /v1/partnershiprequests/${id}/done`), 200)
  const state = async () => (await ask(admin, `GET /v1/partnershiprequests/${id}`)).body.state
  return { partner, admin, id, token, state }
}

/** An invitation that is to be mailed by the service, and is not mailed yet. */
export async function givenAsked(world: World) {
  const { partner, admin } = world.provider()
  const { id } = await givenDraft(admin)
  must(await ask(admin, `POST /v1/partnershiprequests/${id}/send`), 200)
  await world.settled()
  return { partner, admin, id }
}

export async function expectPartnership(provider: Person, reseller: Person, requestId: string): Promise<void> {
  expect((await ask(provider, `GET /v1/partnershiprequests/${requestId}`)).body.state).toBe('accepted')
  const kinds = ['IsIndirectCloudSolutionProviderOf', 'IsIndirectResellerOf']
  const [resellers, providers] = await Promise.all(
    [provider, reseller].map((as, index) => ask(as, `GET /v1/relationships?relationship_type=${kinds[index]}`)),
  )
  expect([resellers?.body.items.length, providers?.body.items.length]).toEqual([1, 1])
}
