import * as z from 'zod'
import { namesOf } from './names-of.ts'

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
/** Those that Partner Center's clients do not know. */
const ownResourceTypes: readonly ResourceType[] = ['cart', 'partnership_request', 'partner_account']

/** Everything that is recorded, by Partner Center's word for it where that has one, with the name that the log has for it. */
export const operations = {
  add_customer: 'customerCreated',
  remove_partner_customer_relationship: 'relationshipEnded',
  dap_admin_relationship_terminated: 'delegatedAdminEnded',
  update_customer_billing_profile: 'billingProfileUpdated',
  update_customer_qualification: 'qualificationUpdated',
  create_customer_user: 'userCreated',
  update_customer_user: 'userUpdated',
  update_customer_user_principal_name: 'userRenamed',
  reset_customer_user_password: 'userPasswordReset',
  delete_customer_user: 'userDeleted',
  restore_customer_user: 'userRestored',
  add_user_member: 'roleGiven',
  remove_user_member: 'roleTaken',
  delete_customer: 'customerDeleted',
  create_agreement: 'agreementConfirmed',
  create_cart: 'cartCreated',
  update_cart: 'cartUpdated',
  create_order: 'orderPlaced',
  update_order: 'orderUpdated',
  update_subscription: 'subscriptionUpdated',
  convert_trial_subscription: 'trialConverted',
  upgrade_subscription: 'subscriptionUpgraded',
  create_partnership_request: 'invitationDrafted',
  update_partnership_request: 'invitationEdited',
  send_partnership_request: 'invitationSent',
  partnership_mail_sent: 'mailAccepted',
  partnership_mail_refused: 'mailRefused',
  partnership_mail_superseded: 'mailSuperseded',
  partnership_mail_delivered: 'mailDelivered',
  partnership_mail_undelivered: 'mailUndelivered',
  remind_partnership_request: 'invitationReminded',
  question_partnership_request: 'questionAsked',
  decline_partnership_request: 'invitationDeclined',
  revoke_partnership_request: 'invitationRevoked',
  expire_partnership_request: 'invitationExpired',
  create_partner_relationship: 'invitationAccepted',
  remove_partner_relationship: 'partnershipRemoved',
  extend_relationship: 'relationshipAccepted',
  enroll_partner: 'partnerEnrolled',
} as const
export type OperationType = keyof typeof operations
const operationTypes = namesOf(operations)

/** Those that Partner Center has no word for, whatever they are about. */
const ownOperations: readonly OperationType[] = [
  ...(['create_cart', 'update_cart', 'enroll_partner'] as const),
  ...(['create_partnership_request', 'update_partnership_request', 'send_partnership_request'] as const),
  ...(['partnership_mail_sent', 'partnership_mail_refused', 'partnership_mail_superseded'] as const),
  ...(['partnership_mail_delivered', 'partnership_mail_undelivered', 'remind_partnership_request'] as const),
  ...(['question_partnership_request', 'decline_partnership_request', 'revoke_partnership_request'] as const),
  'expire_partnership_request',
]

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

/** Whether a client of Partner Center knows both words of a record: the Java SDK throws away a page with one that it does not. */
export function isPartnerCenters({ operation, resource }: Pick<AuditRecord, 'operation' | 'resource'>): boolean {
  return !ownOperations.includes(operation) && !ownResourceTypes.includes(resource)
}
