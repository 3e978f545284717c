import * as z from 'zod'
import { type Cloud, capabilities, clouds, isAvailable } from '../../domain/cloud.ts'
import { attributes, type Shaped, shape } from '../shape.ts'

export const CapabilitiesShape = shape('Capabilities', () =>
  z.strictObject({
    cloud: z.enum(clouds),
    capabilities: z.array(z.strictObject({ name: z.enum(capabilities), isAvailable: z.boolean() })),
    attributes: attributes('Capabilities'),
  }),
)

export function capabilitiesToWire(cloud: Cloud): Shaped<typeof CapabilitiesShape> {
  return {
    cloud,
    capabilities: capabilities.map((name) => ({ name, isAvailable: isAvailable(name, cloud) })),
    attributes: { objectType: 'Capabilities' },
  }
}
