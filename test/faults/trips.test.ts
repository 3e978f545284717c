import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Person, Reply } from '../support/call.ts'
import { ask, startWorld, type World } from '../support/faults/fault-world.ts'
import { heal, never } from '../support/faults/healer.ts'
import { type Call, rowsOf } from '../support/faults/proxy.ts'
import { inRounds } from '../support/faults/rounds.ts'
import { aCustomer, anAgreement, givenDraft, givenPartnership, givenReadyCustomer, must } from '../support/given.ts'
import { scenarios as every, commands as everyCommand } from '../support/scenarios/all.ts'
import type { Scenario } from '../support/scenarios/scenario.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

/** Sequential trips, calls, and rows or messages written. */
type Weight = readonly [trips: number, calls: number, rows: number]

/**
 * What a command costs on a warm process: until its answer, and after it. The first command of a partner on a day notes beside
 * its reads that what it stores is purged in time: a call and a row more where the partner is new.
 */
const commands: Readonly<Record<string, readonly [untilAnswer: Weight, after: Weight]>> = {
  'create a customer': [
    [2, 6, 11],
    [0, 0, 0],
  ],
  'create a customer with a registration number': [
    [2, 8, 13],
    [0, 0, 0],
  ],
  'create a customer for a reseller': [
    [2, 6, 11],
    [0, 0, 0],
  ],
  'confirm an agreement': [
    [2, 3, 5],
    [0, 0, 0],
  ],
  'order three lines': [
    [2, 4, 11],
    [0, 0, 0],
  ],
  'confirm that the setup info was noted': [
    [1, 1, 1],
    [0, 0, 0],
  ],
  'rename a customer': [
    [2, 3, 9],
    [0, 0, 0],
  ],
  'end the relationship with a customer': [
    [2, 3, 7],
    [0, 0, 0],
  ],
  'fill a cart': [
    [2, 3, 5],
    [0, 0, 0],
  ],
  'check a cart out': [
    [2, 3, 7],
    [0, 0, 0],
  ],
  'change a subscription': [
    [2, 3, 6],
    [0, 0, 0],
  ],
  'change a cart': [
    [2, 3, 5],
    [0, 0, 0],
  ],
  'give a qualification': [
    [2, 3, 6],
    [0, 0, 0],
  ],
  'make a qualification the only one': [
    [2, 3, 6],
    [0, 0, 0],
  ],
  'buy an add-on onto an order': [
    [2, 3, 6],
    [0, 0, 0],
  ],
  'cancel an order of a sandbox': [
    [2, 3, 6],
    [0, 0, 0],
  ],
  'name a support contact': [
    [2, 4, 6],
    [0, 0, 0],
  ],
  'upgrade a subscription': [
    [2, 4, 7],
    [0, 0, 0],
  ],
  'convert a trial': [
    [2, 4, 5],
    [0, 0, 0],
  ],
  'order newer commerce': [
    [2, 3, 6],
    [0, 0, 0],
  ],
  'move licences to another product': [
    [2, 4, 7],
    [0, 0, 0],
  ],
  'register a subscription for reserved instances': [
    [2, 4, 5],
    [0, 0, 0],
  ],
  'delete a customer of a sandbox': [
    [2, 3, 6],
    [0, 0, 0],
  ],
  // Two commands: the reseller enrols in its own partition, then it is joined in the provider's.
  'make a sandbox reseller': [
    [4, 12, 16],
    [4, 5, 3],
  ],
  'delete a sandbox reseller': [
    [2, 6, 8],
    [4, 5, 3],
  ],
  // The root of a customer is read first: its etag then proves that the user has not changed since.
  'create a user': [
    [2, 4, 6],
    [0, 0, 0],
  ],
  'change a user': [
    [2, 4, 5],
    [0, 0, 0],
  ],
  'delete a user': [
    [2, 5, 7],
    [0, 0, 0],
  ],
  'give a user a role': [
    [2, 4, 5],
    [0, 0, 0],
  ],
  'take a role from a user': [
    [2, 4, 5],
    [0, 0, 0],
  ],
  'enrol as a reseller': [
    [2, 6, 7],
    [0, 0, 0],
  ],
  'draft an invitation': [
    [2, 6, 8],
    [0, 0, 0],
  ],
  // It reads the one that went there before; what is purged in time was noted with that.
  'draft a further invitation to an address': [
    [3, 6, 7],
    [0, 0, 0],
  ],
  'edit an invitation': [
    [2, 3, 4],
    [0, 0, 0],
  ],
  'say that an invitation was sent': [
    [2, 5, 6],
    [0, 0, 0],
  ],
  'send an invitation': [
    [2, 7, 9],
    [3, 3, 3],
  ],
  'send an invitation again': [
    [2, 7, 9],
    [3, 3, 3],
  ],
  'revoke an invitation': [
    [2, 4, 4],
    [0, 0, 0],
  ],
  'remove a partnership': [
    [2, 4, 7],
    [4, 5, 3],
  ],
  // These look for a webhook of the provider, and then not again for half a minute.
  'accept an invitation': [
    [2, 6, 9],
    [5, 7, 5],
  ],
  // Two commands, after a look at who is signed in and at the invitation.
  'enrol and accept on the page': [
    [6, 12, 16],
    [5, 7, 5],
  ],
  // After a look at who is signed in.
  'accept a relationship on the page': [
    [3, 6, 8],
    [0, 0, 0],
  ],
  // After that look too. The claim finds the name, its owner and that owner's end, and fences the owner off: once in a domain's life.
  'bring along the domain of an ended customer': [
    [7, 10, 10],
    [0, 0, 0],
  ],
  'decline an invitation': [
    [2, 4, 5],
    [3, 3, 3],
  ],
  'ask a question': [
    [2, 4, 6],
    [3, 3, 3],
  ],
  'open an invitation': [
    [1, 1, 0],
    [1, 1, 1],
  ],
  'register a webhook': [
    [2, 4, 3],
    [0, 0, 0],
  ],
  'change a webhook': [
    [2, 3, 2],
    [0, 0, 0],
  ],
  'take a webhook back': [
    [2, 3, 2],
    [0, 0, 0],
  ],
  'ask for a test event': [
    [2, 4, 5],
    [3, 3, 3],
  ],
  'change a subscription that a webhook hears of': [
    [2, 4, 7],
    [3, 3, 3],
  ],
}

