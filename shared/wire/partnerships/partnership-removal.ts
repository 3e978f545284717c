import * as z from 'zod'
import { Language, languages } from '../../domain/language.ts'
import type { Partnership } from '../../domain/partnerships/partnership.ts'
import {
  Declaration,
  declarationVersion,
  type RemainingCustomer,
  type RemainingSubscription,
  type Remains,
} from '../../domain/partnerships/partnership-removal.ts'
import type { Text } from '../../text/en.ts'
import { LinkShape, link, listOf, selfLinks } from '../collection.ts'
import { WireDate } from '../date.ts'
import { attributes, moment, type Shaped, shape } from '../shape.ts'

/** Ours, so unknown fields are refused rather than ignored. */
export const RemovalToDeclare = z
  .strictObject({
    ...Declaration.shape,
    attestationVersion: Declaration.shape.attestationVersion.meta({
      description: 'The version of the declaration that was read, as the rehearsal gives it.',
    }),
    noticeGivenOn: WireDate.optional().meta({
      description: 'When a legal notice of termination was given, where a contract demands one.',
    }),
  })
  .meta({ id: 'RemovalToDeclare' })

const partnershipFields = () => ({
  id: z.guid().meta({ description: 'Tenant id of the reseller.' }),
  name: z.string(),
  mpnId: z.string(),
  location: z.string(),
  since: moment(),
  partnershipRequestId: z.guid(),
  links: selfLinks(),
  attributes: attributes('Partnership'),
})

export const PartnershipShape = shape('Partnership', () =>
  z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('active'), ...partnershipFields() }).meta({ title: 'active' }),
    z
      .strictObject({
        state: z.literal('removed'),
        ...partnershipFields(),
        removedDate: moment().optional().meta({ description: 'Missing where a reseller of a sandbox was deleted.' }),
        removedBy: z.string().optional(),
        declaration: z.strictObject({ version: z.string(), language: Language }).optional(),
        noticeGivenOn: z.iso.date().optional(),
      })
      .meta({ title: 'removed' }),
  ]),
)

/** A partnership as its provider sees it, and who removed it with which declaration. */
export function partnershipToWire(partnership: Partnership): Shaped<typeof PartnershipShape> {
  const { resellerId, resellerName, mpnId, country, state, since, requestId } = partnership
  const removal = state === 'removed' ? partnership.removal : undefined
  return {
    id: resellerId,
    name: resellerName,
    mpnId,
    location: country,
    state,
    since,
    partnershipRequestId: requestId,
    ...(removal && {
      removedDate: removal.at,
      removedBy: removal.by,
      declaration: { version: removal.attestationVersion, language: removal.language },
      ...(removal.noticeGivenOn && { noticeGivenOn: removal.noticeGivenOn.slice(0, 10) }),
    }),
    links: { self: link(`/partnerships/${resellerId}`) },
    attributes: { objectType: 'Partnership' },
  }
}

const RemainingCustomerShape = shape('RemainingCustomer', () =>
  z.strictObject({ id: z.guid(), companyName: z.string(), allowDelegatedAccess: z.boolean() }),
)

const RemainingCustomerListShape = listOf('RemainingCustomer', RemainingCustomerShape)

export function remainingCustomerToWire({
  customerId,
  companyName,
  delegatedAdmin,
}: RemainingCustomer): Shaped<typeof RemainingCustomerShape> {
  return { id: customerId, companyName, allowDelegatedAccess: delegatedAdmin }
}

const RemainingSubscriptionsShape = shape('RemainingSubscriptions', () =>
  z.strictObject({
    totalCount: z.int(),
    items: z
      .array(z.strictObject({ customerId: z.guid(), subscriptionId: z.guid() }))
      .meta({ description: 'The first 1000 of them.' }),
  }),
)

export const PartnershipRemovalRehearsalShape = shape('PartnershipRemovalRehearsal', () =>
  z.strictObject({
    partnership: PartnershipShape(),
    consequences: z.array(z.string()),
    declaration: z.strictObject({ version: z.string(), language: Language, text: z.string() }),
    customerCount: z.int().meta({ description: 'All customers that are associated with the reseller.' }),
    customers: RemainingCustomerListShape(),
    subscriptions: RemainingSubscriptionsShape().meta({ description: 'Have the reseller as partner of record.' }),
    supportContacts: RemainingSubscriptionsShape().meta({ description: 'Have the reseller as support contact.' }),
    notices: z.array(
      z.strictObject({
        for: z.enum(['reseller', 'customer']),
        language: Language,
        subject: z.string(),
        text: z.string(),
      }),
    ),
    links: z.strictObject({ remove: LinkShape(), customers: LinkShape() }),
    attributes: attributes('PartnershipRemovalRehearsal'),
  }),
)

/** What a removal would leave, what is declared with it, and notices to copy. `customers` is one page of them. */
export function rehearsalToWire(
  { partnership, customerCount, onRecord, supported }: Remains,
  customers: Shaped<typeof RemainingCustomerListShape>,
  { provider, language, textOf }: Wording,
): Shaped<typeof PartnershipRemovalRehearsalShape> {
  const { resellerId, resellerName } = partnership
  const { removal } = textOf(language)
  const filter = { Field: 'IndirectReseller', Value: resellerId, Operator: 'equals' }
  return {
    partnership: partnershipToWire(partnership),
    consequences: removal.consequences.map((say) => say(resellerName)),
    declaration: { version: declarationVersion, language, text: removal.declaration },
    customerCount,
    customers,
    subscriptions: bounded(onRecord),
    supportContacts: bounded(supported),
    notices: languages.flatMap((one) => noticesIn(one, textOf(one), { provider, reseller: resellerName })),
    links: {
      remove: link(`/partnerships/${resellerId}/remove`, 'POST'),
      customers: link(`/customers?filter=${encodeURIComponent(JSON.stringify(filter))}`),
    },
    attributes: { objectType: 'PartnershipRemovalRehearsal' },
  }
}

interface Wording {
  readonly provider: string
  readonly language: Language
  readonly textOf: (language: Language) => Text
}

// Every subscription is counted; so many are named.
const namedAtMost = 1000

function bounded(subscriptions: readonly RemainingSubscription[]): Shaped<typeof RemainingSubscriptionsShape> {
  return { totalCount: subscriptions.length, items: subscriptions.slice(0, namedAtMost) }
}

/** Texts for informing the reseller and the customers; nothing sends them. */
function noticesIn(
  language: Language,
  { removal }: Text,
  { provider, reseller }: { readonly provider: string; readonly reseller: string },
): Shaped<typeof PartnershipRemovalRehearsalShape>['notices'] {
  return [
    {
      ...{ for: 'reseller', language, subject: removal.resellerSubject(provider) },
      text: removal.resellerBody(provider, reseller),
    },
    {
      ...{ for: 'customer', language, subject: removal.customerSubject(reseller) },
      text: removal.customerBody(provider, reseller),
    },
  ]
}
