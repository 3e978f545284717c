import { purgeSetupInfo } from '../../shared/azure/setup-info.ts'
import { worker } from '../../shared/azure/worker.ts'

export const handler = worker('purge-setup-info', ({ providerId, customerId }, { now }) =>
  purgeSetupInfo(providerId, customerId, now),
)
