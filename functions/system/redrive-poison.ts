import { redrive } from '../../shared/azure/poison.ts'
import { queueNames } from '../../shared/azure/storage-names.ts'
import { logEvent } from '../../shared/azure/telemetry.ts'
import { timer } from '../../shared/http/worker.ts'

export const handler = timer(
  'redrive-poison',
  '0 10,40 * * * *',
  'Put poisoned messages back for another round of tries',
  async () => {
    const moved = await Promise.all(queueNames.map(async (queue) => ({ queue, count: await redrive(queue) })))
    for (const { queue, count } of moved.filter((one) => one.count > 0))
      logEvent('poisonRedriven', { queue, moved: count }, 'warn')
  },
)
