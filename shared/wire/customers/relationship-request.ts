import * as z from 'zod'
import { PartnerId } from '../../domain/ids.ts'
import { attributes, type Shaped, shape } from '../shape.ts'

/** `delegatedAdmin` is ours: Partner Center has it as an option of its page only. */
export const RelationshipRequestQuery = z.object({
  indirectResellerId: PartnerId.optional(),
  indirectCloudSolutionProviderId: PartnerId.optional(),
  delegatedAdmin: z
    .enum(['true', 'false'])
    .default('true')
    .transform((text) => text === 'true'),
})

export const RelationshipRequestShape = shape('RelationshipRequest', () =>
  z.strictObject({ url: z.url(), attributes: attributes('RelationshipRequest') }),
)

export function relationshipRequestToWire(url: string): Shaped<typeof RelationshipRequestShape> {
  return { url, attributes: { objectType: 'RelationshipRequest' } }
}
