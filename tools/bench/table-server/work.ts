/** What the storage services were made to do since the last reset. */
export interface Work {
  readonly tableCalls: number
  readonly queueCalls: number
  /** Inserted, changed or deleted; a batch counts each of its entities. Refused writes do not count. */
  readonly entitiesWritten: number
  /** Rows looked at, found point reads included. */
  readonly rowsScanned: number
  readonly rowsReturned: number
  readonly bytesReceived: number
  readonly bytesSent: number
}

export const noWork: Work = {
  tableCalls: 0,
  queueCalls: 0,
  entitiesWritten: 0,
  rowsScanned: 0,
  rowsReturned: 0,
  bytesReceived: 0,
  bytesSent: 0,
}

export function addWork(work: Work, more: Partial<Work>): Work {
  return {
    tableCalls: work.tableCalls + (more.tableCalls ?? 0),
    queueCalls: work.queueCalls + (more.queueCalls ?? 0),
    entitiesWritten: work.entitiesWritten + (more.entitiesWritten ?? 0),
    rowsScanned: work.rowsScanned + (more.rowsScanned ?? 0),
    rowsReturned: work.rowsReturned + (more.rowsReturned ?? 0),
    bytesReceived: work.bytesReceived + (more.bytesReceived ?? 0),
    bytesSent: work.bytesSent + (more.bytesSent ?? 0),
  }
}
