import type { StoredRow } from '../../azure/store.ts'
import { decode, foldName, isWholeKey, keys, nameKey } from '../../command/tables.ts'
import { CustomerSummary } from '../../domain/customers/customer.ts'
import { Fault } from '../../domain/fault.ts'
import { PartnerId } from '../../domain/ids.ts'
import type { Caller } from '../../domain/partnerships/partner.ts'
import { type Page, prefixed, readPage, wantedPage } from '../../lists/paging.ts'
import { type Rows, rowsAsSource } from '../../lists/seek.ts'
import { type FieldFilter, type Filter, fieldsOf, parseFilter, passes } from '../../wire/filter.ts'
import type { PageQuery } from '../../wire/page-query.ts'
import { providersOf } from '../partnerships/partnerships.ts'

type CustomerField = 'CompanyName' | 'Domain' | 'IndirectReseller' | 'IndirectCloudSolutionProvider'
type CustomerFilter = Filter<CustomerField>

const operators = ['starts_with', 'equals'] as const
const byName = { CompanyName: operators, Domain: operators } as const
const nothingAllowed = { CompanyName: [], Domain: [], IndirectReseller: [], IndirectCloudSolutionProvider: [] }
const allowed = {
  directPartner: byName,
  indirectProvider: { ...byName, IndirectReseller: operators },
  indirectReseller: { CompanyName: operators, IndirectCloudSolutionProvider: operators },
} as const

/**
 * One page of the customers a caller may see, by name, filtered as `filter` asks. One field is looked up where the rows lie in
 * its order; the rest of a compound filter is held to each row.
 * @throws {Fault} invalidInput, userRequired
 */
export async function listCustomers(
  caller: Caller,
  query: PageQuery & { readonly filter?: string | undefined },
  token: string | null,
): Promise<Page<CustomerSummary>> {
  const kind = caller.account?.kind ?? 'directPartner'
  const wanted = wantedPage(`customers ${caller.partnerId}`, query, { filter: query.filter }, token)
  const filter = parseFilter<CustomerField>(wanted.asked.filter, { ...nothingAllowed, ...allowed[kind] })
  if (!caller.isUser && fieldsOf(filter).some(({ field }) => field === 'IndirectReseller'))
    throw new Fault('userRequired')
  const lookedUp = leadOf(filter)
  const rows =
    kind === 'indirectReseller' ? await sharedRows(caller, lookedUp, filter) : ownRows(caller.partnerId, lookedUp)
  const isLookedUp = filter !== undefined && filter === lookedUp && isWholeKey(lookedUp.value)
  const keep = filter && !isLookedUp ? (row: StoredRow) => rowPasses(filter, row) : undefined
  const page = await readPage(rowsAsSource(rows), wanted, keep)
  return { ...page, items: page.items.map((row) => decode(CustomerSummary, row)) }
}

const mostTelling: readonly CustomerField[] = [
  'Domain',
  'CompanyName',
  'IndirectReseller',
  'IndirectCloudSolutionProvider',
]

/** The field that every customer that passes must have: the filter itself, or the most telling one that `and` joins. */
function leadOf(filter: CustomerFilter | undefined): FieldFilter<CustomerField> | undefined {
  if (filter === undefined || 'field' in filter) return filter
  if (filter.operator === 'or') return undefined
  const [one, other] = [leadOf(filter.left), leadOf(filter.right)]
  if (!(one && other)) return one ?? other
  return mostTelling.indexOf(one.field) <= mostTelling.indexOf(other.field) ? one : other
}

function rowPasses(filter: CustomerFilter, row: StoredRow): boolean {
  const { companyName, domain, associatedPartnerId } = decode(CustomerSummary, row)
  const values: Readonly<Record<CustomerField, string | undefined>> = {
    CompanyName: companyName,
    Domain: domain,
    IndirectReseller: associatedPartnerId,
    IndirectCloudSolutionProvider: row.partition,
  }
  return passes(filter, (field) => values[field], foldName)
}

function ownRows(partition: string, filter: FieldFilter<CustomerField> | undefined): Rows {
  const exact = filter?.operator === 'equals' ? '!' : ''
  const value = filter?.value ?? ''
  if (filter?.field === 'Domain') return prefixed(partition, `${keys.customersWithDomain(value)}${exact}`)
  if (filter?.field === 'IndirectReseller') {
    const reseller = PartnerId.safeParse(value)
    // An id that is none can have no customers.
    return prefixed(partition, keys.customersOfReseller(reseller.success ? reseller.data : '-'))
  }
  return prefixed(partition, `${keys.customersNamed(value)}${exact}`)
}

/** A reseller's customers lie with its providers: the same page is read of each, and they are merged by name. */
async function sharedRows(
  { partnerId }: Caller,
  lead: FieldFilter<CustomerField> | undefined,
  filter: CustomerFilter | undefined,
): Promise<Rows> {
  const ofReseller = keys.customersOfReseller(partnerId)
  const name = lead?.field === 'CompanyName' ? `${nameKey(lead.value)}${lead.operator === 'equals' ? '!' : ''}` : ''
  const only = lead === filter && lead?.field === 'IndirectCloudSolutionProvider' ? lead.value.toLowerCase() : undefined
  const providers = (await providersOf(partnerId)).map(({ providerId }): string => providerId)
  const partitions = providers.filter((provider) => only === undefined || provider === only)
  return { ...prefixed(partnerId, `${ofReseller}${name}`, ofReseller), partitions }
}
