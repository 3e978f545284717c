import { settings } from '../../shared/azure/settings.ts'
import { ok } from '../../shared/command/answer.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { capabilitiesToWire } from '../../shared/wire/capabilities.ts'
import { Capabilities } from '../../shared/wire/shapes/capabilities.ts'

export const handler = endpoint(
  {
    name: 'get-capabilities',
    method: 'GET',
    route: 'v1/capabilities',
    summary: 'See which cloud this is and what is off in it',
    kinds: 'anyone',
    answers: { 200: Capabilities },
    faults: [],
  },
  () => Promise.resolve(ok(capabilitiesToWire(settings.cloud))),
)
