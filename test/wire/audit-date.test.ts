import { expect, test } from 'vitest'
import { readAuditDate } from '../../shared/wire/audit/audit-date.ts'

const day = (date: string) => [`${date}T00:00:00.000Z`, `${date}T23:59:59.999Z`]
const moment = (iso: string) => [iso, iso]

test.for([
  ['2026-11-20', day('2026-11-20')],
  ['2026-10-294', day('2026-10-21')],
  ['2026-11-305', day('2026-11-01')],
  ['2026-02-32', day('2026-02-01')],
  ['2024-12-366', day('2024-12-31')],
  ['6/1/2017', day('2017-06-01')],
  ['6/1/2017 12:00:00 AM', moment('2017-06-01T00:00:00.000Z')],
  ['6/1/2017 12:00:00 PM', moment('2017-06-01T12:00:00.000Z')],
  ['06/01/2017 23:30:00', moment('2017-06-01T23:30:00.000Z')],
  ['2026-11-20T10:00:00+02:00', moment('2026-11-20T08:00:00.000Z')],
  // A plus sign that was not encoded.
  ['2026-11-20T09:00:00 09:00', moment('2026-11-20T00:00:00.000Z')],
  ['2026-11-20 09:00 0900', moment('2026-11-20T00:00:00.000Z')],
  ['2026-11-20T09:00:00.123 00:00', moment('2026-11-20T09:00:00.123Z')],
  ['/Date(1795165200000)/', moment('2026-11-20T09:00:00.000Z')],
  ['2026-11-20 10:00', moment('2026-11-20T10:00:00.000Z')],
] as const)('%s', ([text, expected]) => {
  const read = readAuditDate(text)

  expect([read?.first.toISOString(), read?.last.toISOString()]).toEqual(expected)
})

test.for([
  '',
  'yesterday',
  '2026-13-01',
  '2026-10-293x',
  '2026-09-294',
  '2025-12-366',
  '13/40/2026',
  '2/30/2026',
  '2026-02-30T00:00:00Z',
  '2026-11-20T09:00:00 15:00',
  '2026-11-20T09:00:00  09:00',
  '2026-11-20 09:00:00 x',
  '99999-01-01',
  '1066-10-14',
])('"%s" is no date', (text) => {
  expect(readAuditDate(text)).toBeUndefined()
})
