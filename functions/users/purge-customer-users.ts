import { toPurgeMessage } from '../../shared/aggregates/users/customer-users.ts'
import { enqueueDue } from '../../shared/command/due.ts'
import { timer } from '../../shared/http/worker.ts'

export const handler = timer(
  'purge-customer-users',
  '0 50 * * * *',
  'Find users that were deleted 30 days ago',
  async (now) => {
    await enqueueDue('purgeCustomerUser', now, 'purge-customer-user', toPurgeMessage)
  },
)
