import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { parseSchedule } from '../../local/functions-host/timers/schedule.ts'
import { startApp } from './functions-host/throw-away-app.ts'

const timer = (schedule: string, options = '', body = 'seen.push(info)') =>
  `app.timer('tick', { schedule: '${schedule}', ${options} handler: async (info, context) => { ${body} } })`

function givenFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'timer-status-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('a schedule', () => {
  const start = new Date(2026, 0, 1)
  const runsOf = (text: string, count = 3) => {
    const runs: Date[] = []
    const schedule = parseSchedule(text)
    for (let at = schedule.next(start); at && runs.length < count; at = schedule.next(at)) runs.push(at)
    return runs
  }

  it.for([
    ['*/20 * * * * *', [new Date(2026, 0, 1, 0, 0, 20), new Date(2026, 0, 1, 0, 0, 40), new Date(2026, 0, 1, 0, 1, 0)]],
    ['0 5/15 * * * *', [new Date(2026, 0, 1, 0, 5), new Date(2026, 0, 1, 0, 20), new Date(2026, 0, 1, 0, 35)]],
    ['*/5 * * * *', [new Date(2026, 0, 1, 0, 5), new Date(2026, 0, 1, 0, 10), new Date(2026, 0, 1, 0, 15)]],
    [
      '0 30 9-17/4 * * Mon-Fri',
      [new Date(2026, 0, 1, 9, 30), new Date(2026, 0, 1, 13, 30), new Date(2026, 0, 1, 17, 30)],
    ],
    ['0 0 0 1 January,FEB *', [new Date(2026, 1, 1), new Date(2027, 0, 1), new Date(2027, 1, 1)]],
    ['00:00:30', [new Date(2026, 0, 1, 0, 0, 30), new Date(2026, 0, 1, 0, 1, 0), new Date(2026, 0, 1, 0, 1, 30)]],
    ['1.00:00:00', [new Date(2026, 0, 2), new Date(2026, 0, 3), new Date(2026, 0, 4)]],
  ] as const)('%s runs when NCRONTAB says, in local time', ([text, expected]) => {
    expect(runsOf(text)).toEqual(expected)
  })

  it('wants both day-of-month and day-of-week to match', () => {
    expect(runsOf('0 0 0 13 * 5')).toEqual([new Date(2026, 1, 13), new Date(2026, 2, 13), new Date(2026, 10, 13)])
  })

  it('may never run', () => {
    expect(runsOf('0 0 0 31 2 *')).toEqual([])
  })

  it.for([
    '',
    '* * * *',
    '* * * * * * *',
    '61 * * * * *',
    '@daily',
    '0 0 0 L * *',
    '0 0 0 * * 7',
    '0 0 0 * * 5#2',
    '0 0 0 ? * *',
    '00:00:00',
    '25:00:00',
  ])('refuses "%s"', (text) => {
    expect(() => parseSchedule(text)).toThrow(/^The schedule/)
  })

  it.for([
    ['*/30 * * * * *', true],
    ['00:00:59', true],
    ['0 * * * * *', false],
    ['00:01:00', false],
  ] as const)('%s fires within a minute: %s', ([text, expected]) => {
    expect(parseSchedule(text).firesWithinMinute).toBe(expected)
  })
})