/** What a queue step or a timer costs, with one message to handle or one row due. Nobody waits for these. */
const background: typeof commands = {
  'mail an invitation': [
    [5, 5, 5],
    [0, 0, 0],
  ],
  'record a delivery report': [
    [4, 4, 4],
    [0, 0, 0],
  ],
  'drain a mail': [
    [3, 3, 2],
    [0, 0, 0],
  ],
  'drain a view': [
    [6, 7, 4],
    [0, 0, 0],
  ],
  'expire an invitation': [
    [3, 3, 3],
    [0, 0, 0],
  ],
  'remind of an invitation': [
    [3, 3, 5],
    [3, 3, 3],
  ],
  'purge the setup info': [
    [2, 2, 1],
    [0, 0, 0],
  ],
  'purge a deleted user': [
    [2, 2, 1],
    [0, 0, 0],
  ],
  'purge what a partner has no more use for': [
    [3, 3, 1],
    [0, 0, 0],
  ],
  'deliver an event': [
    [4, 4, 2],
    [0, 0, 0],
  ],
  'expire invitations': [
    [3, 4, 4],
    [0, 0, 0],
  ],
  'remind of invitations': [
    [3, 4, 4],
    [0, 0, 0],
  ],
  'purge setup infos': [
    [3, 3, 2],
    [0, 0, 0],
  ],
  'purge deleted users': [
    [3, 3, 2],
    [0, 0, 0],
  ],
  'purge partners': [
    [7, 7, 3],
    [0, 0, 0],
  ],
  'send what is owed': [
    [5, 5, 2],
    [0, 0, 0],
  ],
  'release claims': [
    [6, 6, 2],
    [0, 0, 0],
  ],
  'redrive poison': [
    [4, 12, 2],
    [0, 0, 0],
  ],
}

