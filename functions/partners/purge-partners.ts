import { enqueueDue } from '../../shared/command/due.ts'
import { timer } from '../../shared/http/worker.ts'

export const handler = timer(
  'purge-partners',
  '0 20 2 * * *',
  'Find partners with something old to delete',
  async (now) => {
    await enqueueDue('purgePartner', now, 'purge-partner', ({ providerId }) => ({ providerId }))
  },
)
