import { basename, join } from 'node:path'
import { HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { azuriteConnectionString, startAzurite } from '../../../local/azurite.ts'
import { createStorage } from '../../../local/storage.ts'
import { queueNames } from '../../../shared/azure/storage-names.ts'
import { stepFiles } from '../../support/all-steps.ts'
import { registered } from '../../support/core-stub.ts'
import { type CallProxy, startProxy } from '../../support/faults/proxy.ts'
import { logLines, watchedContext } from '../../support/log-lines.ts'

type Handler = (given: unknown, context: InvocationContext) => Promise<unknown>

const unreadKey = '@Microsoft.KeyVault(SecretUri=https://kv-twotier.vault.azure.net/secrets/link-keys)'
const steps = new Map<string, Handler>()
const printed: string[] = []
let proxy: CallProxy
let azurite: Awaited<ReturnType<typeof startAzurite>>

beforeAll(async () => {
  proxy = await startProxy()
  // Of its own: messages stay in it.
  azurite = await startAzurite({ tablePort: 0, queuePort: 0 })
  await createStorage(azurite.connectionString)
  proxy.passOnTo({ tables: azurite.tablePort, queues: azurite.queuePort, mail: 0 })
  const { tables: tablePort, queues: queuePort } = proxy.ports
  process.env.AzureWebJobsStorage = azuriteConnectionString({ tablePort, queuePort })
  process.env.LINK_KEYS = unreadKey
  delete process.env.BASE_URL
  const { error } = console
  console.error = (line: string) => printed.push(line)
  for (const file of stepFiles) {
    const module = await import(join(import.meta.dirname, '..', '..', '..', file))
    steps.set(basename(file, '.ts'), module.handler)
  }
  console.error = error
})

afterAll(async () => {
  await proxy.stop()
  await azurite.stop()
})

const bindingOf = (name: string, type: string) =>
  Object.values(registered.find((one) => one.name === name)?.bindings ?? {}).find((binding) => binding.type === type)

const namesOf = (type: string) => [...steps.keys()].filter((name) => bindingOf(name, type) !== undefined)

const methodsOf = (name: string) => Object(bindingOf(name, 'httpTrigger')).methods as string[] // every step gives them

async function ask(name: string, method: string): Promise<HttpResponseInit> {
  const route = String(bindingOf(name, 'httpTrigger')?.route).replace(/\{[^}]*\}/g, 'x')
  const request = new HttpRequest({ url: `http://127.0.0.1/${route}`, method })
  return (await steps.get(name)?.(request, watchedContext())) as HttpResponseInit // as every HTTP step gives
}

describe('an app whose settings are wrong', () => {
  test('registers every step that there is', () => {
    expect(registered.map(({ name }) => name).toSorted()).toEqual([...steps.keys()].toSorted())
  })

  test('answers 503 with Retry-After from every HTTP step, by every method', async () => {
    const asked = namesOf('httpTrigger').flatMap((name) => methodsOf(name).map((method) => [name, method] as const))
    const answers = await Promise.all(asked.map(([name, method]) => ask(name, method)))
    const others = asked.filter((_, index) => {
      const { status, headers } = answers[index] ?? {}
      return status !== 503 || Object(headers)['retry-after'] !== '30'
    })

    expect(asked.length).toBeGreaterThan(130)
    expect(others).toEqual([])
  })

  test('tells clients, in Partner Center’s shape, that it is the service and not what they asked for', async () => {
    const { body } = await ask('zz-unmatched', 'GET')

    expect(JSON.parse(String(body))).toMatchObject({ code: 971012, isRetryable: true, errorName: 'ServiceNotSetUp' })
  })

  test('says on /health which settings are wrong and why, but not what they are', async () => {
    const { body } = await ask('get-health', 'GET')

    expect(JSON.parse(String(body))).toEqual({
      status: 'unhealthy',
      version: 'unbuilt',
      checks: { settings: 'wrong', tables: 'not looked at', queues: 'not looked at' },
      problems: [expect.stringMatching(/^BASE_URL: /), 'LINK_KEYS: is not base64, or its key vault could not be read'],
    })
    expect(String(body)).not.toContain('vault.azure.net')
  })

  test('says so in the log when it starts, and whenever a timer runs, which fails', async () => {
    const told = expect.objectContaining({ event: 'settingsWrong', problems: expect.stringContaining('LINK_KEYS: ') })
    const timers = namesOf('timerTrigger')

    expect(printed.map((line) => JSON.parse(line))).toEqual([told])
    expect(timers.length).toBeGreaterThan(4)
    for (const name of timers) {
      logLines.length = 0
      await expect(steps.get(name)?.({}, watchedContext())).rejects.toThrow('LINK_KEYS')
      expect(logLines.map((line) => JSON.parse(line))).toEqual([told])
    }
  })

  test.each(queueNames)('puts a message of %s back for later, as it was and with all its tries', async (queue) => {
    const message = { providerId: 'p', of: { any: 'kind' }, correlationId: 'c' }
    proxy.forget()
    await steps.get(queue)?.(message, watchedContext())

    const [{ path, text } = { path: '', text: '' }] = proxy.calls
    const content = /<MessageText>(.*)<\/MessageText>/.exec(text)?.[1] ?? ''
    expect(proxy.calls).toHaveLength(1)
    expect(path).toContain(`/${queue}/messages?`)
    expect(new URLSearchParams(path.split('?')[1]).get('visibilitytimeout')).toBe('300')
    expect(new URLSearchParams(path.split('?')[1]).get('messagettl')).toBe('-1')
    expect(JSON.parse(Buffer.from(content, 'base64').toString())).toEqual(message)
  })
})
