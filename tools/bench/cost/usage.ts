import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { QueueClient } from '@azure/storage-queue'
import * as z from 'zod'
import { acceptAsLuke } from '../../../local/demo/accepting.ts'
import { createApi } from '../../../local/demo/api.ts'
import { createBrowser } from '../../../local/demo/browser.ts'
import { invite, readMail, seeThePartnership } from '../../../local/demo/inviting.ts'
import { onboardForReseller, onboardOwnCustomer } from '../../../local/demo/onboarding.ts'
import type { Scene } from '../../../local/demo/scene.ts'
import { lookBack, sell } from '../../../local/demo/selling.ts'
import type { Story } from '../../../local/demo/story.ts'
import type { Running } from '../../../local/twotier.ts'
import { queueNames } from '../../../shared/azure/storage-names.ts'
import { type Counted, type Counter, startCounter } from './counter.ts'

const root = join(import.meta.dirname, '..', '..', '..')

const silent: Story = { step: (_, work) => work(), tell: () => {}, count: () => ({ steps: 0, calls: 0 }) }

/** What one onboarding asks of Azure, and what each timer does when it finds nothing to do. */
export interface Usage {
  readonly onboarding: Counted
  readonly timers: readonly { readonly name: string; readonly schedule: string; readonly idle: Counted }[]
}

/** Runs the service on this machine, and counts what goes through between it and its storage and mail service. */
export async function measureUsage(): Promise<Usage> {
  const timers = timersOf()
  const counter = await startCounter(timers.map(({ name }) => name))
  try {
    const onboarding = await measureOnboarding(counter)
    const idle = []
    for (const timer of timers) idle.push({ ...timer, idle: await measureTimer(counter, timer.name) })
    return { onboarding, timers: idle }
  } finally {
    await counter.stop()
  }
}

function timersOf() {
  return globSync('functions/**/*.ts', { cwd: root })
    .sort()
    .flatMap((file) => {
      const [, name, schedule] =
        /\btimer\(\s*'([\w-]+)',\s*'([^']+)'/.exec(readFileSync(join(root, file), 'utf8')) ?? []
      return name && schedule ? [{ name, schedule }] : []
    })
}

/** Invitation, mail and its delivery report, acceptance, customer, agreement, order, and what people look at on the way. */
async function measureOnboarding(counter: Counter): Promise<Counted> {
  const { running } = counter
  const api = createApi(running.baseUrl, running.issuer, silent)
  const scene: Scene = { ...running, story: silent, api, browser: createBrowser(silent) }
  // What instances keep in memory is there already: offers, accounts, whether somebody wants webhooks.
  await onboardOwnCustomer(scene)
  await untilQuiet(running)
  return counter.count(async () => {
    const invitation = await invite(scene)
    const link = await readMail(scene, invitation)
    await reportDelivery(running)
    await acceptAsLuke(scene, link)
    await seeThePartnership(scene, invitation)
    const customer = await onboardForReseller(scene)
    await sell(scene, customer)
    await lookBack(scene, customer)
    await untilQuiet(running)
  })
}

const Mails = z.object({ mails: z.array(z.object({ id: z.string() })).min(1) })

/** As Event Grid does, which is not on this machine. */
async function reportDelivery({ mailboxUrl, connectionString }: Running): Promise<void> {
  await untilQuiet({ connectionString })
  const { mails } = Mails.parse(await (await fetch(`${mailboxUrl}/api/mails`)).json())
  const report = JSON.stringify({ data: { messageId: mails.at(-1)?.id, status: 'Delivered' } })
  const queue = new QueueClient(connectionString, 'record-delivery-report')
  await queue.sendMessage(Buffer.from(report).toString('base64'))
  await untilQuiet({ connectionString })
}

/** Resolves when no queue has a message any more: what was begun in them is done. */
async function untilQuiet({ connectionString }: Pick<Running, 'connectionString'>): Promise<void> {
  const queues = queueNames.map((name) => new QueueClient(connectionString, name))
  for (;;) {
    const counts = await Promise.all(
      queues.map(async (queue) => (await queue.getProperties()).approximateMessagesCount),
    )
    if (counts.every((count) => count === 0)) return
    await pause(50)
  }
}

async function measureTimer({ running, count, untilExecuted }: Counter, name: string): Promise<Counted> {
  return count(async () => {
    const executed = untilExecuted(name)
    await fetch(`${running.baseUrl}/admin/functions/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    await executed
  })
}
