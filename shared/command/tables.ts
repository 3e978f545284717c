import * as z from 'zod'
import type { Row, StoredRow } from '../azure/store.ts'
import { offerKey } from '../domain/catalog/offer.ts'
import { Agreement } from '../domain/customers/agreement.ts'
import { Customer } from '../domain/customers/customer.ts'
import { folded } from '../domain/folding.ts'
import { PartnerId } from '../domain/ids.ts'
import { cut } from '../domain/line.ts'
import { namesOf } from '../domain/names-of.ts'
import { Cart } from '../domain/orders/cart.ts'
import { Order } from '../domain/orders/order.ts'
import { Invitation } from '../domain/partnerships/invitation.ts'
import { PartnerAccount } from '../domain/partnerships/partner.ts'
import { Partnership } from '../domain/partnerships/partnership.ts'
import { Subscription } from '../domain/subscriptions/subscription.ts'
import { CustomerUser } from '../domain/users/customer-user.ts'
import { WebhookEvent, WebhookRegistration } from '../domain/webhooks/webhook.ts'
import { hash } from './made-ids.ts'
import { rowSchemaOf } from './row-schema.ts'

/**
 * The whole data model. Everything of one provider is one partition of `providers`, so that a command is one transaction.
 * `!` separates the parts of a key. Ids are lower-case GUIDs unless said otherwise.
 */

/** The root of an aggregate carries `version`: the number of commands it has seen, and of its audit rows. */
const root = { version: z.number().int().min(1) }

export const CustomerRoot = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('live'),
    ...root,
    requestHash: z.string(),
    customer: Customer,
    /** The keys that its list rows lie under. Absent: those that version 0.1.0 makes of it. */
    listKeys: z.array(z.string()).optional(),
  }),
  // Fences off a creation that lost its domain while it was slow: its own insert of this row can only fail.
  z.object({ kind: z.literal('void'), version: z.literal(0) }),
])
export type LiveCustomerRoot = Extract<z.infer<typeof CustomerRoot>, { readonly kind: 'live' }>

export const InvitationRoot = z.object({ ...root, request: Invitation })
/** `removals` of its versions have a history of the partnership's own; the others lie with what made or ended it. */
export const PartnershipRow = z.object({ ...root, removals: z.number().int().default(0), partnership: Partnership })
/** The resellers that a sandbox provider has made to try things out. */
export const SandboxRoot = z.object({ ...root, resellers: z.array(PartnerId) })
export const WebhookRoot = z.object({ ...root, registration: WebhookRegistration })
export const AccountRoot = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('live'), ...root, account: PartnerAccount }),
  z.object({ kind: z.literal('void'), version: z.literal(0) }),
])

/** The answer to an earlier request, by request id, for as long as a caller may ask again. */
export const StoredAnswer = z.object({
  bodyHash: z.string(),
  /** Absent: 1, as version 0.1.0 made it. */
  hashVersion: z.number().int().optional(),
  status: z.number().int(),
  body: z.unknown().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  expiresAt: z.iso.datetime(),
})
export type StoredAnswer = z.infer<typeof StoredAnswer>

/** From this salt and a server key the temporary password of a new customer's admin can be made again, for a short while. */
export const SetupInfo = z.object({
  salt: z.string(),
  keyId: z.string(),
  userId: z.string(),
  shownAt: z.iso.datetime(),
})
export type SetupInfo = z.infer<typeof SetupInfo>

export const Effect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mail'), requestId: z.string(), mailId: z.string() }),
  z.object({ kind: z.literal('resellerView'), resellerId: z.string() }),
  z.object({ kind: z.literal('webhook'), event: WebhookEvent }),
])
export type Effect = z.infer<typeof Effect>

/** Who of a customer's users has a name. */
export const UserName = z.object({ userId: z.string() })

const owner = { providerId: z.string(), ownerId: z.string() }
/** `former` had the name before and has given it up, but to nobody who comes anew: it counts as taken as long as nobody has it. */
export const Reservation = z.object({ ...owner, at: z.iso.datetime(), former: z.object(owner).optional() })
export type Reservation = z.infer<typeof Reservation>

const dueKinds = [
  'expireInvitation',
  'remindInvitation',
  'purgeSetupInfo',
  'purgeCustomerUser',
  'purgePartner',
  'releaseClaim',
] as const
export type DueKind = (typeof dueKinds)[number]
export const Due = z.object({
  kind: z.enum(dueKinds),
  providerId: z.string(),
  id: z.string(),
})
export type Due = z.infer<typeof Due>

interface PartTypes {
  readonly agreements: Agreement
  readonly carts: Cart
  readonly orders: Order
  readonly subscriptions: Subscription
  readonly users: CustomerUser
}
export type PartName = keyof PartTypes
export type CustomerParts = { readonly [P in PartName]: readonly PartTypes[P][] }

