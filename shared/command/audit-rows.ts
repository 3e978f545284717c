import type { Write } from '../azure/store.ts'
import { AuditRecord, type Event } from '../domain/audit.ts'
import type { Command } from './command.ts'
import { encode, keys } from './tables.ts'

interface Recorded {
  readonly partition: string
  readonly id: string
  /** The version that the event makes. */
  readonly version: number
  readonly event: Event
  readonly customer?: { readonly id: string; readonly name: string }
}

/** The rows of one event: in the history of its aggregate and in the audit of its partner. */
export function auditWrites(command: Command, recorded: Recorded): Write[] {
  const { partition, id, version } = recorded
  const row = encode(AuditRecord, partition, keys.history(id, version), auditRecord(command, recorded))
  return [
    { kind: 'insert', row },
    { kind: 'insert', row: { ...row, key: keys.audit(command.now, id, version) } },
  ]
}

function auditRecord(command: Command, { partition, id, version, event, customer }: Recorded): AuditRecord {
  const { before, after, operation, resource, resourceId, facts = {} } = event
  return {
    id: `${id}_${version}`,
    partnerId: partition,
    ...(customer && { customerId: customer.id, customerName: customer.name }),
    operation,
    resource,
    resourceId,
    ...(before !== undefined && { before: JSON.stringify(before) }),
    ...(after !== undefined && { after: JSON.stringify(after) }),
    facts,
    actor: command.actor,
    correlationId: command.correlationId,
    requestId: command.requestId,
    at: command.now.toISOString(),
  }
}
