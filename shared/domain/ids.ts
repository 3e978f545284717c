import * as z from 'zod'

/** An id that somebody gives, taken out of the blanks around it. */
const idOf = (max: number) => z.string().trim().max(max, { error: 'tooLong', abort: true })

function withoutBraces(given: string): string {
  return given.startsWith('{') && given.endsWith('}') ? given.slice(1, -1) : given
}

/**
 * A GUID in any casing, kept in lower case; Partner Center's clients compare without regard to case. .NET writes it in braces
 * too.
 */
export const Guid = idOf(100)
  .overwrite(withoutBraces)
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'notAGuid')
  .toLowerCase()

/** The Entra tenant id of a partner organization. */
export const PartnerId = Guid.brand<'PartnerId'>()
export type PartnerId = z.infer<typeof PartnerId>

/** The id of a customer at one provider: the customer's tenant id. */
export const CustomerId = Guid.brand<'CustomerId'>()
export type CustomerId = z.infer<typeof CustomerId>

/**
 * An order's: a GUID, or in newer commerce twelve digits. Partner Center's older ones are some 32 letters, digits and underscores:
 * clients still ask for them, and what names no order here is an id all the same.
 */
export const OrderId = idOf(100)
  .overwrite(withoutBraces)
  .regex(/^([0-9a-f]{12}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w-]{30,40})$/i, 'notAGuid')
  .toLowerCase()

export const InvitationId = Guid.brand<'PartnershipRequestId'>()
export type InvitationId = z.infer<typeof InvitationId>

/** Microsoft Partner Network id of a partner *location*: digits, as a string everywhere on the wire. */
export const MpnId = idOf(100)
  .regex(/^\d{5,10}$/, 'notDigits')
  .brand<'MpnId'>()
export type MpnId = z.infer<typeof MpnId>
