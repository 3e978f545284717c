import { purgeUser } from '../../shared/azure/customer-users.ts'
import { worker } from '../../shared/azure/worker.ts'

export const handler = worker('purge-customer-user', (message, { now }) => purgeUser(message, now))
