import { purgeSetupInfo } from '../../shared/aggregates/customers/setup-info.ts'
import { worker } from '../../shared/http/worker.ts'

export const handler = worker(
  'purge-setup-info',
  'Delete the salt that makes a temporary password',
  ({ providerId, customerId }, { now }) => purgeSetupInfo(providerId, customerId, now),
)