/** A kind of thing that lies below a customer: the letter of its keys, its schema and its id. */
interface CustomerPart<T> {
  readonly letter: string
  readonly schema: z.ZodType<T>
  readonly idOf: (value: T) => string
  /** A final one is only ever added. */
  readonly isFinal?: true
}

/**
 * All that lies below a customer, in the order of its keys. Whoever opens one reads from its root to the last part asked for,
 * in one request; users and their names come last, so that no order reads them.
 */
export const customerParts: { readonly [P in PartName]: CustomerPart<PartTypes[P]> } = {
  agreements: { letter: 'a', schema: Agreement, idOf: ({ agreementId }) => agreementId, isFinal: true },
  carts: { letter: 'b', schema: Cart, idOf: ({ cartId }) => cartId },
  orders: { letter: 'o', schema: Order, idOf: ({ orderId }) => orderId },
  subscriptions: { letter: 's', schema: Subscription, idOf: ({ subscriptionId }) => subscriptionId.toLowerCase() },
  users: { letter: 'u', schema: CustomerUser, idOf: ({ userId }) => userId },
}
export const partNames = namesOf(customerParts)

const inverted = (ms: number): string => String(9_999_999_999_999 - ms).padStart(13, '0')
const invertedVersion = (version: number): string => String(99_999_999 - version).padStart(8, '0')

/** Keys in table `providers`, partition = the provider's id. A reseller's own rows lie in the partition of its own id. */
export const keys = {
  account: (partnerId: string) => `t!${partnerId}`,

  customer: (customerId: string) => `c!${customerId}!`,
  /** The key of a part; without an id, what the keys of all its kind begin with. */
  customerPart: (customerId: string, name: PartName, id = '') => `c!${customerId}!${customerParts[name].letter}!${id}`,
  userName: (customerId: string, name: string) => `c!${customerId}!v!${nameKey(name.replace(/@.*/, ''))}`,

  history: (id: string, version: number) => `h!${id}!${invertedVersion(version)}`,
  historyOf: (id: string) => `h!${id}!`,
  answer: (id: string, hash: string) => `i!${id}!${hash}`,
  answers: () => 'i!',
  setupInfo: (customerId: string) => `k!${customerId}`,
  outbox: (id: string, version: number, index: number) => `o!${id}!${String(version).padStart(8, '0')}!${index}`,
  outboxOf: (id: string) => `o!${id}!`,
  outboxes: () => 'o!',
  ownerOfOutbox: (key: string) => key.split('!').slice(1, -2).join('!'),
  audit: (at: Date, id: string, version: number) => `a!${inverted(at.getTime())}!${id}!${version}`,
  audits: () => 'a!',
  /** Audit rows newer than or as old as `at` have keys ≥ this one. */
  auditSince: (at: Date) => `a!${inverted(at.getTime())}!`,

  customerByName: (name: string, customerId: string, keyOf = nameKey) => `n!${keyOf(name)}!${customerId}`,
  customersNamed: (prefix: string, keyOf = nameKey) => `n!${keyOf(prefix)}`,
  customerByDomain: (domain: string, customerId: string) => `d!${domain}!${customerId}`,
  customersWithDomain: (prefix: string) => `d!${nameKey(prefix)}`,
  customerByReseller: (resellerId: string, name: string, customerId: string, keyOf = nameKey) =>
    `r!${resellerId}!${keyOf(name)}!${customerId}`,
  customersOfReseller: (resellerId: string) => `r!${resellerId}!`,
  subscriptionByMpn: (mpnId: string, customerId: string, subscriptionId: string) =>
    `m!${mpnId}!${customerId}!${subscriptionId.toLowerCase()}`,
  subscriptionsOfMpn: (mpnId: string) => `m!${mpnId}!`,
  subscriptionBySupporter: (resellerId: string, customerId: string, subscriptionId: string) =>
    `sc!${resellerId}!${customerId}!${subscriptionId.toLowerCase()}`,
  subscriptionsSupportedBy: (resellerId: string) => `sc!${resellerId}!`,

  partnership: (resellerId: string) => `p!${resellerId}`,
  partnershipByMpn: (mpnId: string) => `w!${mpnId}`,
  invitation: (requestId: string) => `q!${requestId}`,
  /** By the mark of the address in the ids of all invitations to it. */
  invitedAddress: (mark: string) => `qa!${mark}`,

  sandbox: () => 'sb!',

  webhook: () => 'wh!registration',
  webhookTest: (correlationId: string) => `wh!test!${correlationId}`,
  /** An event's id sorts newest first, and so do its attempts. */
  webhookDelivery: (eventId: string, attempt: number) =>
    `wh!delivery!${eventId}!${String(99 - attempt).padStart(2, '0')}`,
  webhookDeliveriesOf: (eventId: string) => `wh!delivery!${eventId}!`,
  webhookDeliveries: () => 'wh!delivery!',
} as const

