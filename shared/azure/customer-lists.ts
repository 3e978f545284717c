import { CustomerSummary } from '../domain/customer.ts'
import { Fault } from '../domain/fault.ts'
import { PartnerId } from '../domain/ids.ts'
import type { Caller } from '../domain/partner.ts'
import { type Filter, parseFilter } from '../wire/filter.ts'
import type { PageQuery } from '../wire/page-query.ts'
import { providersOf } from './customers.ts'
import { type Listing, pageOf, prefixed, readPage, sizeOf, startAfter } from './paging.ts'
import { range, type StoredRow } from './store.ts'
import { decode, keys, nameKey } from './tables.ts'

type CustomerField = 'CompanyName' | 'Domain' | 'IndirectReseller' | 'IndirectCloudSolutionProvider'

const operators = ['starts_with', 'equals'] as const
const byName = { CompanyName: operators, Domain: operators } as const
const allowed = {
  directPartner: byName,
  indirectProvider: { ...byName, IndirectReseller: operators },
  indirectReseller: { CompanyName: operators, IndirectCloudSolutionProvider: operators },
} as const

export interface CustomerPage {
  readonly customers: readonly CustomerSummary[]
  readonly continuation: string | undefined
}

/**
 * One page of the customers a caller may see, by name, filtered as `filter` asks.
 * @throws {Fault} invalidInput, userRequired
 */
export async function listCustomers(
  caller: Caller,
  query: PageQuery & { readonly filter?: string | undefined },
  token: string | null,
): Promise<CustomerPage> {
  const kind = caller.account?.kind ?? 'directPartner'
  const filter = parseFilter<CustomerField>(query.filter, { ...nothingAllowed, ...allowed[kind] })
  const page =
    kind === 'indirectReseller'
      ? await readSharedPage(caller, filter, query, token)
      : await readOwnPage(caller, filter, query, token)
  return { customers: page.rows.map((row) => decode(CustomerSummary, row)), continuation: page.continuation }
}

const nothingAllowed: Readonly<Record<CustomerField, readonly (typeof operators)[number][]>> = {
  CompanyName: [],
  Domain: [],
  IndirectReseller: [],
  IndirectCloudSolutionProvider: [],
}

function readOwnPage(
  caller: Caller,
  filter: Filter<CustomerField> | undefined,
  query: PageQuery,
  token: string | null,
) {
  if (filter?.field === 'IndirectReseller' && !caller.isUser) throw new Fault('userRequired')
  return readPage(listingOf(caller.partnerId, filter), query, token)
}

function listingOf(partition: string, filter: Filter<CustomerField> | undefined): Listing {
  const exact = filter?.operator === 'equals' ? '!' : ''
  const value = filter?.value ?? ''
  if (filter?.field === 'Domain') return prefixed('domain', partition, `${keys.customersWithDomain(value)}${exact}`)
  if (filter?.field === 'IndirectReseller') {
    const reseller = PartnerId.safeParse(value)
    // An id that is none can have no customers.
    return prefixed('reseller', partition, keys.customersOfReseller(reseller.success ? reseller.data : '-'))
  }
  return prefixed('name', partition, `${keys.customersNamed(value)}${exact}`)
}

/** A reseller's customers lie with its providers: the same page is read of each, and they are merged by name. */
async function readSharedPage(
  caller: Caller,
  filter: Filter<CustomerField> | undefined,
  query: PageQuery,
  token: string | null,
) {
  const size = sizeOf(query)
  const list = `shared ${caller.partnerId} ${filter?.field ?? ''} ${filter?.value ?? ''}`
  const after = startAfter(list, query, token)
  const prefix = keys.customersOfReseller(caller.partnerId)
  const name =
    filter?.field === 'CompanyName' ? `${nameKey(filter.value)}${filter.operator === 'equals' ? '!' : ''}` : ''
  const { to } = prefixed(list, caller.partnerId, `${prefix}${name}`)
  const from = after === undefined ? `${prefix}${name}` : `${prefix}${after} `
  const providers = (await providersOf(caller.partnerId)).filter(
    ({ providerId }) => filter?.field !== 'IndirectCloudSolutionProvider' || providerId === filter.value.toLowerCase(),
  )
  const pages = await Promise.all(
    providers.map(({ providerId }) => range('providers', providerId, { from, to, limit: size + 1 })),
  )
  const rows = pages.flat().sort((one, other) => (one.key < other.key ? -1 : 1))
  return pageOf(list, rows, size, ({ key }: StoredRow) => key.slice(prefix.length))
}
