import * as z from 'zod'
import { capabilities, clouds } from '../../domain/cloud.ts'
import { attributes, shape } from '../shape.ts'

export const Capabilities = shape('Capabilities', () =>
  z.strictObject({
    cloud: z.enum(clouds),
    capabilities: z.array(z.strictObject({ name: z.enum(capabilities), isAvailable: z.boolean() })),
    attributes: attributes('Capabilities'),
  }),
)
