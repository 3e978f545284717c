import { invitationLink } from '../../../shared/aggregates/partnerships/links.ts'
import { nameKey } from '../../../shared/command/tables.ts'
import { agreementTemplates } from '../../../shared/domain/customers/agreement.ts'
import { InvitationId } from '../../../shared/domain/ids.ts'
import { customerIdOf, newCustomer, offers, primaryContact, requestIdOf } from '../seed/customer.ts'
import { provider, reseller, seededRequests } from '../seed/parties.ts'
import type { ApiRequest, Operation, Run } from './operation.ts'

const post = (path: string, body: unknown, more: Partial<ApiRequest> = {}): ApiRequest => ({
  method: 'POST',
  path,
  body,
  ...more,
})

const command = (
  name: string,
  step: string,
  request: Operation['request'],
  more: Partial<Operation> = {},
): Operation => ({
  name,
  kind: 'command',
  step,
  person: 'adam',
  request,
  status: 201,
  trips: 2,
  ...more,
})

// Letters and digits, as a domain has them.
const inProcess = process.pid.toString(36)

/** `letter` keeps the domains of one operation apart from those of the others. */
function create(letter: string, more: object = {}): (run: Run) => ApiRequest {
  return ({ number }) => {
    const [name, host] = [`Newcomer ${letter}${number} Inc`, `new${inProcess}${letter}${number}`]
    const body = { ...newCustomer(name, `${host}.onmicrosoft.com`), ...more }
    return post('/v1/customers', body, { ids: [nameKey(name), host] })
  }
}

const withRequestId = (letter: string) => (run: Run) => ({
  ...create(letter)(run),
  headers: { 'ms-requestid': `${inProcess}-${letter}-${run.number}` },
})

/** Another customer for each run, from the middle on, that has agreed but not ordered: nine of ten are so. */
function freshCustomerOf({ number, customers }: Run) {
  const distance = number + Math.floor((number - 1) / 9)
  return customerIdOf((Math.floor(customers / 20) * 10 + distance) % customers)
}

function toCustomer(resource: string, body: unknown): (run: Run) => ApiRequest {
  return (run) => {
    const customerId = freshCustomerOf(run)
    return post(`/v1/customers/${customerId}${resource}`, body, { params: { customerId }, ids: [customerId] })
  }
}

const template = agreementTemplates.find(({ type }) => type === 'MicrosoftCustomerAgreement')
const agreement = {
  primaryContact: { ...primaryContact, firstName: 'Otto' },
  templateId: template?.templateId,
  dateAgreed: '2026-02-01T00:00:00Z',
  type: 'MicrosoftCustomerAgreement',
}

const order = {
  billingCycle: 'monthly',
  lineItems: Object.values(offers).map((offerId, lineItemNumber) => ({
    lineItemNumber,
    offerId,
    quantity: 3,
    partnerIdOnRecord: reseller.mpnId,
  })),
}

/** Drafts have even numbers, and requests that were sent odd ones. */
function request(number: number, offset: 0 | 1) {
  const requestId = InvitationId.parse(requestIdOf((number * 2 + offset) % seededRequests))
  return { requestId, token: tokenIn(invitationLink({ providerId: provider.partnerId, requestId, generation: 1 })) }
}

const tokenIn = (link: string): string | null => new URL(link).searchParams.get('token')

export const createCustomer = command('create customer', 'create-customer', create('a'))
export const confirmAgreement = command('confirm agreement', 'confirm-agreement', toCustomer('/agreements', agreement))
export const placeOrder = command('order of 3', 'create-order', toCustomer('/orders', order))

export const commands: readonly Operation[] = [
  createCustomer,
  command('create customer, request id', 'create-customer', withRequestId('b')),
  command('create customer, repeated', 'create-customer', withRequestId('c'), {
    before: withRequestId('c'),
  }),
  command('create customer of reseller', 'create-customer', create('d', { associatedPartnerId: reseller.partnerId })),
  command('confirm setup info', 'confirm-setup-info', toCustomer('/setupinfo/done', undefined), {
    status: 204,
  }),
  confirmAgreement,
  placeOrder,
  command('draft partnership request', 'request-partnership', ({ number }) =>
    post('/v1/partnershiprequests', { to: `owner${number}@reseller.example`, language: 'en' }),
  ),
  command(
    'send partnership request',
    'send-partnership-request',
    ({ number }) => {
      const { requestId } = request(number, 0)
      return post(`/v1/partnershiprequests/${requestId}/send`, undefined, { params: { requestId } })
    },
    { status: 200 },
  ),
  command(
    'accept invite',
    'accept-invite',
    ({ number }) => post('/v1/partnershiprequests/accept', { token: request(number, 1).token, authorize: true }),
    { person: 'tess', status: 200 },
  ),
  command(
    'enroll partner',
    'enroll-partner',
    ({ number }) =>
      post('/v1/partners', {
        companyName: `Reseller ${number}`,
        country: 'US',
        mpnId: String(10_000_000 + (process.pid % 8_000) * 10_000 + number),
        primaryContact,
        acceptPartnerAgreement: true,
      }),
    { person: 'luke', claims: ({ number }) => ({ tid: customerIdOf(9_000_000 + number) }) },
  ),
]
