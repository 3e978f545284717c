import { randomInt, randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { QueueName } from '../../shared/azure/storage-names.ts'
import type { Person, Reply } from './call.ts'
import { dayMs, passTime, secondMs } from './clock.ts'
import { ask, fire, handOver, openPage, type PlainRow, submit, type World } from './fault-world.ts'
import {
  aCustomer,
  aDeclaration,
  anAgreement,
  anEnrolment,
  type GivenReseller,
  givenCustomer,
  givenDraft,
  givenPartnership,
  givenReadyCustomer,
  givenReseller,
  must,
} from './given.ts'
import { heal, messageIn, never, receiveAll } from './healer.ts'
import type { Taker } from './invariants.ts'
import { isWrite } from './proxy.ts'

/** A command on the point of being given, by somebody who has everything that it needs. */
export interface Prepared {
  readonly partners: readonly Taker[]
  /** The command, always in the same words. */
  readonly run: () => Promise<Reply | undefined>
  /** What is so when it was carried out, however often it was given. */
  readonly outcome: () => Promise<void>
}

export interface Scenario {
  readonly name: string
  /** The status of the answer; a queue step and a timer have none. */
  readonly status?: number
  /** It comes again by itself, as a timer does. */
  readonly recurs?: true
  readonly given: (world: World) => Promise<Prepared>
}

const e3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02'
const e5 = 'A044B16A-1861-4308-8086-A3A3B506FAC2'
const cart = { lineItems: [{ id: 0, catalogItemId: e3, quantity: 5 }] }
const exchange = '195416C1-3447-423A-B37B-EE59A99A19C4'
const premiumOffer = '031C9E47-4802-4248-838E-778FB1D2CC05'
const trial = 'C0BD2E08-11AC-4836-BDC7-3712E744922F'
const audio = 'C94271D8-B431-4A25-A3C5-A57737A1C909'
const basicItem = 'CFQ7TTC0LH18:0001:CFQ7TTC0BB00'
const e3Item = 'CFQ7TTC0LFLX:0001:CFQ7TTC0E300'
const helpdesk = '729827e3-9c14-49f7-bb1b-9608f156bbb8'

export const customerCommands: readonly Scenario[] = [
  {
    name: 'create a customer',
    status: 201,
    given: async (world) => {
      const { partner, admin } = world.provider()
      return creation(partner, admin, aCustomer(), [partner])
    },
  },
  {
    name: 'create a customer for a reseller',
    status: 201,
    given: async (world) => {
      const { partner, admin } = world.provider()
      const reseller = await givenPartnership(admin)
      await world.settled()
      const body = aCustomer({ associatedPartnerId: reseller.partner.partnerId })
      const { run, outcome } = creation(partner, admin, body, [])
      return {
        partners: [partner, reseller.partner],
        run,
        outcome: async () => {
          await outcome()
          expect((await ask(reseller.admin, 'GET /v1/customers')).body.items).toHaveLength(1)
        },
      }
    },
  },
  {
    name: 'confirm an agreement',
    status: 201,
    given: async (world) => {
      const { partner, admin } = world.provider()
      const { id } = await givenCustomer(admin)
      const request = `POST /v1/customers/${id}/agreements`
      return {
        partners: [partner],
        run: repeatable(admin, request, anAgreement()),
        outcome: async () => {
          const listed = await ask(admin, `GET /v1/customers/${id}/agreements?agreementType=*`)
          expect(listed.body.items).toHaveLength(1)
        },
      }
    },
  },
  {
    name: 'order three lines',
    status: 201,
    given: async (world) => {
      const { partner, admin } = world.provider()
      const reseller = await givenPartnership(admin)
      const { id } = await givenReadyCustomer(admin, { associatedPartnerId: reseller.partner.partnerId })
      await world.settled()
      await ask(admin, 'GET /v1/offers?country=US')
      const lineItems = [e3, e5, exchange].map((offerId, lineItemNumber) => ({
        ...{ offerId, lineItemNumber, quantity: 5, partnerIdOnRecord: reseller.partner.mpnId },
      }))
      return {
        partners: [partner, reseller.partner],
        run: repeatable(admin, `POST /v1/customers/${id}/orders`, { lineItems }),
        outcome: async () => {
          expect((await ask(admin, `GET /v1/customers/${id}/orders`)).body.items).toHaveLength(1)
          expect((await ask(admin, `GET /v1/customers/${id}/subscriptions`)).body.items).toHaveLength(3)
        },
      }
    },
  },
  {
    name: 'confirm that the setup info was noted',
    status: 204,
    given: async (world) => {
      const { partner, admin } = world.provider()
      const { id } = await givenCustomer(admin)
      return {
        partners: [partner],
        run: repeatable(admin, `POST /v1/customers/${id}/setupinfo/done`),
        outcome: () => expectNoSetupInfo(world, partner),
      }
    },
  },
  onReadyCustomer('rename a customer', 200, async (admin, id) => {
    const path = `/v1/customers/${id}/profiles/billing`
    const { body } = must(await ask(admin, `GET ${path}`), 200)
    return [`PUT ${path}`, { ...body, companyName: 'Zebra & Sons' }]
  }),
  onReadyCustomer('end the relationship with a customer', 200, async (_, id) => [
    `PATCH /v1/customers/${id}`,
    { RelationshipToPartner: 'none', Attributes: { ObjectType: 'Customer' } },
  ]),
  onReadyCustomer('fill a cart', 201, async (_, id) => [`POST /v1/customers/${id}/carts`, cart]),
  onReadyCustomer('check a cart out', 201, async (admin, id) => {
    const path = `/v1/customers/${id}/carts`
    const { body } = must(await ask(admin, `POST ${path}`, { body: cart }), 201)
    return [`POST ${path}/${body.id}/checkout`]
  }),
  onReadyCustomer('change a subscription', 200, async (admin, id, { partner }) => {
    const lineItems = [{ offerId: e3, quantity: 5, partnerIdOnRecord: partner.mpnId }]
    const { body } = must(await ask(admin, `POST /v1/customers/${id}/orders`, { body: { lineItems } }), 201)
    return [`PATCH /v1/customers/${id}/subscriptions/${body.lineItems[0].subscriptionId}`, { quantity: 7 }]
  }),
  {
    name: 'enrol as a reseller',
    status: 201,
    given: async () => {
      const partner = { partnerId: randomUUID(), mpnId: String(randomInt(2_000_000_000, 9_000_000_000)), name: 'Tern' }
      const admin = { partner, roles: ['GlobalAdmin'] }
      return {
        partners: [partner],
        run: repeatable(admin, 'POST /v1/partners', anEnrolment(partner)),
        outcome: async () => {
          expect((await ask(admin, 'GET /v1/partners/me')).body.mpnId).toBe(partner.mpnId)
        },
      }
    },
  },
]

/** Changes of what a customer has, and newer commerce. */
export const changeCommands: readonly Scenario[] = [
  onCustomer('change a cart', 201, async (admin, id) => {
    const path = `/v1/customers/${id}/carts`
    const { body } = must(await ask(admin, `POST ${path}`, { body: cart }), 201)
    return [`PUT ${path}/${body.id}`, { lineItems: [{ catalogItemId: e5, quantity: 2 }] }]
  }),
  onCustomer('give a qualification', 201, async (_, id) => [
    `POST /v1/customers/${id}/qualifications`,
    { qualification: 'nonprofit' },
  ]),
  onCustomer('make a qualification the only one', 200, async (_, id) => [
    `PUT /v1/customers/${id}/qualification`,
    'nonprofit',
  ]),
  onCustomer('buy an add-on onto an order', 200, async (admin, id) => {
    const { id: orderId, lineItems } = await givenOrder(admin, id, { offerId: e3, quantity: 5 })
    const addOn = { offerId: audio, quantity: 2, parentSubscriptionId: lineItems[0].subscriptionId }
    return [`PATCH /v1/customers/${id}/orders/${orderId}`, { lineItems: [addOn] }]
  }),
  onCustomer('cancel an order of a sandbox', 200, async (admin, id) => {
    const { id: orderId } = await givenOrder(admin, id, { offerId: e3, quantity: 5 })
    return [`PATCH /v1/customers/${id}/orders/${orderId}`, { status: 'cancelled' }]
  }),
  onReadyCustomer('name a support contact', 200, async (admin, id, { partner }) => [
    `PUT ${await givenSubscription(admin, id, { offerId: e3, quantity: 5 })}/supportcontact`,
    { supportTenantId: partner.partnerId, supportMpnId: partner.mpnId },
  ]),
  onCustomer('upgrade a subscription', 200, async (admin, id) => [
    `POST ${await givenSubscription(admin, id, { offerId: premiumOffer, quantity: 5 })}/upgrades`,
    { targetOffer: { id: e3 } },
  ]),
  onCustomer('convert a trial', 200, async (admin, id) => {
    const path = await givenSubscription(admin, id, { offerId: trial, quantity: 25 })
    const { items } = must(await ask(admin, `GET ${path}/conversions`), 200).body
    return [`POST ${path}/conversions`, items[0]]
  }),
  onCustomer('order newer commerce', 201, async (_, id) => [
    `POST /v1/customers/${id}/orders`,
    { lineItems: [{ offerId: basicItem, quantity: 5, termDuration: 'P1Y' }] },
  ]),
  onCustomer('move licences to another product', 200, async (admin, id) => [
    `POST ${await givenSubscription(admin, id, { offerId: basicItem, quantity: 5 })}/transitions`,
    { toCatalogItemId: e3Item, quantity: 2 },
  ]),
  onCustomer('delete a customer of a sandbox', 204, async (_, id) => [`DELETE /v1/customers/${id}`]),
  {
    name: 'make a sandbox reseller',
    status: 201,
    given: async (world) => {
      const { partner, admin } = world.provider()
      const run = repeatable(admin, 'POST /v1/sandboxIndirectReseller', aSandboxReseller())
      return { partners: [partner], run, outcome: () => expectSandboxResellers(admin, 1) }
    },
  },
  {
    name: 'delete a sandbox reseller',
    status: 204,
    given: async (world) => {
      const { partner, admin } = world.provider()
      const { body } = must(await ask(admin, 'POST /v1/sandboxIndirectReseller', { body: aSandboxReseller() }), 201)
      await world.settled()
      return {
        partners: [partner, { partnerId: body.accountId }],
        run: repeatable(admin, `DELETE /v1/sandboxIndirectReseller/${body.accountId}`),
        outcome: () => expectSandboxResellers(admin, 0),
      }
    },
  },
]

/** Changes of the users of a customer. */
export const userCommands: readonly Scenario[] = [
  onDirectory('create a user', 200, async (admin, id) => {
    const { companyProfile } = must(await ask(admin, `GET /v1/customers/${id}`), 200).body
    return [`POST /v1/customers/${id}/users`, aUser(companyProfile.domain)]
  }),
  onDirectory('change a user', 200, async (admin, id) => [
    `PATCH ${await givenUser(admin, id)}`,
    { displayName: 'Another' },
  ]),
  onDirectory('delete a user', 204, async (admin, id) => [`DELETE ${await givenUser(admin, id)}`]),
  onDirectory('give a user a role', 201, async (admin, id) => {
    const userId = (await givenUser(admin, id)).split('/').at(-1)
    return [`POST /v1/customers/${id}/directoryroles/${helpdesk}/usermembers`, { id: userId }]
  }),
  onDirectory('take a role from a user', 204, async (admin, id) => {
    const userId = (await givenUser(admin, id)).split('/').at(-1)
    const path = `/v1/customers/${id}/directoryroles/${helpdesk}/usermembers`
    must(await ask(admin, `POST ${path}`, { body: { id: userId } }), 201)
    return [`DELETE ${path}/${userId}`]
  }),
]

export const requestCommands: readonly Scenario[] = [
  {
    name: 'draft an invitation',
    status: 201,
    given: async (world) => {
      const { partner, admin } = world.provider()
      return {
        partners: [partner],
        run: repeatable(admin, 'POST /v1/partnershiprequests', { to: 'tess@tern.example' }),
        outcome: async () => {
          expect((await ask(admin, 'GET /v1/partnershiprequests')).body.items).toHaveLength(1)
        },
      }
    },
  },
  onDraft('edit an invitation', 'draft', (id) => [`PATCH /v1/partnershiprequests/${id}`, { subject: 'Work with us' }]),
  onDraft('say that an invitation was sent', 'sent', (id) => [`POST /v1/partnershiprequests/${id}/done`]),
  onDraft('send an invitation', 'sent', (id) => [`POST /v1/partnershiprequests/${id}/send`]),
  {
    name: 'send an invitation again',
    status: 200,
    given: async (world) => {
      const { partner, admin, id, state } = await givenSent(world)
      return {
        partners: [partner],
        run: repeatable(admin, `POST /v1/partnershiprequests/${id}/send`),
        outcome: async () => {
          expect(await state()).toBe('sent')
          expect((await ask(admin, `GET /v1/partnershiprequests/${id}`)).body.generation).toBe(2)
        },
      }
    },
  },
  onDraft('revoke an invitation', 'revoked', (id) => [`POST /v1/partnershiprequests/${id}/revoke`]),
  {
    name: 'remove a partnership',
    status: 200,
    given: async (world) => {
      const { partner, admin } = world.provider()
      const reseller = await givenPartnership(admin)
      await givenCustomer(admin, { associatedPartnerId: reseller.partner.partnerId })
      await world.settled()
      const path = `/v1/partnerships/${reseller.partner.partnerId}`
      const before = await customerRowsOf(world, partner)
      return {
        partners: [partner, reseller.partner],
        run: repeatable(admin, `POST ${path}/remove`, aDeclaration),
        outcome: async () => {
          expect((await ask(admin, `GET ${path}`)).body.state).toBe('removed')
          expect((await ask(reseller.admin, 'GET /v1/customers')).body.items).toEqual([])
          expect(await customerRowsOf(world, partner)).toEqual(before)
          expect(await world.mails()).toEqual([])
        },
      }
    },
  },
]

const customerRowsOf = async (world: World, { partnerId }: Taker) =>
  (await world.rows('providers', partnerId)).filter(({ key }) => /^[cndr]!/.test(key))

export const linkCommands: readonly Scenario[] = [
  {
    name: 'accept an invitation',
    status: 200,
    given: async (world) => {
      const { partner, admin } = world.provider()
      const [reseller, { id, token }] = await Promise.all([givenReseller(), givenDraft(admin)])
      return {
        partners: [partner, reseller.partner],
        run: repeatable(reseller.admin, 'POST /v1/partnershiprequests/accept', { token, authorize: true }),
        outcome: () => expectPartnership(admin, reseller.admin, id),
      }
    },
  },
  {
    name: 'enrol and accept on the page',
    status: 303,
    given: async (world) => {
      const { partner, admin } = world.provider()
      const { id, token } = await givenDraft(admin)
      const mpnId = String(randomInt(2_000_000_000, 9_000_000_000))
      const reseller = { partner: { partnerId: randomUUID(), mpnId }, roles: ['GlobalAdmin'] }
      const form = { ...enrolmentForm, mpnId, token, authorize: 'true' }
      return {
        partners: [partner, reseller.partner],
        run: () => submit('accept-invitation-page', form, reseller),
        outcome: () => expectPartnership(admin, reseller, id),
      }
    },
  },
  {
    name: 'decline an invitation',
    status: 303,
    given: async (world) => {
      const { partner, token, state } = await givenSent(world)
      return {
        partners: [partner],
        run: () => submit('decline-invitation-page', { token, reason: 'no time' }),
        outcome: async () => expect(await state()).toBe('declined'),
      }
    },
  },
  {
    name: 'ask a question',
    status: 303,
    given: async (world) => {
      const { partner, token, state } = await givenSent(world)
      return {
        partners: [partner],
        run: () => submit('ask-question-page', { token, from: 'tess@tern.example', question: 'Which countries?' }),
        outcome: async () => expect(await state()).toBe('sent'),
      }
    },
  },
  {
    name: 'accept a relationship on the page',
    status: 303,
    given: async (world) => {
      const { partner, admin } = world.provider()
      const { url } = must(await ask(admin, 'GET /v1/customers/relationshiprequests'), 200).body
      const tenant = { partner: { partnerId: randomUUID() }, roles: ['GlobalAdmin'] }
      const form = { ...organizationForm(), token: new URL(url).searchParams.get('token') ?? '' }
      return {
        partners: [partner],
        run: () => submit('accept-relationship-page', form, tenant),
        outcome: async () => {
          expect((await ask(admin, 'GET /v1/customers')).body.items).toHaveLength(1)
        },
      }
    },
  },
  {
    name: 'open an invitation',
    status: 200,
    given: async (world) => {
      const { partner, token, state } = await givenSent(world)
      return {
        partners: [partner],
        run: () => openPage(token),
        outcome: async () => expect(await state()).toBe('sent'),
      }
    },
  },
]

export const queueSteps: readonly Scenario[] = [
  {
    name: 'mail an invitation',
    given: async (world) => {
      const { partner, admin, id } = await givenAsked(world)
      const [delivery] = await receiveAll(world)
      return {
        partners: [partner],
        run: step('send-partnership-invite', delivery && messageIn(delivery.entry)),
        outcome: async () => {
          const { body } = await ask(admin, `GET /v1/partnershiprequests/${id}`)
          expect(body.mails).toMatchObject([{ kind: 'invite', state: 'sent' }])
          expect(await world.mails()).toHaveLength(1)
        },
      }
    },
  },
  {
    name: 'record a delivery report',
    given: async (world) => {
      const { partner, admin, id } = await givenAsked(world)
      await heal(world, never)
      const [mail] = await world.mails()
      const report = { data: { messageId: mail?.id, status: 'Delivered' } }
      const text = Buffer.from(JSON.stringify(report)).toString('base64')
      await world.queue('record-delivery-report').sendMessage(text)
      const [delivery] = await receiveAll(world)
      return {
        partners: [partner],
        run: step('record-delivery-report', delivery && messageIn(delivery.entry)),
        outcome: async () => {
          const { body } = await ask(admin, `GET /v1/partnershiprequests/${id}`)
          expect(body.mails).toMatchObject([{ kind: 'invite', state: 'delivered' }])
        },
      }
    },
  },
  {
    name: 'drain a mail',
    given: async (world) => {
      world.proxy.judgeWith(({ path }) => (path.includes('send-partnership-invite') ? 'refused' : 'through'))
      const { partner, id } = await givenAsked(world)
      world.proxy.revive()
      return {
        partners: [partner],
        run: step('drain-outbox', { providerId: partner.partnerId, aggregateId: id }),
        outcome: async () => expect(await world.mails()).toHaveLength(1),
      }
    },
  },
  {
    name: 'drain a view',
    given: async (world) => {
      const { partner, admin } = world.provider()
      world.proxy.judgeWith((call) => (isWrite(call) && call.text.includes('"rs!') ? 'refused' : 'through'))
      const reseller = await givenPartnership(admin)
      await world.settled()
      world.proxy.revive()
      const { body } = await ask(admin, 'GET /v1/partnershiprequests')
      return {
        partners: [partner, reseller.partner],
        run: step('drain-outbox', { providerId: partner.partnerId, aggregateId: body.items[0].id }),
        outcome: () => expectPartnership(admin, reseller.admin, body.items[0].id),
      }
    },
  },
  onDueRequest('expire an invitation', 'expire-invitation', 15, 'expired'),
  onDueRequest('remind of an invitation', 'remind-invitation', 8, 'sent'),
  {
    name: 'purge the setup info',
    given: async (world) => {
      const { partner, admin } = world.provider()
      const { id } = await givenCustomer(admin)
      passTime(minutes(11))
      const message = { providerId: partner.partnerId, customerId: id }
      await put(world, 'purge-setup-info', message)
      return {
        partners: [partner],
        run: step('purge-setup-info', message),
        outcome: () => expectNoSetupInfo(world, partner),
      }
    },
  },
]

/** A timer speaks for everybody, so nobody else may be there. */
export const timers: readonly Scenario[] = [
  onDueRequests('expire invitations', 'expire-invitations', 15, 'expired'),
  onDueRequests('remind of invitations', 'remind-invitations', 8, 'sent'),
  {
    name: 'purge setup infos',
    recurs: true,
    given: async (world) => {
      await world.renew()
      const { partner, admin } = world.provider()
      await givenCustomer(admin)
      passTime(minutes(11))
      return {
        partners: [partner],
        run: timer('purge-setup-infos'),
        outcome: () => expectNoSetupInfo(world, partner),
      }
    },
  },
  {
    name: 'redrive poison',
    recurs: true,
    given: async (world) => {
      await world.renew()
      const { partner, admin, id } = await givenAsked(world)
      const [delivery] = await receiveAll(world)
      const poison = world.queue('send-partnership-invite-poison')
      await poison.createIfNotExists()
      await poison.sendMessage(delivery?.entry.messageText ?? '')
      await world.queue('send-partnership-invite').clearMessages()
      return {
        partners: [partner],
        run: timer('redrive-poison'),
        outcome: async () => {
          const { body } = await ask(admin, `GET /v1/partnershiprequests/${id}`)
          expect(body.mails).toMatchObject([{ state: 'sent' }])
        },
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

const organizationForm = () => ({
  ...{ companyName: 'Adatum Existing', domain: `t${randomUUID().slice(0, 8)}.onmicrosoft.com`, country: 'US' },
  ...{ addressLine1: '1 Sample Way', city: 'Redmond', state: 'WA', postalCode: '98052' },
  ...{ firstName: 'Ada', lastName: 'Tum', email: 'ada@adatum.example', accept: 'true', acceptAgreement: 'true' },
})

const minutes = (count: number): number => count * 60 * secondMs

function repeatable(as: Person, request: string, body?: unknown): () => Promise<Reply> {
  const requestId = randomUUID()
  return () => ask(as, request, { body, requestId })
}

function creation(partner: Taker, admin: Person, body: unknown, partners: readonly Taker[]): Prepared {
  const run = repeatable(admin, 'POST /v1/customers', body)
  const passwords = new Set<string>()
  return {
    partners: [partner, ...partners.filter((other) => other !== partner)],
    run: async () => {
      const reply = await run()
      if (reply.status === 201) passwords.add(reply.body.userCredentials.password ?? 'none')
      return reply
    },
    outcome: async () => {
      expect((await ask(admin, 'GET /v1/customers')).body.items).toHaveLength(1)
      expect([...passwords]).toEqual([expect.stringMatching(/^\w{14}!a7K$/)])
    },
  }
}

/** On a customer that may be sold to and has a reseller. */
function onReadyCustomer(
  name: string,
  status: number,
  words: (admin: Person, id: string, reseller: GivenReseller) => Promise<readonly [string, unknown?]>,
): Scenario {
  return {
    name,
    status,
    given: async (world) => {
      const { partner, admin } = world.provider()
      const reseller = await givenPartnership(admin)
      const { id } = await givenReadyCustomer(admin, { associatedPartnerId: reseller.partner.partnerId })
      await ask(admin, 'GET /v1/offers?country=US')
      const run = repeatable(admin, ...(await words(admin, id, reseller)))
      await world.settled()
      const version = async () => (await world.rows('providers', partner.partnerId)).find(isRootOf(id))?.value.version
      const before = await version()
      return {
        partners: [partner, reseller.partner],
        run,
        outcome: async () => expect(await version()).toBe(before + 1),
      }
    },
  }
}

/** On a customer that may be sold to and is the provider's own. */
function onCustomer(
  name: string,
  status: number,
  words: (admin: Person, id: string) => Promise<readonly [string, unknown?]>,
): Scenario {
  return {
    name,
    status,
    given: async (world) => {
      const { partner, admin } = world.provider()
      const { id } = await givenReadyCustomer(admin)
      await ask(admin, 'GET /v1/offers?country=US')
      const run = repeatable(admin, ...(await words(admin, id)))
      await world.settled()
      const version = async () => (await world.rows('providers', partner.partnerId)).find(isRootOf(id))?.value.version
      const before = await version()
      return { partners: [partner], run, outcome: async () => expect(await version()).toBe(before + 1) }
    },
  }
}

/** On a customer whose users are managed. */
function onDirectory(
  name: string,
  status: number,
  words: (admin: Person, id: string) => Promise<readonly [string, unknown?]>,
): Scenario {
  return {
    name,
    status,
    given: async (world) => {
      const { partner, admin } = world.provider()
      const { id } = await givenCustomer(admin)
      const give = repeatable(admin, ...(await words(admin, id)))
      await world.settled()
      const events = async () =>
        (await world.rows('providers', partner.partnerId)).filter(({ key }) => key.startsWith('h!')).length
      const before = await events()
      const run = async () => withoutPassword(await give())
      return { partners: [partner], run, outcome: async () => expect(await events()).toBe(before + 1) }
    },
  }
}

/** A password is in the first answer only. */
const withoutPassword = (reply: Reply): Reply => ({
  ...reply,
  text: reply.text.replace(/,?"passwordProfile":\{[^}]*\}/, ''),
})

async function givenOrder(admin: Person, id: string, line: object) {
  return must(await ask(admin, `POST /v1/customers/${id}/orders`, { body: { lineItems: [line] } }), 201).body
}

async function givenSubscription(admin: Person, id: string, line: object): Promise<string> {
  const { lineItems } = await givenOrder(admin, id, line)
  return `/v1/customers/${id}/subscriptions/${lineItems[0].subscriptionId}`
}

const aUser = (domain: string) => ({
  usageLocation: 'US',
  userPrincipalName: `daniel@${domain}`,
  firstName: 'Daniel',
  lastName: 'Tsai',
  displayName: 'Daniel Tsai',
  passwordProfile: { password: 'Passw0rd!of-a-test', forceChangePassword: true },
})

async function givenUser(admin: Person, id: string): Promise<string> {
  const path = `/v1/customers/${id}/users`
  const { companyProfile } = must(await ask(admin, `GET /v1/customers/${id}`), 200).body
  return `${path}/${must(await ask(admin, `POST ${path}`, { body: aUser(companyProfile.domain) }), 200).body.id}`
}

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

const isRootOf =
  (customerId: string) =>
  ({ key }: PlainRow): boolean =>
    key === `c!${customerId}!`

function onDraft(name: string, state: string, words: (id: string) => readonly [string, unknown?]): Scenario {
  return {
    name,
    status: 200,
    given: async (world) => {
      const { partner, admin } = world.provider()
      const { id } = await givenDraft(admin)
      return {
        partners: [partner],
        run: repeatable(admin, ...words(id)),
        outcome: async () => {
          expect((await ask(admin, `GET /v1/partnershiprequests/${id}`)).body.state).toBe(state)
        },
      }
    },
  }
}

function onDueRequest(name: string, queue: QueueName, days: number, state: string): Scenario {
  return {
    name,
    given: async (world) => {
      const sent = await givenSent(world)
      passTime(days * dayMs)
      const message = { providerId: sent.partner.partnerId, requestId: sent.id }
      await put(world, queue, message)
      return {
        partners: [sent.partner],
        run: step(queue, message),
        outcome: () => expectTold(world, sent, state),
      }
    },
  }
}

function onDueRequests(name: string, timerName: string, days: number, state: string): Scenario {
  return {
    name,
    recurs: true,
    given: async (world) => {
      await world.renew()
      const sent = await givenSent(world)
      passTime(days * dayMs)
      return {
        partners: [sent.partner],
        run: timer(timerName),
        outcome: () => expectTold(world, sent, state),
      }
    },
  }
}

async function expectTold(world: World, { state }: { readonly state: () => Promise<string> }, wanted: string) {
  expect(await state()).toBe(wanted)
  expect(await world.mails()).toHaveLength(wanted === 'sent' ? 1 : 0)
}

/** An invitation whose sender has mailed it by itself. */
async function givenSent(world: World) {
  const { partner, admin } = world.provider()
  const { id, token } = await givenDraft(admin)
  must(await ask(admin, `POST /v1/partnershiprequests/${id}/done`), 200)
  const state = async () => (await ask(admin, `GET /v1/partnershiprequests/${id}`)).body.state
  return { partner, admin, id, token, state }
}

/** An invitation that is to be mailed by the service, and is not mailed yet. */
async function givenAsked(world: World) {
  const { partner, admin } = world.provider()
  const { id } = await givenDraft(admin)
  must(await ask(admin, `POST /v1/partnershiprequests/${id}/send`), 200)
  await world.settled()
  return { partner, admin, id }
}

async function expectPartnership(provider: Person, reseller: Person, requestId: string): Promise<void> {
  expect((await ask(provider, `GET /v1/partnershiprequests/${requestId}`)).body.state).toBe('accepted')
  const kinds = ['IsIndirectCloudSolutionProviderOf', 'IsIndirectResellerOf']
  const [resellers, providers] = await Promise.all(
    [provider, reseller].map((as, index) => ask(as, `GET /v1/relationships?relationship_type=${kinds[index]}`)),
  )
  expect([resellers?.body.items.length, providers?.body.items.length]).toEqual([1, 1])
}

async function expectNoSetupInfo(world: World, { partnerId }: Taker): Promise<void> {
  const rows = await world.rows('providers', partnerId)
  expect(rows.filter(({ key }) => key.startsWith('k!'))).toEqual([])
}

function step(queue: QueueName, message: unknown): () => Promise<undefined> {
  return async () => {
    await handOver(queue, message)
    return undefined
  }
}

function timer(name: string): () => Promise<undefined> {
  return async () => {
    await fire(name)
    return undefined
  }
}

async function put(world: World, queue: QueueName, message: unknown): Promise<void> {
  await world.queue(queue).sendMessage(Buffer.from(JSON.stringify(message)).toString('base64'))
}
