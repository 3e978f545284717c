import * as z from 'zod'
import { AuditRecord as Kept } from '../../domain/audit.ts'
import { attributes, listOf, moment, shape } from '../shape.ts'

const json = 'The resource as a JSON text, in PascalCase.'

const AuditRecord = shape('AuditRecord', () =>
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

export const AuditRecordList = listOf('AuditRecord', AuditRecord)
