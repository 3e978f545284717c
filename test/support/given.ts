import { randomInt, randomUUID } from 'node:crypto'
import { declarationVersion } from '../../shared/domain/partnerships/partnership-removal.ts'
import { call, type Person, type Reply } from './call.ts'
import { freshPartner, type TestPartner } from './environment.ts'

export const template = {
  cloud: '998b88de-aa99-4388-a42c-1b3517d49490',
  customer: '117a77b0-9360-443b-8795-c6dedc750cf9',
} as const

export const everyRole = ['GlobalAdmin', 'AdminAgent'] as const

/** A provider with nobody and nothing, and its admin. */
export function aProvider(kind?: Parameters<typeof freshPartner>[0]): {
  readonly partner: TestPartner
  readonly admin: Person
} {
  const partner = freshPartner(kind)
  return { partner, admin: { partner, roles: everyRole } }
}

export function aCustomer(overrides: Readonly<Record<string, unknown>> = {}) {
  return {
    companyProfile: { domain: `t${randomUUID().slice(0, 18).replaceAll('-', '')}.onmicrosoft.com` },
    billingProfile: {
      email: 'ada@adatum.example',
      culture: 'en-US',
      language: 'en',
      companyName: 'Adatum Pilot',
      defaultAddress: {
        country: 'US',
        city: 'Redmond',
        state: 'WA',
        addressLine1: '1 Sample Way',
        postalCode: '98052',
        firstName: 'Ada',
        lastName: 'Tum',
        phoneNumber: '4255550100',
      },
    },
    ...overrides,
  }
}

/** A company of Brazil, where each has a registration number. */
export function aBrazilianCompany(organizationRegistrationNumber: string) {
  const { companyProfile, billingProfile } = aCustomer()
  const { defaultAddress, ...profile } = billingProfile
  const address = { ...defaultAddress, country: 'BR', city: 'São Paulo', state: 'SP', postalCode: '01310-100' }
  return {
    companyProfile: { ...companyProfile, organizationRegistrationNumber },
    billingProfile: { ...profile, defaultAddress: address },
  }
}

export const aRegistrationNumber = (): string => String(randomInt(10 ** 13, 10 ** 14))

export function anAgreement(overrides: Readonly<Record<string, unknown>> = {}) {
  return {
    primaryContact: { firstName: 'Ada', lastName: 'Tum', email: 'ada@adatum.example', phoneNumber: '4255550100' },
    templateId: template.customer,
    dateAgreed: '2024-10-02T00:00:00Z',
    type: 'MicrosoftCustomerAgreement',
    ...overrides,
  }
}

/** A customer of a provider, as POST answered it. */
export async function givenCustomer(
  admin: Person,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly id: string }> {
  return must(await call('POST', '/v1/customers', { as: admin, body: aCustomer(overrides) }), 201).body
}

/** A customer that may be sold to. */
export async function givenReadyCustomer(
  admin: Person,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly id: string }> {
  const customer = await givenCustomer(admin, overrides)
  must(await call('POST', `/v1/customers/${customer.id}/agreements`, { as: admin, body: anAgreement() }), 201)
  return customer
}

export interface GivenReseller {
  readonly partner: { readonly partnerId: string; readonly mpnId: string; readonly name: string }
  readonly admin: Person
}

/** An enrolled indirect reseller. */
export async function givenReseller(): Promise<GivenReseller> {
  const partner = {
    partnerId: randomUUID(),
    mpnId: String(randomInt(2_000_000_000, 9_000_000_000)),
    name: 'Tern Cloud Services',
  }
  const admin = { partner, roles: ['GlobalAdmin', 'AdminAgent'] }
  must(await call('POST', '/v1/partners', { as: admin, body: anEnrolment(partner) }), 201)
  return { partner, admin }
}

export function anEnrolment({ mpnId, name }: { readonly mpnId: string; readonly name: string }) {
  return {
    companyName: name,
    country: 'US',
    mpnId,
    primaryContact: { firstName: 'Tess', lastName: 'Ternova', email: 'tess@tern.example', phoneNumber: '2065550102' },
    acceptPartnerAgreement: true,
  }
}

/** An invitation that was drafted, with its token. */
export async function givenDraft(
  admin: Person,
  to = 'tess@tern.example',
): Promise<{ readonly id: string; readonly token: string; readonly link: string }> {
  const { body } = must(await call('POST', '/v1/partnershiprequests', { as: admin, body: { to } }), 201)
  return { id: body.id, link: body.link, token: new URL(body.link).searchParams.get('token') ?? '' }
}

/** A reseller that has accepted an invitation of the provider. */
export async function givenPartnership(admin: Person): Promise<GivenReseller> {
  const [reseller, { token }] = await Promise.all([givenReseller(), givenDraft(admin)])
  must(
    await call('POST', '/v1/partnershiprequests/accept', { as: reseller.admin, body: { token, authorize: true } }),
    200,
  )
  return reseller
}

/** What a provider says to remove a partnership. */
export const aDeclaration = { confirm: true, attestation: true, attestationVersion: declarationVersion } as const

/** The reply, if it has the status that the test's premise needs. */
export function must(reply: Reply, status: number): Reply {
  if (reply.status !== status) throw new Error(`expected ${status}, got ${reply.status}: ${reply.text}`)
  return reply
}
