import { invitationLink } from '../../../shared/aggregates/partnerships/links.ts'
import { CustomerRoot, encode, InvitationRoot, keys, PartnershipRow } from '../../../shared/command/tables.ts'
import { AuditRecord } from '../../../shared/domain/audit.ts'
import type { Catalogue } from '../../../shared/domain/catalog/offer.ts'
import { Agreement } from '../../../shared/domain/customers/agreement.ts'
import { CustomerSummary, summaryOf } from '../../../shared/domain/customers/customer.ts'
import { InvitationId } from '../../../shared/domain/ids.ts'
import { Order } from '../../../shared/domain/orders/order.ts'
import { draftWithText, sendInvitation } from '../../../shared/domain/partnerships/invitation.ts'
import { Subscription } from '../../../shared/domain/subscriptions/subscription.ts'
import * as seeded from './customer.ts'
import { partnership, provider, providerUser, reseller, seededRequests, seedTime } from './parties.ts'
import { type MakeValue, SeededRow } from './seeded-row.ts'

type SeededEntry = readonly [key: string, row: SeededRow]

const providerId = provider.partnerId

/** Every row of a provider with so many customers, in key order, so that they are put one behind the other. */
export function* providerRows(customers: number, catalogue: Catalogue): Generator<SeededEntry> {
  yield* auditRows(customers, catalogue)
  yield* aggregateRows(customers, catalogue)
  yield* summaryRows(customers, (index) => keys.customerByDomain(seeded.domainOf(index), seeded.customerIdOf(index)))
  yield* historyRows(customers, catalogue)
  yield* mpnRows(customers, catalogue)
  yield* summaryRows(customers, (index) => keys.customerByName(seeded.companyNameOf(index), seeded.customerIdOf(index)))
  yield [keys.partnership(reseller.partnerId), new SeededRow(partnershipValue, 0)]
  yield* requestRows()
  yield* resellerRows(customers)
  yield [keys.partnershipByMpn(reseller.mpnId), new SeededRow(partnershipValue, 0)]
}

function* auditRows(customers: number, catalogue: Catalogue): Generator<SeededEntry> {
  const make = recordValue(catalogue)
  for (let index = customers - 1; index >= 0; index--)
    for (let version = seeded.versionOf(index); version > 0; version--) {
      const key = keys.audit(seeded.timeOf(index, version), seeded.customerIdOf(index), version)
      yield [key, new SeededRow(make, index, version)]
    }
}

function* historyRows(customers: number, catalogue: Catalogue): Generator<SeededEntry> {
  const make = recordValue(catalogue)
  for (let index = 0; index < customers; index++)
    for (let version = seeded.versionOf(index); version > 0; version--)
      yield [keys.history(seeded.customerIdOf(index), version), new SeededRow(make, index, version)]
}

function* aggregateRows(customers: number, catalogue: Catalogue): Generator<SeededEntry> {
  const orderValue: MakeValue = (index) => checked(Order, seeded.orderOf(index, catalogue).order)
  const subscription = subscriptionValue(catalogue)
  for (let index = 0; index < customers; index++) {
    const id = seeded.customerIdOf(index)
    yield [keys.customer(id), new SeededRow(rootValue, index)]
    yield [keys.customerPart(id, 'agreements', seeded.agreementIdOf(index)), new SeededRow(agreementValue, index)]
    if (!seeded.isOfReseller(index)) continue
    yield [keys.customerPart(id, 'orders', seeded.orderIdOf(index)), new SeededRow(orderValue, index)]
    for (let line = 0; line < seeded.orderLines; line++)
      yield [
        keys.customerPart(id, 'subscriptions', seeded.subscriptionIdOf(index, line).toLowerCase()),
        new SeededRow(subscription, index, line),
      ]
  }
  yield* largeCustomerRows(customers, catalogue)
}

function* largeCustomerRows(orders: number, catalogue: Catalogue): Generator<SeededEntry> {
  const id = seeded.customerIdOf(seeded.largeCustomer)
  const { order, subscriptions } = seeded.orderOf(seeded.largeCustomer, catalogue)
  const [bought] = subscriptions
  if (!bought) throw new Error('an order without lines')
  const orderValue: MakeValue = (number) => checked(Order, { ...order, orderId: seeded.orderIdOf(number) })
  const subscription: MakeValue = (number) =>
    checked(Subscription, { ...bought, subscriptionId: seeded.subscriptionIdOf(number, 0) })
  yield [keys.customer(id), new SeededRow(rootValue, seeded.largeCustomer)]
  for (let number = 0; number < orders; number++)
    yield [keys.customerPart(id, 'orders', seeded.orderIdOf(number)), new SeededRow(orderValue, number)]
  for (let number = 0; number < orders; number++) {
    const key = keys.customerPart(id, 'subscriptions', seeded.subscriptionIdOf(number, 0).toLowerCase())
    yield [key, new SeededRow(subscription, number)]
  }
}

