import { enqueueDue } from '../../shared/command/due.ts'
import { timer } from '../../shared/http/worker.ts'

export const handler = timer(
  'expire-invitations',
  '0 */15 * * * *',
  'Find invitations whose time is over',
  async (now) => {
    await enqueueDue('expireInvitation', now, 'expire-invitation', ({ providerId, id }) => ({
      providerId,
      requestId: id,
    }))
  },
)
