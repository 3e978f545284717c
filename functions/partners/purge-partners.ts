import { tellDue } from '../../shared/azure/due.ts'
import { timer } from '../../shared/azure/worker.ts'

export const handler = timer(
  'purge-partners',
  '0 20 2 * * *',
  'Find partners with something old to delete',
  async (now) => {
    await tellDue('purgePartner', now, 'purge-partner', ({ providerId }) => ({ providerId }))
  },
)