/** Whose mail it is, by the mail's id: a delivery report knows nothing else. Partition `mailPartition`, one row. */
export const MailOwner = z.object({ providerId: z.string(), requestId: z.string() })
export const mailPartition = (mailId: string): string => `mail!${mailId}`

/** Keys in table `catalog`, partition = the market. An offer's is its id in capitals; those of skus begin otherwise. */
export const catalogKeys = {
  offer: (offerId: string) => offerKey(offerId),
  sku: (productId: string, skuId: string) => `sku!${productId.toUpperCase()}!${skuId.toUpperCase()}`,
  skus: () => 'sku!',
  /** A partition beside the markets, so that none of them has a row that is nothing to sell. Key = the market. */
  versions: () => 'versions',
} as const

/** Another one whenever something of a market was loaded. */
export const CatalogueVersion = z.object({ version: z.string() })

/** The partition of a reseller's view of its providers; one row per provider, key = the provider's id. */
export const resellerViewPartition = (resellerId: string): string => `rs!${resellerId}`

/** Rows of table `uniq`; partition and key are the same. */
export const uniqueKeys = {
  domain: (domain: string) => `dom!${domain}`,
  mpnId: (mpnId: string) => `mpn!${mpnId}`,
  registrationNumber: (number: string) => `reg!${number}`,
} as const

const dayOf = (kind: DueKind, at: Date): string => `${kind}!${at.toISOString().slice(0, 10)}`

/** Rows of table `due`, by kind and day, in the order in which they fall due. */
export const dueKeys = {
  /** A day of a kind lies in sixteen partitions: one holds 2,000 writes a second. Version 0.1.0 had it in one, named by the day alone. */
  partition: (kind: DueKind, at: Date, { providerId, id }: Due) =>
    `${dayOf(kind, at)}!${hash(`${providerId}!${id}`).charAt(0)}`,
  /** All partitions of days up to this one, from the first. */
  first: (kind: DueKind) => `${kind}!`,
  behindAll: (kind: DueKind) => `${kind}~`,
  behindAllTimes: '~',
  behindDay: (kind: DueKind, at: Date) => `${dayOf(kind, at)}~`,
  key: (at: Date, { providerId, id }: Due) => `${at.toISOString()}!${providerId}!${id}`,
  until: (now: Date) => `${now.toISOString()}~`,
} as const

// The two separators Azure takes; the emulator fails on them inside a transaction, and on every transaction after that. Half of
// a pair cannot be sent at all.
const forbidden = /[/\\#?'!%~$\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/gu

const longestName = 100

function inKey(fold: string): string {
  return (
    fold
      .replace(forbidden, (character) => `~${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
      // A blank sorts below the separator; people look for "Contoso" before "Contoso West".
      .replaceAll(' ', '$')
  )
}

/**
 * A name as part of a key: folded, and every character Table Storage refuses spelt as its code. A prefix of a name gives a prefix of
 * its key, of which there are 100 characters at most.
 */
export function nameKey(name: string): string {
  return cut(inKey(folded(name)), longestName)
}

/** The key that version 0.1.0 made of a name, under which its rows still lie: it took every mark for an accent. */
export function olderNameKey(name: string): string {
  return cut(inKey(name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()), longestName)
}

/** Whether the key holds the whole name, so that names with the same key are the same. */
export function isWholeKey(name: string): boolean {
  // The key of a longer one may end one short of the longest, where a pair would be cut.
  return inKey(folded(name)).length < longestName - 1
}

/** Gives what a stored row holds, held to the structure of its schema. @throws {Error} naming the row, when it is not that */
export function decode<T extends z.ZodType>(schema: T, row: Row): z.infer<T> {
  const parsed = rowSchemaOf(schema).safeParse(row.value)
  if (!parsed.success) throw new Error(`bad row ${row.partition} ${row.key}: ${parsed.error.message}`)
  return parsed.data
}

/** As decode, for a row that may not be there. */
export function decodeIfAny<T extends z.ZodType>(schema: T, row: StoredRow | undefined): z.infer<T> | undefined {
  return row && decode(schema, row)
}

/** Makes a row, checked by the schema that will read it. @throws {Error} when the value is not what the schema says */
export function encode<T extends z.ZodType>(schema: T, partition: string, key: string, value: z.infer<T>): Row {
  return { partition, key, value: decode(schema, { partition, key, value }) }
}