/** What a read or a repeated command costs: nothing is written, and a reseller's data lie with its providers. */
const reads: readonly (readonly [as: 'provider' | 'reseller', request: string, trips: number, calls: number])[] = [
  ['provider', 'GET /v1/customers', 1, 1],
  ['provider', 'GET /v1/customers?size=1', 1, 1],
  ['provider', 'GET /v1/customers?filter={"Field":"CompanyName","Value":"Ada","Operator":"starts_with"}', 1, 1],
  ['provider', 'GET /v1/customers?filter={"Field":"Domain","Value":"t","Operator":"starts_with"}', 1, 1],
  ['provider', 'GET /v1/customers?filter={"Field":"IndirectReseller","Value":"RESELLER","Operator":"equals"}', 1, 1],
  ['provider', 'GET /v1/customers/CUSTOMER', 1, 1],
  ['provider', 'GET /v1/customers/CUSTOMER/agreements', 1, 1],
  ['provider', 'GET /v1/customers/CUSTOMER/orders', 1, 1],
  ['provider', 'GET /v1/customers/CUSTOMER/orders/ORDER', 1, 2],
  ['provider', 'GET /v1/customers/CUSTOMER/subscriptions', 1, 1],
  // One thing below a customer is read beside the customer, and nothing else of it.
  ['provider', 'GET /v1/customers/CUSTOMER/subscriptions/SUBSCRIPTION', 1, 2],
  ['provider', 'GET /v1/customers/CUSTOMER/subscriptions/SUBSCRIPTION/transitions', 1, 2],
  ['provider', 'GET /v1/customers/CUSTOMER/subscriptions/SUBSCRIPTION/transitioneligibilities', 1, 1],
  ['provider', 'GET /v1/customers/CUSTOMER/subscriptions/SUBSCRIPTION/activationlinks', 1, 2],
  ['provider', 'GET /v1/customers/CUSTOMER/subscribedskus', 1, 1],
  ['provider', 'GET /v1/customers/CUSTOMER/directSignedMicrosoftCustomerAgreementStatus', 1, 1],
  ['provider', 'GET /v1/customers/CUSTOMER/products?targetView=azure', 1, 1],
  ['provider', 'GET /v1/products?country=US&targetView=azure', 0, 0],
  ['provider', 'GET /v1/auditrecords', 1, 1],
  ['provider', 'GET /v1/auditrecords?filter={"Field":"CustomerId","Value":"CUSTOMER","Operator":"equals"}', 1, 1],
  ['provider', 'GET /v1/partnershiprequests', 1, 1],
  ['provider', 'GET /v1/partnershiprequests/REQUEST', 1, 1],
  ['provider', 'GET /v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf', 1, 1],
  ['provider', 'GET /v1/partnerships/RESELLER', 1, 1],
  // What stays behind: what is named by the reseller's MPN id, and the privileges at each customer of the page, come after.
  ['provider', 'GET /v1/partnerships/RESELLER/removal', 2, 6],
  ['provider', 'GET /v1/agreements', 0, 0],
  ['provider', 'GET /v1/offers?country=US', 0, 0],
  ['provider', 'GET /v1/offers/OFFER?country=US', 0, 0],
  ['provider', 'GET /v1/offers/OFFER/addons?country=US', 0, 0],
  ['provider', 'GET /v1/offercategories?country=US', 0, 0],
  ['provider', 'GET /v1/partners/me', 0, 0],
  ['provider', 'GET /v1/capabilities', 0, 0],
  ['reseller', 'GET /v1/partners/me', 0, 0],
  ['reseller', 'GET /v1/relationships?relationship_type=IsIndirectResellerOf', 1, 1],
  ['reseller', 'GET /v1/customers', 2, 2],
  ['reseller', 'GET /v1/customers/CUSTOMER', 2, 2],
  ['reseller', 'GET /v1/customers/CUSTOMER/orders', 2, 2],
  ['reseller', 'GET /v1/customers/CUSTOMER/orders/ORDER', 2, 3],
  ['reseller', 'GET /v1/customers/CUSTOMER/subscriptions', 2, 2],
]

