import { AuditRecord } from '../domain/audit.ts'
import { refuseInput } from '../domain/fault.ts'
import type { Caller } from '../domain/partner.ts'
import type { AuditQuery } from '../wire/audit-record.ts'
import { type Filter, parseFilter } from '../wire/filter.ts'
import { readPage } from './paging.ts'
import { decode, keys } from './tables.ts'

const dayMs = 86_400_000
/** Partner Center looks back 30 days unless asked, and 90 at most; here everything is kept and can be asked for. */
const defaultDays = 30

const filters = {
  CompanyName: ['substring'],
  CustomerId: ['equals'],
  ResourceType: ['equals'],
} as const

/**
 * One page of what was done at a partner, newest first. A filter is held to the rows of the page: a page may come back short
 * and still have a continuation.
 * @throws {Fault} invalidInput
 */
export async function listAuditRecords(caller: Caller, query: AuditQuery, token: string | null, now: Date) {
  const start = query.startDate ?? new Date(now.getTime() - defaultDays * dayMs)
  const end = query.endDate ?? now
  if (end < start) refuseInput('endDate', 'dateOrder')
  const filter = parseFilter(query.filter, filters)
  const listing = {
    // The default start moves with the clock; a token must outlive that.
    list: `audit ${caller.partnerId} ${query.startDate?.toISOString() ?? ''} ${query.filter ?? ''}`,
    partition: caller.partnerId,
    from: keys.auditSince(end),
    to: keys.auditSince(new Date(start.getTime() - 1)),
  }
  const { rows, continuation } = await readPage(listing, query, token)
  return { records: rows.map((row) => decode(AuditRecord, row)).filter(passes(filter)), continuation }
}

function passes(filter: Filter<keyof typeof filters> | undefined): (record: AuditRecord) => boolean {
  const wanted = filter?.value.toLowerCase() ?? ''
  return (record) => {
    if (filter?.field === 'CompanyName') return (record.customerName ?? '').toLowerCase().includes(wanted)
    if (filter?.field === 'CustomerId') return record.customerId === wanted
    return filter === undefined || record.resource.replaceAll('_', '') === wanted.replaceAll('_', '')
  }
}
