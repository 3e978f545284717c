import { tellDue } from '../../shared/azure/due.ts'
import { timer } from '../../shared/azure/worker.ts'

export const handler = timer(
  'expire-invitations',
  '0 */15 * * * *',
  'Find invitations whose time is over',
  async (now) => {
    await tellDue('expireInvitation', now, 'expire-invitation', ({ providerId, id }) => ({ providerId, requestId: id }))
  },
)