describe.each([
  ['a command', commands, everyCommand],
  ['background work', background, [...every.queueSteps, ...every.timers]],
] as const)('%s', (_, table, scenarios) => {
  test.for(scenarios)('$name', async (scenario) => {
    expect(await weigh(scenario)).toEqual(table[scenario.name])
  })
})

const slower = ['make a sandbox reseller']

test('two trips are enough for every command until its answer', () => {
  const slow = Object.entries(commands).filter(([, [[trips]]]) => trips > 2)

  expect(slow.map(([name]) => name)).toEqual([
    ...slower,
    'draft a further invitation to an address',
    'enrol and accept on the page',
    'accept a relationship on the page',
    'bring along the domain of an ended customer',
  ])
})

test('one trip is enough for every read and list page, two for a reseller and for what a removal leaves', async () => {
  const shop = await givenShop()
  const seen = []
  for (const [as, request] of reads) {
    const path = request.replace(/[A-Z]{5,}/g, (word) => shop.ids[word] ?? word)
    const { result, rounds } = await inRounds(world.proxy, () => ask(shop[as], path), world.settled)
    must(result, 200)
    seen.push([as, request, rounds.length, rounds.flat().length])
  }

  expect(seen).toEqual(reads)
})

test('a repeated command costs one trip; a repeated create, whose answer is put together anew, two', async () => {
  const { provider, ids } = await givenShop()
  const create = repeated(provider, 'POST /v1/customers', aCustomer())
  const agree = repeated(provider, `POST /v1/customers/${ids.CUSTOMER}/agreements`, {
    ...anAgreement(),
    primaryContact: { firstName: 'Bo', lastName: 'Tum', email: 'bo@adatum.example' },
  })

  expect([await create(), await agree()]).toEqual([2, 1])
})

function repeated(as: Person, request: string, body: unknown): () => Promise<number> {
  return async () => {
    const give = (): Promise<Reply> => ask(as, request, { body, requestId: 'the-same' })
    must(await give(), 201)
    const { result, rounds } = await inRounds(world.proxy, give, world.settled)
    must(result, 201)
    return rounds.length
  }
}

async function givenShop() {
  const { admin: provider } = world.provider()
  const { partner, admin: reseller } = await givenPartnership(provider)
  await world.settled()
  const [customer, request] = await Promise.all([
    givenReadyCustomer(provider, { associatedPartnerId: partner.partnerId }),
    givenDraft(provider),
  ])
  const OFFER = '796B6B5F-613C-4E24-A17C-EBA730D49C02'
  const lineItems = [{ lineItemNumber: 0, offerId: OFFER, quantity: 5 }]
  const order = must(await ask(provider, `POST /v1/customers/${customer.id}/orders`, { body: { lineItems } }), 201)
  const ids: Readonly<Record<string, string>> = {
    ...{ CUSTOMER: customer.id, REQUEST: request.id, RESELLER: partner.partnerId, OFFER },
    ORDER: order.body.id,
    SUBSCRIPTION: order.body.lineItems[0].subscriptionId,
  }
  return { provider, reseller, ids }
}

async function weigh({ given }: Scenario): Promise<readonly [Weight, Weight]> {
  const { run } = await given(world)
  await world.settled()
  const { rounds, untilAnswer } = await inRounds(world.proxy, run, world.settled)
  await heal(world, never)
  return [weightOf(rounds.slice(0, untilAnswer)), weightOf(rounds.slice(untilAnswer))]
}

function weightOf(rounds: readonly (readonly Call[])[]): Weight {
  const calls = rounds.flat()
  return [rounds.length, calls.length, calls.reduce((sum, call) => sum + rowsOf(call), 0)]
}
