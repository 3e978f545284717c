import { releaseUnownedClaims } from '../../shared/aggregates/partners/unowned-claims.ts'
import { timer } from '../../shared/http/worker.ts'

export const handler = timer(
  'release-claims',
  '0 35 * * * *',
  'Let go of names that were reserved a day ago by a command that died',
  async (now) => {
    await releaseUnownedClaims(now)
  },
)