function* mpnRows(customers: number, catalogue: Catalogue): Generator<SeededEntry> {
  const make = subscriptionValue(catalogue)
  for (let index = 0; index < customers; index += 10)
    for (let line = 0; line < seeded.orderLines; line++) {
      const id = seeded.subscriptionIdOf(index, line)
      yield [keys.subscriptionByMpn(reseller.mpnId, seeded.customerIdOf(index), id), new SeededRow(make, index, line)]
    }
}

function* resellerRows(customers: number): Generator<SeededEntry> {
  for (let index = 0; index < customers; index += 10) {
    const key = keys.customerByReseller(reseller.partnerId, seeded.companyNameOf(index), seeded.customerIdOf(index))
    yield [key, new SeededRow(summaryValue, index)]
  }
}

function* summaryRows(customers: number, keyOf: (index: number) => string): Generator<SeededEntry> {
  for (let index = 0; index < customers; index++) yield [keyOf(index), new SeededRow(summaryValue, index)]
}

function* requestRows(): Generator<SeededEntry> {
  for (let index = 0; index < seededRequests; index++)
    yield [keys.invitation(seeded.requestIdOf(index)), new SeededRow(requestValue, index)]
}

const rootValue: MakeValue = (index) =>
  checked(CustomerRoot, {
    kind: 'live',
    version: seeded.versionOf(index),
    requestHash: 'f'.repeat(64),
    customer: seeded.customerOf(index).customer,
  })

const agreementValue: MakeValue = (index) => checked(Agreement, seeded.agreementOf(index).agreement)

const summaryValue: MakeValue = (index) => checked(CustomerSummary, summaryOf(seeded.customerOf(index).customer))

const partnershipValue: MakeValue = () => checked(PartnershipRow, { version: 1, removals: 0, partnership })

const subscriptionValue =
  (catalogue: Catalogue): MakeValue =>
  (index, line) => {
    const subscription = seeded.orderOf(index, catalogue).subscriptions[line]
    if (!subscription) throw new Error(`no line ${line} in the order of customer ${index}`)
    return checked(Subscription, subscription)
  }

const recordValue =
  (catalogue: Catalogue): MakeValue =>
  (index, version) => {
    const { operation, resource, resourceId, after, facts = {} } = seeded.eventOf(index, version, catalogue)
    const { partnerId, userId, userName, applicationId } = providerUser
    return checked(AuditRecord, {
      id: `${resourceId}_${version}`,
      partnerId: providerId,
      customerId: seeded.customerIdOf(index),
      customerName: seeded.companyNameOf(index),
      operation,
      resource,
      resourceId,
      after: JSON.stringify(after),
      facts,
      actor: { partnerId, userId, userName, applicationId },
      correlationId: seeded.customerIdOf(index),
      requestId: seeded.customerIdOf(index),
      at: seeded.timeOf(index, version).toISOString(),
    })
  }

/** Every second request is still a draft; the others were sent. */
const requestValue: MakeValue = (index) => {
  const requestId = InvitationId.parse(seeded.requestIdOf(index))
  const link = invitationLink({ providerId, requestId, generation: 1 })
  const terms = { remindAfterDays: 7, expireAfterDays: 365 }
  const now = new Date(seedTime)
  const text = {
    to: 'owner@reseller.example',
    language: 'en' as const,
    subject: 'Work with us',
    body: `Open\n{link}\n`,
  }
  const { invitation } = draftWithText(text, { requestId, link }, providerUser, terms, now)
  if (index % 2 === 0) return checked(InvitationRoot, { version: 1, request: invitation })
  const sending = { link, oldLink: link, mailId: requestId }
  const sent = sendInvitation(invitation, sending, providerUser, terms, now)
  return checked(InvitationRoot, { version: 2, request: sent.invitation })
}

function checked<Schema extends Parameters<typeof encode>[0]>(
  schema: Schema,
  value: Parameters<typeof encode<Schema>>[3],
): unknown {
  return encode(schema, providerId, 'seeded', value).value
}
