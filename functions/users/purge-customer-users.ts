import { toPurgeMessage } from '../../shared/azure/customer-users.ts'
import { tellDue } from '../../shared/azure/due.ts'
import { timer } from '../../shared/azure/worker.ts'

export const handler = timer(
  'purge-customer-users',
  '0 50 * * * *',
  'Find users that were deleted 30 days ago',
  async (now) => {
    await tellDue('purgeCustomerUser', now, 'purge-customer-user', toPurgeMessage)
  },
)
