import { type Cloud, capabilities, isAvailable } from '../domain/cloud.ts'

export function capabilitiesToWire(cloud: Cloud) {
  return {
    cloud,
    capabilities: capabilities.map((name) => ({ name, isAvailable: isAvailable(name, cloud) })),
    attributes: { objectType: 'Capabilities' },
  }
}
