import * as z from 'zod'
import { AcsError } from './acs-error.ts'

// What mail servers take: every sign of RFC 5322, and domains in A-labels.
const email = () => z.email({ pattern: z.regexes.html5Email })
const Address = z.object({ address: email(), displayName: z.string().optional() })
export type Address = z.infer<typeof Address>

const maxRecipients = 50
const Addresses = z.array(Address).default([])

const Recipients = z
  .object({ to: Addresses, cc: Addresses, bcc: Addresses })
  .refine(({ to, cc, bcc }) => to.length + cc.length + bcc.length > 0, 'needs at least one recipient in to, cc or bcc')
  .refine(({ to, cc, bcc }) => to.length + cc.length + bcc.length <= maxRecipients, 'has more than 50 recipients')

const Content = z
  .object({ subject: z.string().min(1), plainText: z.string().optional(), html: z.string().optional() })
  .refine(({ plainText, html }) => Boolean(plainText || html), 'needs plainText or html')

const Attachment = z.object({ name: z.string().min(1), contentType: z.string().min(1), contentInBase64: z.base64() })

/** The body of `POST /emails:send`. */
const EmailMessage = z.object({
  senderAddress: email(),
  recipients: Recipients,
  content: Content,
  headers: z.record(z.string(), z.string()).default({}),
  replyTo: Addresses,
  attachments: z.array(Attachment).default([]),
  userEngagementTrackingDisabled: z.boolean().optional(),
})
export type EmailMessage = z.infer<typeof EmailMessage>

/** A mail in the mailbox. */
export const Mail = EmailMessage.extend({
  id: z.guid(),
  receivedAt: z.iso.datetime(),
  /** How many more times the same Operation-Id was sent: retries that must not become a second mail. */
  repeats: z.int(),
})
export type Mail = z.infer<typeof Mail>

/** Reads a message as Azure Communication Services does, or throws its refusal. */
export function parseMessage(body: string): EmailMessage {
  const parsed = EmailMessage.safeParse(parseJson(body))
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'The body'}: ${message}`)
  const isAddress = parsed.error.issues.every(
    ({ path }) => path.at(-1) === 'address' || path.at(-1) === 'senderAddress',
  )
  throw new AcsError(400, isAddress ? 'InvalidEmailAddress' : 'BadRequest', problems.join('; '))
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new AcsError(400, 'BadRequest', 'The body is not JSON.')
  }
}
