import * as z from 'zod'
import { ok } from '../../shared/azure/answer.ts'
import { readProfile } from '../../shared/azure/customers.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { CustomerId } from '../../shared/domain/ids.ts'
import { qualificationToWire } from '../../shared/wire/qualification.ts'

export const handler = endpoint(
  {
    name: 'get-qualification',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/qualification',
    summary: 'Get the first qualification of a customer, by name only',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    capability: 'qualifications',
    params: z.object({ customerId: CustomerId }),
    faults: ['customerNotFound'],
  },
  async ({ caller, params }) => ok(qualificationToWire(await readProfile(caller, params.customerId))),
)
