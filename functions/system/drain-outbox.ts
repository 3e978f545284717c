import { drainOutbox } from '../../shared/command/outbox.ts'
import { worker } from '../../shared/http/worker.ts'

export const handler = worker(
  'drain-outbox',
  'Finish what a process left undone that died after its transaction',
  ({ providerId, aggregateId }) => drainOutbox(providerId, aggregateId),
)
