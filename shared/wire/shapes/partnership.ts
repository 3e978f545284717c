import * as z from 'zod'
import { relationshipTypes } from '../partnership.ts'
import { attributes, listOf, shape } from '../shape.ts'

const relationship = () => ({
  id: z.guid().meta({ description: 'Tenant id of the other partner.' }),
  name: z.string(),
  relationshipType: z.enum(relationshipTypes),
  mpnId: z.string(),
  attributes: attributes('PartnerRelationship'),
})

export const PartnerRelationship = shape('PartnerRelationship', () =>
  z.strictObject({ ...relationship(), state: z.literal('Active'), location: z.string() }),
)

export const PartnerRelationshipList = listOf('PartnerRelationship', PartnerRelationship)

const CustomerReseller = shape('CustomerReseller', () => z.strictObject(relationship()))

export const CustomerResellerList = listOf('CustomerReseller', CustomerReseller)
