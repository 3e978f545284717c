import { AsyncLocalStorage } from 'node:async_hooks'
import type { InvocationContext } from '@azure/functions'
import type { Context } from '@opentelemetry/api'
import type { OperationType } from '../domain/audit.ts'
import type { Tracing } from './open-telemetry.ts'
import { personFree } from './person-free.ts'
import { settings } from './settings.ts'

/** What the business did, by the operation that the audit keeps: the events that alerts, workbook and run book speak of. */
const committed = {
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
} as const satisfies Record<OperationType, string>

/** What happened to the service itself. */
const operational = ['refused', 'unexpected', 'webhookGivenUp', 'poisonRedriven'] as const

export type EventName = (typeof committed)[OperationType] | (typeof operational)[number]
/** What rules of alerts and the run book are held to. @internal */
export const eventNames: readonly EventName[] = [...Object.values(committed), ...operational]

type Level = 'info' | 'warn' | 'error'

/** Ids, names of things of ours and numbers: never what a person wrote or is called. */
export type EventFields = Readonly<Record<string, string | number | undefined>>

interface Invocation {
  readonly context: Pick<InvocationContext, Level | 'traceContext' | 'functionName'>
  readonly correlationId: string
  /** The span that this invocation is, where spans are sent. */
  span?: Context
  isOver: boolean
}

const invocations = new AsyncLocalStorage<Invocation>()

/** Runs a step so that what it tells goes to its own log, under its correlation id. */
export async function inInvocation<T>(
  context: Invocation['context'],
  correlationId: string,
  work: () => Promise<T>,
): Promise<T> {
  const invocation: Invocation = { context, correlationId, isOver: false }
  try {
    return await invocations.run(invocation, settings.sendsSpans ? () => inSpan(invocation, work) : work)
  } finally {
    invocation.isOver = true
  }
}

let tracing: Promise<Tracing> | undefined

async function inSpan<T>(invocation: Invocation, work: () => Promise<T>): Promise<T> {
  tracing ??= import('./open-telemetry.ts').then((module) => module.startTracing(() => invocations.getStore()?.span))
  const { functionName, traceContext } = invocation.context
  return (await tracing).around(functionName, traceContext?.traceParent, (span) => {
    invocation.span = span
    return work()
  })
}

/** The correlation id of what is being done, where something is. */
export function currentCorrelationId(): string | undefined {
  return invocations.getStore()?.correlationId
}

/**
 * Writes one line of the log: JSON with the event, its fields, the caller's correlation id and the trace it belongs to (of
 * `traceparent`). Never throws: a line that cannot be written must not undo what it tells of.
 */
export function tell(event: EventName, fields: EventFields = {}, level: Level = 'info'): void {
  const invocation = invocations.getStore()
  const trace = invocation?.context.traceContext?.traceParent?.split('-')[1]
  const line = JSON.stringify({ event, ...fields, correlationId: invocation?.correlationId, trace })
  // The host complains of lines that come after the answer; those go where the process writes.
  if (invocation && !invocation.isOver) invocation.context[level](line)
  else console[level](line)
}

export interface CommittedEvent {
  readonly operation: OperationType
  readonly partnerId: string
  readonly aggregateId: string
  readonly resourceId: string
}

/** Tells of something that was committed: once, after the transaction. */
export function tellCommitted({ operation, partnerId, aggregateId, resourceId }: CommittedEvent): void {
  tell(
    committed[operation],
    { partnerId, aggregateId, resourceId },
    operation === 'partnership_mail_refused' ? 'warn' : 'info',
  )
}

/** Tells of an error that nobody foresaw, with its stack and its causes, without what they quote of people. */
export function tellUnexpected(error: unknown): void {
  tell('unexpected', { error: personFree(describe(error)) }, 'error')
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : ` <- ${describe(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}
