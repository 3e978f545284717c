import { enqueueDue } from '../../shared/command/due.ts'
import { timer } from '../../shared/http/worker.ts'

export const handler = timer(
  'purge-setup-infos',
  '0 */5 * * * *',
  'Find temporary passwords that were shown 10 minutes ago',
  async (now) => {
    await enqueueDue('purgeSetupInfo', now, 'purge-setup-info', ({ providerId, id }) => ({
      providerId,
      customerId: id,
    }))
  },
)
