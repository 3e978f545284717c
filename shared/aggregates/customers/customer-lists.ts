import type { StoredRow } from '../../azure/store.ts'
import { decode, isWholeKey, keys, nameKey, olderNameKey } from '../../command/tables.ts'
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
  const isLookedUp = filter !== undefined && filter === lookedUp && isToldByKey(lookedUp)
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
  return passes(filter, (field) => values[field])
}

// A mark behind one of these is an accent or nothing at all.
const withoutLetterMarks = /^[\x20-\x7e\p{Script=Han}\u1100-\u11ff]*$/u

/** Whether the keys of rows alone tell which pass: older ones, that lie among them, take letters with a mark for those without. */
function isToldByKey({ field, value }: FieldFilter<CustomerField>): boolean {
  return isWholeKey(value) && (field !== 'CompanyName' || withoutLetterMarks.test(nameKey(value)))
}

/**
 * Where names that begin as asked lie. Rows lie under the key that version 0.1.0 made of a name until they are moved, so both are
 * asked where they differ; one of them may be the beginning of the other, and then finds it too.
 */
function rowsNamed(partition: string, prefix: string, { value, operator }: FieldFilter<CustomerField>): Rows {
  const exact = operator === 'equals' ? '!' : ''
  const of = (key: string) => prefixed(partition, `${prefix}${key}${exact}`, prefix)
  const [rows, older] = [of(nameKey(value)), of(olderNameKey(value))]
  if (older.from <= rows.from && rows.to <= older.to) return older
  if (rows.from <= older.from && older.to <= rows.to) return rows
  return { ...rows, further: { from: older.from, to: older.to } }
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
  return filter ? rowsNamed(partition, keys.customersNamed(''), filter) : prefixed(partition, keys.customersNamed(''))
}

/** A reseller's customers lie with its providers: the same page is read of each, and they are merged by name. */
async function sharedRows(
  { partnerId }: Caller,
  lead: FieldFilter<CustomerField> | undefined,
  filter: CustomerFilter | undefined,
): Promise<Rows> {
  const ofReseller = keys.customersOfReseller(partnerId)
  const only = lead === filter && lead?.field === 'IndirectCloudSolutionProvider' ? lead.value.toLowerCase() : undefined
  const providers = (await providersOf(partnerId)).map(({ providerId }): string => providerId)
  const partitions = providers.filter((provider) => only === undefined || provider === only)
  const rows = lead?.field === 'CompanyName' ? rowsNamed(partnerId, ofReseller, lead) : prefixed(partnerId, ofReseller)
  return { ...rows, partitions }
}
