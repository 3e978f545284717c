import { createHash } from 'node:crypto'
import type { TableName } from './storage-names.ts'

/**
 * The slot of a partition, 0 to 255: the first byte of the SHA-256 of its key. It never changes, so which account a partition
 * lies in needs no directory of ids, only one of 256 slots.
 */
export function slotOf(partition: string): number {
  return createHash('sha256').update(partition, 'utf8').digest().readUInt8(0)
}

/** What is due is read across partitions, and the catalogue is small and read by all: those stay in the home account. */
export const spreadTables: readonly TableName[] = ['providers', 'uniq']
