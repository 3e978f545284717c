import * as z from 'zod'

const resourceTypes = [
  'customer',
  'customer_user',
  'customer_directory_role',
  'agreement',
  'order',
  'subscription',
  'cart',
  'partner_relationship',
  'partnership_request',
  'partner_account',
] as const
type ResourceType = (typeof resourceTypes)[number]

const operationTypes = [
  'add_customer',
  'remove_partner_customer_relationship',
  'dap_admin_relationship_terminated',
  'update_customer_billing_profile',
  'update_customer_qualification',
  'create_customer_user',
  'update_customer_user',
  'update_customer_user_principal_name',
  'reset_customer_user_password',
  'delete_customer_user',
  'restore_customer_user',
  'add_user_member',
  'remove_user_member',
  'delete_customer',
  'create_agreement',
  'create_cart',
  'update_cart',
  'create_order',
  'update_order',
  'update_subscription',
  'convert_trial_subscription',
  'upgrade_subscription',
  'create_partnership_request',
  'update_partnership_request',
  'send_partnership_request',
  'partnership_mail_sent',
  'partnership_mail_refused',
  'partnership_mail_superseded',
  'partnership_mail_delivered',
  'partnership_mail_undelivered',
  'remind_partnership_request',
  'question_partnership_request',
  'decline_partnership_request',
  'revoke_partnership_request',
  'expire_partnership_request',
  'create_partner_relationship',
  'remove_partner_relationship',
  'extend_relationship',
  'enroll_partner',
] as const
export type OperationType = (typeof operationTypes)[number]

/** Who did it: a user or an application of a partner, a person who followed a link, or the service itself. */
export const Actor = z.object({
  partnerId: z.string(),
  userId: z.string(),
  userName: z.string(),
  applicationId: z.string(),
})
export type Actor = z.infer<typeof Actor>

/** What one command did. Secrets never go in; before and after are the resource as it was and as it is. */
export interface Event {
  readonly operation: OperationType
  readonly resource: ResourceType
  readonly resourceId: string
  readonly before?: unknown
  readonly after?: unknown
  readonly facts?: Readonly<Record<string, string>>
}

/** An event as it is kept: with who, when and under which ids. */
export const AuditRecord = z.object({
  id: z.string(),
  partnerId: z.string(),
  customerId: z.string().optional(),
  customerName: z.string().optional(),
  operation: z.enum(operationTypes),
  resource: z.enum(resourceTypes),
  resourceId: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
  facts: z.record(z.string(), z.string()),
  actor: Actor,
  correlationId: z.string(),
  requestId: z.string(),
  at: z.iso.datetime(),
})
export type AuditRecord = z.infer<typeof AuditRecord>
