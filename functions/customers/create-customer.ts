import { commitNewCustomer, openNewCustomer } from '../../shared/aggregates/customers/new-customer.ts'
import { created } from '../../shared/command/answer.ts'
import { checkNewCustomer, createCustomer } from '../../shared/domain/customers/customer.ts'
import { sellers } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { CreatedCustomerShape, CustomerToCreate, createdCustomerToWire } from '../../shared/wire/customers/customer.ts'

export const handler = endpoint(
  {
    name: 'create-customer',
    method: 'POST',
    route: 'v1/customers',
    summary: 'Create a customer, for yourself or for a reseller you have a partnership with',
    partnerCenter: {
      differs:
        'The tenant exists here only. A taken domain is 409/971002, a taken registration number 409/971003, a reseller without partnership 400/971009',
    },
    roles: sellers,
    body: CustomerToCreate,
    answers: { 201: CreatedCustomerShape },
    faults: [
      'domainTaken',
      'associatedPartnerNotActive',
      'registrationNumberMissing',
      'registrationNumberNotSupported',
      'registrationNumberWrong',
      'registrationNumberTaken',
      'phoneNumberMissing',
      'countryOutsideRegion',
      'requestIdReused',
      'userRequired',
    ],
  },
  async ({ command, caller, body, now }) => {
    checkNewCustomer(body, caller)
    const open = await openNewCustomer(command, caller.partnerId, body)
    const added = createCustomer(body, open, now)

    return commitNewCustomer(open, added, (customer, password) => created(createdCustomerToWire(customer, password)))
  },
)
