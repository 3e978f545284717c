import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { type Row, write } from '../../shared/azure/store.ts'
import { registeredSteps } from '../../shared/http/registry.ts'
import { importAllSteps } from '../support/all-steps.ts'
import { call } from '../support/call.ts'
import { aProvider } from '../support/given.ts'

await importAllSteps()

const archive = join(import.meta.dirname, '..', '..', '..', 'shared', 'stored', '0.1.0.tgz')
const provider = '44000001-0000-4000-8000-000000000000'
const read = ['c!', 'p!', 'q!', 'n!', 'd!', 'r!', 'm!', 'a!', 'h!', 'k!', 'w!']

describe.skipIf(!existsSync(archive))('rows that version 0.1.0 has written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stored-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  /** The rows of the backup's provider, moved to a provider of this test. */
  function rowsFor(partnerId: string): Row[] {
    // The environment of the tests holds too many partners to be handed on.
    execFileSync('tar', ['-xzf', archive, '-C', folder], { env: { PATH: process.env.PATH } })
    const lines = readFileSync(join(folder, 'backup', 'providers.ndjson'), 'utf8')
      .split('\n')
      .filter(Boolean)
    return lines.flatMap((line) => {
      const { partitionKey, rowKey, value } = JSON.parse(line.replaceAll(provider, partnerId)) as Record<string, string>
      const isRead = partitionKey === partnerId && read.some((prefix) => rowKey?.startsWith(prefix))
      return isRead ? [{ partition: partnerId, key: rowKey ?? '', value: JSON.parse(value ?? '') as unknown }] : []
    })
  }

  test('are read and listed in every way there is', { timeout: 120_000 }, async () => {
    const { partner, admin } = aProvider()
    const rows = rowsFor(partner.partnerId)
    for (const row of rows) await write('providers', { kind: 'upsert', row })
    const customers = [
      ...new Set(rows.filter(({ key }) => key.startsWith('c!')).map(({ key }) => key.split('!')[1] ?? '')),
    ]

    expect(customers.length).toBeGreaterThan(50)
    const { body } = await call('GET', '/v1/customers?size=500', { as: admin })
    expect(body.totalCount).toBeGreaterThan(50)
    // All of what is read of one in eight, one read of the others.
    const paths = customers.flatMap((id, index) => (index % 8 === 0 ? readsOf(id) : [`/v1/customers/${id}`]))
    for (const path of paths) {
      const { status } = await call('GET', path, { as: admin })
      expect([path, status < 500]).toEqual([path, true])
    }
  })
})

/** Every read that names a customer at most. */
function readsOf(customerId: string): string[] {
  return registeredSteps
    .map(({ contract }) => contract)
    .filter(({ method, route }) => method === 'GET' && route.startsWith('v1/') && !/\{(?!customerId)/.test(route))
    .map(({ route }) => `/${route.replace('{customerId:guid}', customerId)}`)
}
