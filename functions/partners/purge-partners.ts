import { releaseUnownedClaims } from '../../shared/aggregates/partners/unowned-claims.ts'
import { enqueueDue } from '../../shared/command/due.ts'
import { timer } from '../../shared/http/worker.ts'

export const handler = timer(
  'purge-partners',
  '0 20 2 * * *',
  'Find partners with something old to delete, and let go of names that were reserved by commands that died',
  async (now) => {
    try {
      await enqueueDue('purgePartner', now, 'purge-partner', ({ providerId }) => ({ providerId }))
    } finally {
      await releaseUnownedClaims(now)
    }
  },
)
