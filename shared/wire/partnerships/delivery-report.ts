import * as z from 'zod'
import type { MailDelivery } from '../../domain/partnerships/invitation-mail.ts'

/**
 * The event of the mail service about one mail and one receiver, in either of Event Grid's schemas: both have `data`. Read
 * leniently, because nobody could mend what the mail service sends.
 */
export const DeliveryReport = z.object({
  data: z.object({ messageId: z.string().toLowerCase(), status: z.string() }).partial().optional(),
})
type DeliveryReport = z.infer<typeof DeliveryReport>

/** What a report says; undefined when it names no mail, or nothing that is the end of it. */
export function readReport({ data }: DeliveryReport) {
  const delivery = deliveryOf(data?.status ?? '')
  return data?.messageId && delivery ? { mailId: data.messageId, delivery } : undefined
}

// `Expanded`: a distribution list took the mail, and its members report for themselves. All else is a failure by name.
function deliveryOf(status: string): MailDelivery | undefined {
  if (status === '' || status === 'Expanded') return undefined
  return status === 'Delivered' ? { state: 'delivered' } : { state: 'undelivered', reason: status }
}
