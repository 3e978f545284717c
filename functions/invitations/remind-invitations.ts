import { enqueueDue } from '../../shared/command/due.ts'
import { timer } from '../../shared/http/worker.ts'

export const handler = timer('remind-invitations', '0 5 * * * *', 'Find invitations to remind of', async (now) => {
  await enqueueDue('remindInvitation', now, 'remind-invitation', ({ providerId, id }) => ({
    providerId,
    requestId: id,
  }))
})
