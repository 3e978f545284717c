import { purgeSetupInfo } from '../../shared/azure/setup-info.ts'
import { worker } from '../../shared/azure/worker.ts'

export const handler = worker(
  'purge-setup-info',
  'Delete the salt that makes a temporary password',
  ({ providerId, customerId }, { now }) => purgeSetupInfo(providerId, customerId, now),
)
