import { type Entity, etagOf, joinKey, type Key, nextStamp, type Properties, type Rows } from './rows.ts'
import { StorageFault } from './storage-fault.ts'

/** A change of one entity. Replace and merge without `ifMatch` insert what is missing. */
export interface Write extends Key {
  readonly kind: 'insert' | 'replace' | 'merge' | 'delete'
  readonly ifMatch?: string | undefined
  readonly properties: Properties
}

const mostOperations = 100

/** Applies one write and gives the entity's new etag. @throws {StorageFault} */
export function applyWrite(rows: Rows, write: Write): string | undefined {
  const key = joinKey(write)
  const found = rows.get(key)
  checkExpectation(write, found)
  if (write.kind === 'delete') {
    rows.delete(key)
    return undefined
  }
  const properties = write.kind === 'merge' ? { ...found?.properties, ...write.properties } : write.properties
  const entity = { stamp: nextStamp(), properties }
  rows.set(key, entity)
  return etagOf(entity)
}

/** What went wrong in a batch, and at which operation. */
export class BatchFault extends Error {
  override readonly name = 'BatchFault'
  readonly fault: StorageFault
  readonly index: number

  constructor(fault: StorageFault, index: number) {
    super(fault.message)
    this.fault = fault
    this.index = index
  }
}

/** Applies all writes or none and gives the new etags. @throws {BatchFault} */
export function applyBatch(rows: Rows, writes: readonly Write[]): (string | undefined)[] {
  const before: Before[] = []
  return writes.map((write, index) => {
    try {
      checkPlace(writes, index)
      const key = joinKey(write)
      const entity = rows.get(key)
      const etag = applyWrite(rows, write)
      before.push({ key, entity })
      return etag
    } catch (error) {
      restore(rows, before)
      throw error instanceof StorageFault ? new BatchFault(error, index) : error
    }
  })
}

interface Before {
  readonly key: string
  readonly entity: Entity | undefined
}

function restore(rows: Rows, before: readonly Before[]): void {
  for (const { key, entity } of before) {
    if (entity) rows.set(key, entity)
    else rows.delete(key)
  }
}

function checkExpectation({ kind, ifMatch }: Write, found: Entity | undefined): void {
  if (kind === 'insert') {
    if (found) throw new StorageFault('entityExists')
    return
  }
  if (ifMatch === undefined) {
    if (kind === 'delete') throw new StorageFault('etagMissing')
    return
  }
  if (!found) throw new StorageFault('entityMissing')
  if (ifMatch !== '*' && ifMatch !== etagOf(found)) throw new StorageFault('etagStale')
}

function checkPlace(writes: readonly Write[], index: number): void {
  const write = writes[index]
  if (!write) return
  if (index >= mostOperations) throw new StorageFault('batchTooLong')
  if (write.partition !== writes[0]?.partition) throw new StorageFault('partitionsMixed')
  const earlier = writes.slice(0, index)
  if (earlier.some(({ row }) => row === write.row)) throw new StorageFault('rowTwice')
}
