import { purgeUser } from '../../shared/azure/customer-users.ts'
import { worker } from '../../shared/azure/worker.ts'

export const handler = worker(
  'purge-customer-user',
  'Delete the data of a user that can be restored no longer',
  (message, { now }) => purgeUser(message, now),
)
