import { decode, keys } from '../../command/tables.ts'
import { AuditRecord, isPartnerCenters } from '../../domain/audit.ts'
import { refuseInput } from '../../domain/fault.ts'
import type { Caller } from '../../domain/partnerships/partner.ts'
import { daysAfter } from '../../domain/time.ts'
import { type Page, readPage, wantedPage } from '../../lists/paging.ts'
import { rowsAsSource } from '../../lists/seek.ts'
import type { AuditQuery } from '../../wire/audit/audit-record.ts'
import { type Filter, parseFilter, passes } from '../../wire/filter.ts'

/** Partner Center looks back 30 days unless asked, and 90 at most; here everything is kept and can be asked for. */
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
  const start = asked.startDate ? new Date(asked.startDate) : daysAfter(now, -defaultDays)
  const end = asked.endDate ? new Date(asked.endDate) : now
  if (end < start) refuseInput('endDate', 'dateOrder')
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

// Resource types come as customer_user, CustomerUser and customerUser.
const plain = (value: string): string => value.toLowerCase().replaceAll('_', '')

function recordPasses(filter: Filter<keyof typeof filters>, record: AuditRecord): boolean {
  const values = { CompanyName: record.customerName, CustomerId: record.customerId, ResourceType: record.resource }
  return passes(filter, (field) => values[field], plain)
}
