import { app, type StorageQueueHandler, type TimerHandler } from '@azure/functions'
import { type Message, messages, Traced } from '../azure/queues.ts'
import { settings } from '../azure/settings.ts'
import type { QueueName } from '../azure/storage-names.ts'
import { inInvocation } from '../azure/telemetry.ts'
import { type Asked, attempt, type Command } from '../command/command.ts'
import { inTime } from './deadline.ts'
import { heldBackForMaintenance } from './maintenance.ts'
import { describeStep } from './registry.ts'
import { failWhileSettingsAreWrong, heldBack } from './settings-wrong.ts'

/** The service itself, where nobody called. */
const service = { partnerId: '', userId: 'twotier', userName: 'twotier', applicationId: '' }

/**
 * Makes a queue step and registers it under the name of its queue. The message is checked by its schema; a step that throws
 * gets its message again, and after five times it lies in the poison queue.
 */
export function worker<Q extends QueueName>(
  queue: Q,
  summary: string,
  step: (message: Message<Q>, call: { readonly command: Command; readonly now: Date }) => Promise<void>,
): StorageQueueHandler {
  const handler: StorageQueueHandler = async (entry, context) => {
    const { correlationId = context.invocationId } = Traced.parse(entry)
    if ((await heldBack(queue, entry)) || (await heldBackForMaintenance(queue, entry))) return
    // The queue's own schema has read it, so it is what the schema's type says.
    const message = messages[queue].parse(entry) as Message<Q>
    await inInvocation(context, correlationId, () => {
      const work = attempt(serviceCommand(queue, context.invocationId, correlationId), (command) => {
        const now = new Date()
        return step(message, { command: { ...command, now }, now })
      })
      return inTime('message', work)
    })
  }
  describeStep({ name: queue, trigger: queue, summary })
  app.storageQueue(queue, { queueName: queue, connection: 'AzureWebJobsStorage', handler })
  return handler
}

/** Makes a timer step and registers it. */
export function timer(
  name: string,
  schedule: string,
  summary: string,
  step: (now: Date) => Promise<void>,
): TimerHandler {
  const handler: TimerHandler = (_, context) =>
    inInvocation(context, context.invocationId, async () => {
      failWhileSettingsAreWrong()
      // What is due stays due.
      if (!settings.isMaintained) await inTime('timer', step(new Date()))
    })
  describeStep({ name, trigger: schedule, summary })
  app.timer(name, { schedule, handler })
  return handler
}

function serviceCommand(operation: string, requestId: string, correlationId: string): Asked {
  return {
    actor: service,
    requestId,
    correlationId,
    operation,
    bodyHash: '',
    now: new Date(),
    mayBeRepeat: false,
  }
}
