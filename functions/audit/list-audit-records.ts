import { listAuditRecords } from '../../shared/aggregates/audit/audit.ts'
import { ok } from '../../shared/command/answer.ts'
import { auditors } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { selfOf } from '../../shared/http/request.ts'
import { datesReadAs } from '../../shared/wire/audit/audit-date.ts'
import { AuditQuery, AuditRecordListShape, auditRecordToWire } from '../../shared/wire/audit/audit-record.ts'
import { page } from '../../shared/wire/collection.ts'

export const handler = endpoint(
  {
    name: 'list-audit-records',
    method: 'GET',
    route: 'v1/auditrecords',
    summary: 'List what was done, newest first: who, when, what, before and after',
    partnerCenter: {
      differs:
        'Everything is kept, not 90 days only; with operations=all also those of ours: carts, invitations, enrolment',
    },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: auditors,
    query: AuditQuery,
    answers: { 200: AuditRecordListShape },
    faults: [],
  },
  async ({ caller, query, request, now }) => {
    const records = await listAuditRecords(caller, query, request.headers.get('ms-continuationtoken'), now)

    const readAs = datesReadAs(request.query)

    return ok(
      page(records.items.map(auditRecordToWire), selfOf(request.url), records),
      readAs === undefined ? {} : { 'x-dates-read-as': readAs },
    )
  },
)
