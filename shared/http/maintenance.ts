import { putBack } from '../azure/queues.ts'
import { settings } from '../azure/settings.ts'
import type { QueueName } from '../azure/storage-names.ts'
import { Fault } from '../domain/fault.ts'

const heldBackSeconds = 120

/** Refuses what could change something while rows are moved or restored; reads go on. @throws {Fault} underMaintenance */
export function refuseWhileMaintained(method: string): void {
  if (settings.isMaintained && method !== 'GET' && method !== 'HEAD')
    throw new Fault('underMaintenance', { seconds: heldBackSeconds })
}

/** Puts a message back for later, with all its tries. Says whether it did. */
export async function heldBackForMaintenance(queue: QueueName, entry: unknown): Promise<boolean> {
  if (!settings.isMaintained) return false
  await putBack(queue, entry, heldBackSeconds)
  return true
}
