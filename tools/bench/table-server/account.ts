import { randomUUID } from 'node:crypto'
import { batchAnswer, batchContentType, batchRefusal } from './batch.ts'
import { type Call, toToken } from './call.ts'
import { runQuery, toWire } from './query.ts'
import { etagOf, joinKey, type Rows, Tables } from './rows.ts'
import { StorageFault } from './storage-fault.ts'
import type { Work } from './work.ts'
import { applyBatch, applyWrite, BatchFault } from './write.ts'

/** An answer over HTTP, and what it took. */
export interface StorageAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly work?: Partial<Work>
}

type CallOf<Kind extends Call['kind']> = Extract<Call, { readonly kind: Kind }>

/** One storage account in memory: tables, and queues of which nobody reads. */
export class Account {
  readonly tables = new Tables()
  readonly #messages = new Map<string, string>()

  /** @throws {StorageFault} */
  answer(call: Call): StorageAnswer {
    switch (call.kind) {
      case 'createTable':
        return this.#createTable(call.table)
      case 'read':
        return this.#read(call)
      case 'query':
        return this.#query(call)
      case 'write':
        return this.#write(call)
      case 'batch':
        return this.#batch(call)
      case 'createQueue':
        return { status: 201 }
      case 'send':
        return this.#send()
      case 'takeBack':
        return this.#takeBack(call)
    }
  }

  #createTable(table: string): StorageAnswer {
    if (!this.tables.create(table)) throw new StorageFault('tableExists')
    return json(201, { TableName: table })
  }

  #read({ table, partition, row }: CallOf<'read'>): StorageAnswer {
    const entity = this.#rowsOf(table).get(joinKey({ partition, row }))
    if (!entity) throw new StorageFault('entityMissing')
    const answer = json(200, toWire({ partition, row }, entity), { etag: etagOf(entity) })
    return { ...answer, work: { rowsScanned: 1, rowsReturned: 1 } }
  }

  #query({ table, query }: CallOf<'query'>): StorageAnswer {
    const { entities, scanned, next } = runQuery(this.#rowsOf(table), query)
    const continuation = next && {
      'x-ms-continuation-nextpartitionkey': toToken(next.partition),
      'x-ms-continuation-nextrowkey': toToken(next.row),
    }
    const answer = json(200, { value: entities }, continuation)
    return { ...answer, work: { rowsScanned: scanned, rowsReturned: entities.length } }
  }

  #write({ table, write }: CallOf<'write'>): StorageAnswer {
    const etag = applyWrite(this.#rowsOf(table), write)
    return { status: 204, ...(etag !== undefined && { headers: { etag } }), work: { entitiesWritten: 1 } }
  }

  #batch(call: CallOf<'batch'>): StorageAnswer {
    const { table, writes, changeset } = call
    const headers = { 'content-type': batchContentType(changeset) }
    const rows = this.#rowsOf(table)
    try {
      const body = batchAnswer(call, applyBatch(rows, writes))
      return { status: 202, headers, body, work: { entitiesWritten: writes.length } }
    } catch (error) {
      // Azure accepts the batch and says inside the answer that one of its operations failed.
      if (error instanceof BatchFault) return { status: 202, headers, body: batchRefusal(changeset, error) }
      throw error
    }
  }

  #send(): StorageAnswer {
    const messageId = randomUUID()
    const popReceipt = toToken(messageId)
    this.#messages.set(messageId, popReceipt)
    const time = new Date().toUTCString()
    const message = {
      MessageId: messageId,
      InsertionTime: time,
      ExpirationTime: time,
      PopReceipt: popReceipt,
      TimeNextVisible: time,
    }
    const fields = Object.entries(message).map(([name, value]) => `<${name}>${value}</${name}>`)
    const body = `<?xml version="1.0" encoding="utf-8"?><QueueMessagesList><QueueMessage>${fields.join('')}</QueueMessage></QueueMessagesList>`
    return { status: 201, headers: { 'content-type': 'application/xml' }, body }
  }

  #takeBack({ messageId, popReceipt }: CallOf<'takeBack'>): StorageAnswer {
    if (this.#messages.get(messageId) !== popReceipt) throw new StorageFault('queueMessageMissing')
    this.#messages.delete(messageId)
    return { status: 204 }
  }

  #rowsOf(table: string): Rows {
    const rows = this.tables.get(table)
    if (!rows) throw new StorageFault('tableMissing')
    return rows
  }
}

function json(status: number, value: object, headers: Readonly<Record<string, string>> = {}): StorageAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json;odata=minimalmetadata', ...headers },
    body: JSON.stringify(value),
  }
}
