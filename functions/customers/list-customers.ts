import * as z from 'zod'
import { listCustomers } from '../../shared/aggregates/customers/customer-lists.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import { page } from '../../shared/wire/collection.ts'
import { CustomerListShape, customerSummaryToWire } from '../../shared/wire/customers/customer.ts'
import { PageQuery } from '../../shared/wire/page-query.ts'

export const handler = endpoint(
  {
    name: 'list-customers',
    method: 'GET',
    route: 'v1/customers',
    summary: 'List customers by name, a page at a time; filter by name, domain or indirect reseller',
    partnerCenter: 'same',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    query: PageQuery.extend({
      filter: z.string().max(2000, 'tooLong').optional().meta({
        description:
          'One condition as JSON, such as {"Field":"CompanyName","Value":"cont","Operator":"starts_with"}; fields CompanyName, Domain, IndirectReseller, IndirectCloudSolutionProvider.',
      }),
    }),
    answers: { 200: CustomerListShape },
    faults: ['userRequired'],
  },
  async ({ caller, query, request }) => {
    const customers = await listCustomers(caller, query, request.headers.get('ms-continuationtoken'))

    return ok(page(customers.items.map(customerSummaryToWire), selfOf(request.url), customers))
  },
)
