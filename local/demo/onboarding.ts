import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { organisations } from '../people.ts'
import type { Api } from './api.ts'
import type { Scene } from './scene.ts'
import { shownOnce } from './story.ts'

const { lumen } = organisations

const Customer = z.object({
  id: z.string(),
  companyProfile: z.object({ companyName: z.string(), domain: z.string() }),
  userCredentials: z.object({ userName: z.string(), password: z.string().min(8) }),
  associatedPartnerId: z.string().optional(),
})
export type Customer = z.infer<typeof Customer>

export async function onboardOwnCustomer({ api, story }: Scene): Promise<void> {
  const customer = await story.step('Adam of Harbor Distribution adds a customer', () =>
    api('POST', '/v1/customers', { ...newCustomer('Adatum Pilot'), show: showCustomer }),
  )
  await story.step('He records that the customer has accepted the Customer Agreement', () => confirm(api, customer))
}

function newCustomer(companyName: string, associatedPartnerId?: string) {
  // New every time, so that the demo can be run again: a domain belongs to one customer.
  const fresh = randomBytes(4).toString('hex')
  const language = { culture: 'en-US', language: 'en' }
  const defaultAddress = {
    ...{ country: 'US', city: 'Redmond', state: 'WA', addressLine1: '1 Sample Way', postalCode: '98052' },
    ...{ firstName: 'Ada', lastName: 'Tum', phoneNumber: '4255550100' },
  }
  return {
    as: 'adam' as const,
    expect: 201,
    answer: Customer,
    body: {
      companyProfile: { domain: `demo${fresh}.onmicrosoft.com` },
      billingProfile: {
        ...language,
        email: 'ada@adatum.example',
        companyName: `${companyName} ${fresh}`,
        defaultAddress,
      },
      ...(associatedPartnerId && { associatedPartnerId }),
    },
  }
}

const showCustomer = ({ id, companyProfile, userCredentials }: Customer) => ({
  id,
  company: companyProfile.companyName,
  domain: companyProfile.domain,
  admin: `${userCredentials.userName}, password ${shownOnce}`,
})

const Agreement = z.object({
  type: z.string(),
  dateAgreed: z.string(),
  primaryContact: z.object({ email: z.string() }),
})

function confirm(api: Api, { id }: Customer) {
  return api('POST', `/v1/customers/${id}/agreements`, {
    as: 'adam',
    expect: 201,
    answer: Agreement,
    body: {
      primaryContact: { firstName: 'Ada', lastName: 'Tum', email: 'ada@adatum.example', phoneNumber: '4255550100' },
      templateId: '117a77b0-9360-443b-8795-c6dedc750cf9',
      dateAgreed: new Date().toISOString(),
      type: 'MicrosoftCustomerAgreement',
    },
    show: ({ type, dateAgreed, primaryContact }) => ({ type, agreed: dateAgreed, by: primaryContact.email }),
  })
}

export async function onboardForReseller({ api, story }: Scene): Promise<Customer> {
  const customer = await story.step('Adam adds a customer for Lumen IT', () =>
    api('POST', '/v1/customers', {
      ...newCustomer('Fabrikam Bakery', lumen.tenantId),
      answer: Customer.extend({ associatedPartnerId: z.literal(lumen.tenantId) }),
      show: (made) => ({ ...showCustomer(made), reseller: made.associatedPartnerId ?? '' }),
    }),
  )
  await story.step('He records that this customer has accepted the Customer Agreement, too', () =>
    confirm(api, customer),
  )
  return customer
}
