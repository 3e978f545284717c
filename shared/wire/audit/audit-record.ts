import * as z from 'zod'
import { type AuditRecord, AuditRecord as Kept } from '../../domain/audit.ts'
import { line } from '../../domain/line.ts'
import { wireEnum } from '../casing.ts'
import { listOf } from '../collection.ts'
import { momentToWire } from '../date.ts'
import { PageQuery } from '../page-query.ts'
import { attributes, moment, type Shaped, shape } from '../shape.ts'
import { readAuditDate } from './audit-date.ts'

const AuditDate = line({ max: 100 }).refine((text) => readAuditDate(text) !== undefined, 'notADate')

/** `endDate` as a date alone means all of that day. */
export const AuditQuery = PageQuery.extend({
  startDate: AuditDate.transform((text) => readAuditDate(text)?.first)
    .optional()
    .meta({ description: 'yyyy-mm-dd, ISO 8601 or MM/dd/yyyy HH:mm:ss, UTC; 30 days before endDate unless given.' }),
  endDate: AuditDate.transform((text) => readAuditDate(text)?.last)
    .optional()
    .meta({
      description:
        'As startDate; a date alone means all of that day. Unless given 30 days after startDate, and no later than now.',
    }),
  operations: wireEnum(['partnerCenter', 'all']).optional().meta({
    description:
      'all: also what Partner Center has no words for (carts, invitations and their mails, enrolment), which its SDKs cannot read.',
  }),
  filter: line({ max: 2000 }).optional().meta({
    description:
      'One condition as JSON, such as {"Field":"ResourceType","Value":"order","Operator":"equals"}; fields CompanyName (substring), CustomerId, ResourceType.',
  }),
})
export type AuditQuery = z.infer<typeof AuditQuery>

// .NET ticks: 100 ns since the year 1. The recorded ids end in them.
const ticksAtEpoch = 621_355_968_000_000_000n

const json = 'The resource as a JSON text, in PascalCase.'

const AuditRecordShape = shape('AuditRecord', () =>
  z.strictObject({
    id: z.string(),
    partnerId: z.guid(),
    customerId: z.guid().optional(),
    customerName: z.string().optional(),
    userPrincipalName: z.string(),
    applicationId: z.string().optional(),
    sessionId: z.string(),
    resourceType: Kept.shape.resource,
    resourceOldValue: z.string().meta({ description: json }).optional(),
    resourceNewValue: z.string().meta({ description: json }),
    operationType: Kept.shape.operation,
    originalCorrelationId: z.string(),
    operationDate: moment(),
    operationStatus: z.literal('succeeded'),
    customizedData: z.array(z.strictObject({ key: z.string(), value: z.string() })),
    attributes: attributes('AuditRecord'),
  }),
)

export const AuditRecordListShape = listOf('AuditRecord', AuditRecordShape)

/** Before and after are JSON strings in PascalCase, as the live service gives them. */
export function auditRecordToWire(record: AuditRecord): Shaped<typeof AuditRecordShape> {
  const ticks = ticksAtEpoch + BigInt(Date.parse(record.at)) * 10_000n
  return {
    id: [record.partnerId, record.customerId, record.resourceId, record.operation, ticks].filter(Boolean).join('_'),
    partnerId: record.partnerId,
    ...(record.customerId && { customerId: record.customerId, customerName: record.customerName }),
    userPrincipalName: record.actor.userName,
    ...(record.actor.applicationId && { applicationId: record.actor.applicationId }),
    sessionId: record.requestId,
    resourceType: record.resource,
    ...(record.before && { resourceOldValue: pascalJson(record.before) }),
    resourceNewValue: record.after ? pascalJson(record.after) : '',
    operationType: record.operation,
    originalCorrelationId: record.correlationId,
    operationDate: momentToWire(record.at),
    operationStatus: 'succeeded',
    customizedData: Object.entries(record.facts).map(([key, value]) => ({ key, value })),
    attributes: { objectType: 'AuditRecord' },
  }
}

function pascalJson(json: string): string {
  return JSON.stringify(pascal(JSON.parse(json)))
}

function pascal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pascal)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name.charAt(0).toUpperCase() + name.slice(1), pascal(item)]),
  )
}
