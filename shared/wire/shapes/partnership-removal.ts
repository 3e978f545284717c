import * as z from 'zod'
import { Language } from '../../domain/language.ts'
import { attributes, LinkShape, links, listOf, moment, shape } from '../shape.ts'

const partnership = () => ({
  id: z.guid().meta({ description: 'Tenant id of the reseller.' }),
  name: z.string(),
  mpnId: z.string(),
  location: z.string(),
  since: moment(),
  partnershipRequestId: z.guid(),
  links: links('self'),
  attributes: attributes('Partnership'),
})

export const Partnership = shape('Partnership', () =>
  z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('active'), ...partnership() }).meta({ title: 'active' }),
    z
      .strictObject({
        state: z.literal('removed'),
        ...partnership(),
        removedDate: moment().optional().meta({ description: 'Missing where a reseller of a sandbox was deleted.' }),
        removedBy: z.string().optional(),
        declaration: z.strictObject({ version: z.string(), language: Language }).optional(),
        noticeGivenOn: z.iso.date().optional(),
      })
      .meta({ title: 'removed' }),
  ]),
)

const RemainingCustomerList = listOf(
  'RemainingCustomer',
  shape('RemainingCustomer', () =>
    z.strictObject({ id: z.guid(), companyName: z.string(), allowDelegatedAccess: z.boolean() }),
  ),
)

const RemainingSubscriptions = shape('RemainingSubscriptions', () =>
  z.strictObject({
    totalCount: z.int(),
    items: z
      .array(z.strictObject({ customerId: z.guid(), subscriptionId: z.guid() }))
      .meta({ description: 'The first 1000 of them.' }),
  }),
)

export const PartnershipRemovalRehearsal = shape('PartnershipRemovalRehearsal', () =>
  z.strictObject({
    partnership: Partnership(),
    consequences: z.array(z.string()),
    declaration: z.strictObject({ version: z.string(), language: Language, text: z.string() }),
    customerCount: z.int().meta({ description: 'All customers that are associated with the reseller.' }),
    customers: RemainingCustomerList(),
    subscriptions: RemainingSubscriptions().meta({ description: 'Have the reseller as partner of record.' }),
    supportContacts: RemainingSubscriptions().meta({ description: 'Have the reseller as support contact.' }),
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
