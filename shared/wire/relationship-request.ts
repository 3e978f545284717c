import * as z from 'zod'
import { PartnerId } from '../domain/ids.ts'

/** `delegatedAdmin` is ours: Partner Center has it as an option of its page only. */
export const RelationshipRequestQuery = z.object({
  indirectResellerId: PartnerId.optional(),
  indirectCloudSolutionProviderId: PartnerId.optional(),
  delegatedAdmin: z
    .enum(['true', 'false'])
    .default('true')
    .transform((text) => text === 'true'),
})

export function relationshipRequestToWire(url: string) {
  return { url, attributes: { objectType: 'RelationshipRequest' } }
}
