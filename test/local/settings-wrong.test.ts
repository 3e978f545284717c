import { QueueClient } from '@azure/storage-queue'
import { expect, test } from 'vitest'
import type { LogLine } from '../../local/functions-host/host.ts'
import { startTwotier } from '../../local/twotier.ts'

test('the built app starts with wrong settings, says which, answers 503 everywhere and burns no try of a message', async () => {
  const notes: string[] = []
  const lines: LogLine[] = []
  const { promise: ended, resolve } = Promise.withResolvers<LogLine>()
  const running = await startTwotier({
    settings: {
      SESSION_KEYS: '@Microsoft.KeyVault(SecretUri=https://kv-twotier.vault.azure.net/secrets/session-keys)',
    },
    note: (line) => notes.push(line),
    log: (line) => {
      lines.push(line)
      if (/^Executed 'Functions\.expire-invitation'/.test(line.message)) resolve(line)
    },
  })
  try {
    const queue = new QueueClient(running.connectionString, 'expire-invitation')
    await queue.sendMessage(Buffer.from('{"providerId":"p","requestId":"r"}').toString('base64'))
    const answers = await Promise.all(
      ['/v1/customers', '/nowhere', '/', '/invitations?token=x', '/docs', '/health'].map((path) =>
        fetch(running.baseUrl + path),
      ),
    )
    const health = await (await fetch(`${running.baseUrl}/health`)).json()
    const { level, message } = await ended

    expect(running.functionNames.length).toBeGreaterThan(140)
    expect(notes).toEqual([expect.stringMatching(/^Settings are missing or wrong.*\n {2}SESSION_KEYS: is not base64/)])
    expect(answers.map(({ status, headers }) => [status, headers.get('retry-after')])).toEqual(
      answers.map(() => [503, '30']),
    )
    expect(health).toMatchObject({ problems: [expect.stringMatching(/^SESSION_KEYS: /)] })
    expect([level, message]).toEqual(['information', expect.stringContaining('Succeeded')])
    // The host deletes what it gave to the step; the copy waits out of sight.
    await expect.poll(async () => (await queue.getProperties()).approximateMessagesCount).toBe(1)
    expect((await queue.receiveMessages()).receivedMessageItems).toEqual([])
  } finally {
    await running.stop()
  }
})
