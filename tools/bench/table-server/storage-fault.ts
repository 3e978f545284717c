/** A refusal as the table service words it. */
export class StorageFault extends Error {
  override readonly name = 'StorageFault'
  readonly status: number
  readonly code: string

  constructor(name: keyof typeof storageFaults) {
    const [status, code, words] = storageFaults[name]
    super(words)
    this.status = status
    this.code = code
  }
}

const storageFaults = {
  tableMissing: [404, 'TableNotFound', 'The table specified does not exist.'],
  tableExists: [409, 'TableAlreadyExists', 'The table specified already exists.'],
  entityMissing: [404, 'ResourceNotFound', 'The specified resource does not exist.'],
  entityExists: [409, 'EntityAlreadyExists', 'The specified entity already exists.'],
  etagStale: [412, 'UpdateConditionNotSatisfied', 'The update condition specified in the request was not satisfied.'],
  etagMissing: [400, 'MissingRequiredHeader', 'A delete needs If-Match.'],
  rowTwice: [400, 'InvalidDuplicateRow', 'An entity can appear only once in a batch.'],
  partitionsMixed: [400, 'CommandsInBatchActOnDifferentPartitions', 'All commands in a batch act on one partition.'],
  batchTooLong: [400, 'InvalidInput', 'A batch has at most 100 operations.'],
  notUnderstood: [501, 'NotImplemented', 'This stand-in does not understand the request.'],
  queueMessageMissing: [404, 'MessageNotFound', 'The specified message does not exist.'],
} as const

/** The body of a refusal; `index` is the operation's place in its batch. */
export function faultBody({ code, message }: StorageFault, index?: number): string {
  const place = index === undefined ? '' : `${index}:`
  return JSON.stringify({ 'odata.error': { code, message: { lang: 'en-US', value: `${place}${message}` } } })
}
