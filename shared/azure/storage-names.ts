/** Every table and queue there is: the app uses them, the deployment declares them, the local start creates them. */
export const tableNames = ['providers', 'uniq', 'due', 'catalog'] as const
export type TableName = (typeof tableNames)[number]

/** A queue has the name of the step that reads it. */
export const queueNames = [
  'drain-outbox',
  'send-partnership-invite',
  'expire-invitation',
  'remind-invitation',
  'purge-setup-info',
  'purge-customer-user',
  'purge-partner',
  'deliver-webhook',
  'record-delivery-report',
] as const
export type QueueName = (typeof queueNames)[number]
