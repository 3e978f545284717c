import * as z from 'zod'
import { messages } from '../../shared/azure/queues.ts'
import { rowSchemaOf } from '../../shared/command/row-schema.ts'
import {
  AccountRoot,
  CatalogueVersion,
  CustomerRoot,
  customerParts,
  Due,
  Effect,
  InvitationRoot,
  MailOwner,
  PartnershipRow,
  Reservation,
  SandboxRoot,
  SetupInfo,
  StoredAnswer,
  UserName,
  WebhookRoot,
} from '../../shared/command/tables.ts'
import { AuditRecord } from '../../shared/domain/audit.ts'
import { Offer } from '../../shared/domain/catalog/offer.ts'
import { SkuOnSale } from '../../shared/domain/catalog/product.ts'
import { CustomerSummary } from '../../shared/domain/customers/customer.ts'
import { InvitedAddress } from '../../shared/domain/partnerships/invited-address.ts'
import { ResellerView } from '../../shared/domain/partnerships/partnership.ts'
import { WebhookTest } from '../../shared/domain/webhooks/webhook.ts'
import { DeliveryAttempt } from '../../shared/domain/webhooks/webhook-delivery.ts'

/** Every schema that rows are read and written by, by its name. @internal */
export const rowSchemas: Readonly<Record<string, z.ZodType>> = {
  ...{ AccountRoot, CustomerRoot, InvitationRoot, InvitedAddress, PartnershipRow, SandboxRoot, WebhookRoot },
  ...{ AuditRecord, CustomerSummary, DeliveryAttempt, Due, Effect, MailOwner, Reservation, ResellerView, SetupInfo },
  ...{ StoredAnswer, UserName, WebhookTest, CatalogueVersion, Offer, SkuOnSale },
  ...Object.fromEntries(Object.entries(customerParts).map(([name, { schema }]) => [`part ${name}`, schema])),
}

/** What all that is stored looks like, rows and messages, as JSON Schema: what another version has to be able to read. */
export function storedShapes(): Readonly<Record<string, unknown>> {
  const rows = Object.entries(rowSchemas).map(([name, schema]) => [`row ${name}`, shapeOf(schema)])
  const queued = Object.entries(messages).map(([queue, schema]) => [`message ${queue}`, shapeOf(schema)])
  return Object.fromEntries([...rows, ...queued].sort(byName))
}

function shapeOf(schema: z.ZodType): unknown {
  const { $schema: _, ...shape } = z.toJSONSchema(rowSchemaOf(schema), { io: 'input' })
  return shape
}

function byName([one]: readonly unknown[], [other]: readonly unknown[]): number {
  return String(one) < String(other) ? -1 : 1
}
