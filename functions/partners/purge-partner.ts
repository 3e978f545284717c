import { purgePartner } from '../../shared/command/retention.ts'
import { worker } from '../../shared/http/worker.ts'

export const handler = worker(
  'purge-partner',
  'Delete the stored answers of a partner after 7 days, and its log of webhook deliveries after 90',
  ({ providerId }, { now }) => purgePartner(providerId, now),
)
