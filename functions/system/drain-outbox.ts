import { drainOutbox } from '../../shared/azure/outbox.ts'
import { worker } from '../../shared/azure/worker.ts'

export const handler = worker('drain-outbox', ({ providerId, aggregateId }) => drainOutbox(providerId, aggregateId))
