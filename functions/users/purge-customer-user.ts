import { purgeUser } from '../../shared/aggregates/users/customer-users.ts'
import { worker } from '../../shared/http/worker.ts'

export const handler = worker(
  'purge-customer-user',
  'Delete the data of a user that can be restored no longer',
  (message, { now }) => purgeUser(message, now),
)
