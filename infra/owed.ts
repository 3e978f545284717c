// Finds what committed commands still owe the outside, of all partners, without any message: outbox rows older than a quarter of an
// hour. With --queues the service is made to do it.
//   npm run owed -- --tables CONNECTION_OR_URI [--account 128-255=CONNECTION_OR_URI] [--queues CONNECTION_OR_URI] [--minutes 15]
import { parseArgs } from 'node:util'
import { odata } from '@azure/data-tables'
import { accountOptions, readAccounts } from './accounts-argument.ts'
import { type Owed, owedBy, putDrains } from './drains.ts'
import { type Accounts, accessesOf, clientOf } from './table-rows.ts'

const { values } = parseArgs({
  options: { ...accountOptions, queues: { type: 'string' }, minutes: { type: 'string', default: '15' } },
})

try {
  const before = new Date(Date.now() - minutesOf(values.minutes) * 60_000)
  const owed = await findOwed(readAccounts(values.tables, values.account), before)
  for (const { providerId, aggregateId } of owed) console.log(`${providerId} ${aggregateId}`)
  if (values.queues) await putDrains(values.queues, owed)
  console.log(`${owed.length} owe something${values.queues ? '; the service will do it now' : ''}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function minutesOf(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new Error('Say --minutes as a whole number')
  return Number(text)
}

async function findOwed(accounts: Accounts, before: Date): Promise<readonly Owed[]> {
  const found = new Map<string, Owed>()
  const filter = odata`RowKey ge ${'o!'} and RowKey lt ${'o"'} and Timestamp lt ${before}`
  for (const access of accessesOf(accounts, 'providers')) {
    const table = await clientOf(access, 'providers')
    const rows = table.listEntities({ queryOptions: { filter, select: ['PartitionKey', 'RowKey'] } })
    for await (const { partitionKey = '', rowKey = '' } of rows)
      for (const one of owedBy(partitionKey, rowKey)) found.set(JSON.stringify(one), one)
  }
  return [...found.values()]
}
