export const clouds = ['public', 'usgov'] as const
export type Cloud = (typeof clouds)[number]

export const capabilities = [
  'customers',
  'orders',
  'subscriptions',
  'auditRecords',
  'agreements',
  'indirectModel',
] as const
export type Capability = (typeof capabilities)[number]

/** Partner Center's pages: neither agreement confirmation nor the indirect model exists in the US Government cloud. */
const off: Readonly<Record<Cloud, readonly Capability[]>> = { public: [], usgov: ['agreements', 'indirectModel'] }

export function isAvailable(capability: Capability, cloud: Cloud): boolean {
  return !off[cloud].includes(capability)
}
