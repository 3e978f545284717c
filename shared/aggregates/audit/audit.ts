import { decode, keys } from '../../command/tables.ts'
import { AuditRecord, isPartnerCenters } from '../../domain/audit.ts'
import { refuseInput } from '../../domain/fault.ts'
import { folded } from '../../domain/folding.ts'
import type { Caller } from '../../domain/partnerships/partner.ts'
import { daysAfter } from '../../domain/time.ts'
import { type Page, readPage, wantedPage } from '../../lists/paging.ts'
import { rowsAsSource } from '../../lists/seek.ts'
import type { AuditQuery } from '../../wire/audit/audit-record.ts'
import { type Filter, parseFilter, passes } from '../../wire/filter.ts'

/** Partner Center looks at 30 days unless asked, and back 90 at most; here everything is kept and can be asked for. */
const defaultDays = 30

const filters = {
  CompanyName: ['substring'],
  CustomerId: ['equals'],
  ResourceType: ['equals'],
} as const

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
  const source = rowsAsSource({
    partitions: [caller.partnerId],
    prefix: '',
    from: keys.auditSince(end),
    to: keys.auditSince(new Date(start.getTime() - 1)),
  })
  const isWanted = (record: AuditRecord) =>
    (asked.operations === 'all' || isPartnerCenters(record)) && (!filter || recordPasses(filter, record))
  const page = await readPage(source, wanted, (row) => isWanted(decode(AuditRecord, row)))
  return { ...page, items: page.items.map((row) => decode(AuditRecord, row)) }
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

function recordPasses(filter: Filter<keyof typeof filters>, record: AuditRecord): boolean {
  const values = { CompanyName: record.customerName, CustomerId: record.customerId, ResourceType: record.resource }
  return passes(filter, (field) => values[field], plain)
}
