import * as z from 'zod'
import { organisations } from '../people.ts'
import type { Customer } from './onboarding.ts'
import type { Scene } from './scene.ts'

const { lumen } = organisations
const officeE3 = '796B6B5F-613C-4E24-A17C-EBA730D49C02'

const Offers = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })).min(1) })
const Order = z.object({
  id: z.string(),
  status: z.literal('completed'),
  billingCycle: z.string(),
  lineItems: z
    .array(z.object({ quantity: z.number(), friendlyName: z.string(), subscriptionId: z.string() }))
    .length(2),
})
const Subscriptions = z.object({
  totalCount: z.literal(2),
  items: z.array(
    z.object({
      offerName: z.string(),
      quantity: z.number(),
      status: z.literal('active'),
      partnerId: z.literal(lumen.mpnId),
    }),
  ),
})

export async function sell({ api, story }: Scene, { id }: Customer): Promise<void> {
  const addOns = await story.step('He looks up what can be added to Office 365 Enterprise E3', () =>
    api('GET', `/v1/offers/${officeE3}/addons?country=US`, {
      as: 'adam',
      expect: 200,
      answer: Offers,
      show: ({ items }) => ({ 'add-ons': items.map(({ name }) => name).join(', ') }),
    }),
  )
  const line = { quantity: 5, partnerIdOnRecord: lumen.mpnId }
  const lineItems = [
    { ...line, lineItemNumber: 0, offerId: officeE3 },
    { ...line, lineItemNumber: 1, offerId: addOns.items[0]?.id },
  ]
  await story.step('He orders it with an add-on, with Lumen IT as the partner on record', () =>
    api('POST', `/v1/customers/${id}/orders`, {
      as: 'adam',
      expect: 201,
      answer: Order,
      body: { billingCycle: 'monthly', lineItems },
      show: ({ status, billingCycle, lineItems: lines }) => ({
        order: `${status}, billed ${billingCycle}`,
        lines: lines.map(({ quantity, friendlyName }) => `${quantity} × ${friendlyName}`).join(', '),
      }),
    }),
  )
  await story.step('Both have become subscriptions', () =>
    api('GET', `/v1/customers/${id}/subscriptions`, {
      as: 'adam',
      expect: 200,
      answer: Subscriptions,
      show: ({ items }) =>
        Object.fromEntries(items.map((one, index) => [index + 1, `${one.offerName}: ${one.quantity}, ${one.status}`])),
    }),
  )
}

const List = z.object({ totalCount: z.number(), items: z.array(z.looseObject({ id: z.string() })) })
const Audit = z.object({
  items: z
    .array(z.object({ operationType: z.string(), userPrincipalName: z.string(), customerName: z.string().optional() }))
    .min(8),
})

export async function lookBack({ api, story }: Scene, { id, companyProfile }: Customer): Promise<void> {
  const answer = List.refine(({ items }) => items.some((one) => one.id === id), 'the new customer is missing')
  const filterBy = (Field: string, Value: string) =>
    encodeURIComponent(JSON.stringify({ Field, Value, Operator: 'starts_with' }))
  await story.step('Customers can be filtered by their reseller', () =>
    api('GET', `/v1/customers?size=500&filter=${filterBy('IndirectReseller', lumen.tenantId)}`, {
      as: 'adam',
      expect: 200,
      answer,
      show: ({ totalCount }) => ({ 'of Lumen IT': totalCount }),
    }),
  )
  await story.step('Luke finds the customer as well', () =>
    api('GET', `/v1/customers?filter=${filterBy('CompanyName', companyProfile.companyName)}`, {
      as: 'luke',
      expect: 200,
      answer,
      show: ({ totalCount }) => ({ found: totalCount }),
    }),
  )
  await story.step('The audit trail has it all, newest first: who did what', () =>
    api('GET', '/v1/auditrecords?operations=all', {
      as: 'adam',
      expect: 200,
      answer: Audit,
      show: ({ items }) =>
        Object.fromEntries(
          items
            .slice(0, 9)
            .map(({ operationType, userPrincipalName, customerName = '' }, index) => [
              index + 1,
              `${operationType} ${customerName && `(${customerName}) `}by ${userPrincipalName || 'the link'}`,
            ]),
        ),
    }),
  )
}
