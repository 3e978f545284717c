import { endOf, type StoredRow } from '../../azure/store.ts'
import { decode, keys } from '../../command/tables.ts'
import { AuditRecord, isPartnerCenters } from '../../domain/audit.ts'
import { refuseInput } from '../../domain/fault.ts'
import { folded } from '../../domain/folding.ts'
import { CustomerId } from '../../domain/ids.ts'
import type { Caller } from '../../domain/partnerships/partner.ts'
import { daysAfter } from '../../domain/time.ts'
import { type Page, readPage, wantedPage } from '../../lists/paging.ts'
import { rowsAsSource, type Source } from '../../lists/seek.ts'
import type { AuditQuery } from '../../wire/audit/audit-record.ts'
import { type Filter, parseFilter, passes } from '../../wire/filter.ts'

/** Partner Center looks at 30 days unless asked, and back 90 at most; here everything is kept and can be asked for. */
const defaultDays = 30

const filters = {
  CompanyName: ['substring'],
  CustomerId: ['equals'],
  ResourceType: ['equals'],
} as const
type AuditFilter = Filter<keyof typeof filters>

/**
 * One page of what was done at a partner, newest first. Unless all operations are asked for these are Partner Center's own. A page
 * may come back short and still have a continuation.
 * @throws {Fault} invalidInput
 */
export async function listAuditRecords(
  caller: Caller,
  query: AuditQuery,
  token: string | null,
  now: Date,
): Promise<Page<AuditRecord>> {
  const { startDate, endDate, operations, filter: text } = query
  const given = { startDate: startDate?.toISOString(), endDate: endDate?.toISOString(), operations, filter: text }
  const wanted = wantedPage(`audit ${caller.partnerId}`, query, given, token)
  const { asked } = wanted
  const { start, end } = spanOf(asked, now)
  if (end < start) start > now ? refuseInput('startDate', 'dateInFuture') : refuseInput('endDate', 'dateOrder')
  const filter = parseFilter(asked.filter, filters)
  const customerId = customerIn(filter)
  const fromAudit = customerId === undefined || wanted.cursor?.last.startsWith(keys.audits())
  const source = fromAudit ? auditOf(caller.partnerId, start, end) : historyOf(caller.partnerId, customerId, start)
  const isInSpan = ({ at }: AuditRecord) => start <= new Date(at) && new Date(at) <= end
  const isWanted = (record: AuditRecord) =>
    (fromAudit || isInSpan(record)) &&
    (asked.operations === 'all' || isPartnerCenters(record)) &&
    (!filter || recordPasses(filter, record))
  const page = await readPage(source, wanted, (row) => isWanted(decode(AuditRecord, row)))
  return { ...page, items: page.items.map((row) => decode(AuditRecord, row)) }
}

/** The audit of a partner, by time. */
function auditOf(partition: string, start: Date, end: Date): Source<StoredRow> {
  const [from, to] = [keys.auditSince(end), keys.auditSince(new Date(start.getTime() - 1))]
  return rowsAsSource({ partitions: [partition], prefix: '', from, to })
}

/** The clocks of two instances differ by less: a record this much older than `start` has none from after it behind it. */
const clockSkewMs = 3_600_000

/**
 * The history of one customer, by version. What others did meanwhile is not read, and what it did long before `start` is not
 * gone on with.
 */
function historyOf(partition: string, customerId: CustomerId, start: Date): Source<StoredRow> {
  const from = keys.historyOf(customerId)
  const source = rowsAsSource({ partitions: [partition], prefix: '', from, to: endOf(from) })
  const oldest = start.getTime() - clockSkewMs
  const isYoung = (row: StoredRow) => new Date(decode(AuditRecord, row).at).getTime() >= oldest
  return {
    after: async (place, count) => {
      const found = await source.after(place, count)
      const end = found.findIndex(({ item }) => !isYoung(item))
      return end < 0 ? found : found.slice(0, end)
    },
    before: async (place, count) => (await source.before(place, count)).filter(({ item }) => isYoung(item)),
  }
}

/** The one customer of which every record that passes must be. */
function customerIn(filter: AuditFilter | undefined): CustomerId | undefined {
  if (filter === undefined || filter.operator === 'or') return undefined
  if (!('field' in filter)) return customerIn(filter.left) ?? customerIn(filter.right)
  return filter.field === 'CustomerId' ? CustomerId.safeParse(filter.value).data : undefined
}

/**
 * From when to when records are asked for. One end alone means 30 days from there: clients export longer spans by giving no more
 * than where each 30 days begin.
 */
function spanOf({ startDate, endDate }: Readonly<Record<string, string>>, now: Date) {
  const given = endDate === undefined ? now : new Date(endDate)
  if (startDate === undefined) return { start: daysAfter(earlier(given, now), -defaultDays), end: given }
  const start = new Date(startDate)
  if (endDate !== undefined) return { start, end: given }
  return { start, end: earlier(new Date(daysAfter(start, defaultDays).getTime() - 1), now) }
}

const earlier = (one: Date, other: Date): Date => (one < other ? one : other)

// Resource types come as customer_user, CustomerUser and customerUser.
const plain = (value: string): string => folded(value).replaceAll('_', '')

function recordPasses(filter: AuditFilter, record: AuditRecord): boolean {
  const values = { CompanyName: record.customerName, CustomerId: record.customerId, ResourceType: record.resource }
  return passes(filter, (field) => values[field], plain)
}
