import { settings } from '../../shared/azure/settings.ts'
import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { CapabilitiesShape, capabilitiesToWire } from '../../shared/wire/system/capabilities.ts'

export const handler = endpoint(
  {
    name: 'get-capabilities',
    method: 'GET',
    route: 'v1/capabilities',
    summary: 'See which cloud this is and what is off in it',
    kinds: 'anyone',
    roles: anyRole,
    answers: { 200: CapabilitiesShape },
    faults: [],
  },
  () => Promise.resolve(ok(capabilitiesToWire(settings.cloud))),
)