describe('the timer trigger', () => {
  it('runs again and again on its schedule, without a status when it does so within a minute', async () => {
    const host = await startApp({ main: timer('* * * * * *') })

    await vi.waitFor(() => expect(host.seen.length).toBeGreaterThanOrEqual(2), 10_000)
    expect(host.seen[0]).toEqual({ schedule: { adjustForDST: true }, scheduleStatus: null, isPastDue: false })
    expect(
      host.lines.some(({ message }) => message.startsWith("Executing 'Functions.tick' (Reason='Timer fired at 20")),
    ).toBe(true)
  })

  it('goes on after a failure and never overlaps', async () => {
    const body = `
      seen.push(globalThis.isTicking ?? false); globalThis.isTicking = true;
      await new Promise((resolve) => setTimeout(resolve, 1200));
      globalThis.isTicking = false; throw new Error('no')`
    const host = await startApp({ main: timer('00:00:00.3', '', body) })

    await vi.waitFor(() => expect(host.seen.length).toBeGreaterThanOrEqual(3), 15_000)
    expect(host.seen.some(Boolean)).toBe(false)
  })

  it('runs at the start with runOnStartup', async () => {
    const host = await startApp({ main: timer('0 0 0 1 1 *', 'runOnStartup: true,') })

    await vi.waitFor(() => expect(host.seen).toHaveLength(1), 10_000)
    expect(host.seen[0]).toMatchObject({ isPastDue: false, scheduleStatus: { last: '0001-01-01T00:00:00+00:00' } })
  })

  it('waits when nothing is due, and records when it will run', async () => {
    const statusFolder = givenFolder()
    const host = await startApp({ main: timer('0 0 0 1 1 *'), options: { statusFolder } })

    const status = JSON.parse(readFileSync(join(statusFolder, 'tick.json'), 'utf8'))
    expect(new Date(status.Next)).toEqual(new Date(new Date().getFullYear() + 1, 0, 1))
    await host.reload()
    await host.stop()
    expect(host.seen).toEqual([])
  })

  it('runs once, past due, when its time came while no host was running', async () => {
    const statusFolder = givenFolder()
    const next = parseSchedule('0 0 0 1 * *').next(new Date(2020, 0, 15))!
    writeFileSync(
      join(statusFolder, 'tick.json'),
      JSON.stringify({ Last: new Date(2020, 0, 15), Next: next, LastUpdated: new Date(2020, 0, 15) }),
    )
    const host = await startApp({ main: timer('0 0 0 1 * *'), options: { statusFolder } })

    await vi.waitFor(() => expect(host.seen).toHaveLength(1), 10_000)
    expect(host.seen[0]).toMatchObject({ isPastDue: true })
    await host.stop()
    expect(host.seen).toHaveLength(1)
    const status = JSON.parse(readFileSync(join(statusFolder, 'tick.json'), 'utf8'))
    expect(new Date(status.Next).getTime()).toBeGreaterThan(Date.now())
  })

  it('is not past due when its schedule has changed since', async () => {
    const statusFolder = givenFolder()
    writeFileSync(
      join(statusFolder, 'tick.json'),
      JSON.stringify({ Last: new Date(2020, 0, 15), Next: new Date(2020, 0, 16), LastUpdated: new Date(2020, 0, 15) }),
    )
    const host = await startApp({ main: timer('0 0 0 1 * *'), options: { statusFolder } })

    await host.stop()
    expect(host.seen).toEqual([])
  })

  it('keeps no status with useMonitor false', async () => {
    const statusFolder = givenFolder()
    const host = await startApp({
      main: timer('0 0 0 1 1 *', 'useMonitor: false, runOnStartup: true,'),
      options: { statusFolder },
    })

    await vi.waitFor(() => expect(host.seen).toEqual([expect.objectContaining({ scheduleStatus: null })]), 10_000)
    expect(existsSync(join(statusFolder, 'tick.json'))).toBe(false)
  })

  it('takes its schedule from a setting', async () => {
    const host = await startApp({ main: timer('%TICKS%'), options: { environment: { TICKS: '00:00:00.1' } } })

    await vi.waitFor(() => expect(host.seen.length).toBeGreaterThan(0), 10_000)
  })

  it('can be run by hand, even when disabled', async () => {
    const host = await startApp({
      main: timer('* * * * * *', 'runOnStartup: true,'),
      options: { environment: { 'AzureWebJobs.tick.Disabled': 'true' } },
    })

    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${host.url}/admin/functions/tick`, { method: 'POST', body: '{}', headers })
    expect([answer.status, await answer.text()]).toEqual([202, ''])
    await vi.waitFor(() => expect(host.seen).toEqual([expect.objectContaining({ isPastDue: false })]), 10_000)
  })

  it('finishes a running timer before the host stops', async () => {
    const host = await startApp({
      main: timer(
        '0 0 0 1 1 *',
        'runOnStartup: true,',
        `seen.push(1); await new Promise((resolve) => setTimeout(resolve, 50)); seen.push(2)`,
      ),
    })

    await vi.waitFor(() => expect(host.seen.length).toBeGreaterThan(0), 10_000)
    await host.stop()
    expect(host.seen).toEqual([1, 2])
  })
})
