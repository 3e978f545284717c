import * as z from 'zod'
import { attributes, shape } from '../shape.ts'

export const RelationshipRequest = shape('RelationshipRequest', () =>
  z.strictObject({ url: z.url(), attributes: attributes('RelationshipRequest') }),
)
