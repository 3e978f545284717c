import * as z from 'zod'
import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { CustomerId } from '../../shared/domain/ids.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { customerToWire } from '../../shared/wire/customer.ts'
import { Customer } from '../../shared/wire/shapes/customer.ts'

export const handler = endpoint(
  {
    name: 'get-customer',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}',
    summary: 'Get one customer',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    params: z.object({ customerId: CustomerId }),
    answers: { 200: Customer },
    faults: ['customerNotFound'],
  },
  async ({ caller, params }) => ok(customerToWire(await readProfile(caller, params.customerId))),
)
