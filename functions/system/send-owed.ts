import { logEvent } from '../../shared/azure/telemetry.ts'
import { sendOwed } from '../../shared/command/owed.ts'
import { timer } from '../../shared/http/worker.ts'

export const handler = timer(
  'send-owed',
  '0 50 * * * *',
  'Do what is owed to the outside since long and no message speaks of any more',
  async (now) => {
    const count = await sendOwed(now)
    if (count > 0) logEvent('owedFound', { count }, 'warn')
  },
)
