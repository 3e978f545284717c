export const clouds = ['public', 'usgov'] as const
export type Cloud = (typeof clouds)[number]

export const capabilities = [
  'customers',
  'orders',
  'subscriptions',
  'auditRecords',
  'agreements',
  'indirectModel',
  'trialConversions',
  'qualifications',
  'customerUsers',
] as const
export type Capability = (typeof capabilities)[number]

/** Partner Center's pages: none of these exists in the US Government cloud. */
const off: Readonly<Record<Cloud, readonly Capability[]>> = {
  public: [],
  usgov: ['agreements', 'indirectModel', 'trialConversions', 'qualifications', 'customerUsers'],
}

export function isAvailable(capability: Capability, cloud: Cloud): boolean {
  return !off[cloud].includes(capability)
}
