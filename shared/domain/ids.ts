import * as z from 'zod'

/** A GUID in any casing, kept in lower case; Partner Center's clients compare without regard to case. */
export const Guid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'notAGuid')
  .toLowerCase()

/** The Entra tenant id of a partner organization. */
export const PartnerId = Guid.brand<'PartnerId'>()
export type PartnerId = z.infer<typeof PartnerId>

/** The id of a customer at one provider: the customer's tenant id. */
export const CustomerId = Guid.brand<'CustomerId'>()
export type CustomerId = z.infer<typeof CustomerId>

/** An order's: a GUID, or in newer commerce twelve digits. */
export const OrderId = z
  .string()
  .regex(/^([0-9a-f]{12}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i, 'notAGuid')
  .toLowerCase()

export const InvitationId = Guid.brand<'PartnershipRequestId'>()
export type InvitationId = z.infer<typeof InvitationId>

/** Microsoft Partner Network id of a partner *location*: digits, as a string everywhere on the wire. */
export const MpnId = z
  .string()
  .regex(/^\d{5,10}$/, 'notDigits')
  .brand<'MpnId'>()
export type MpnId = z.infer<typeof MpnId>
