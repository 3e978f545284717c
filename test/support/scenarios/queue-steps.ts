import { expect } from 'vitest'
import type { QueueName } from '../../../shared/azure/storage-names.ts'
import { dayMs, passTime, secondMs } from '../clock.ts'
import { ask, type World } from '../faults/fault-world.ts'
import { heal, messageIn, never, receiveAll } from '../faults/healer.ts'
import { isWrite } from '../faults/proxy.ts'
import { givenCustomer, givenPartnership, must } from '../given.ts'
import { expectNoSetupInfo } from './customers.ts'
import { expectPartnership, givenAsked, givenSent } from './invitations.ts'
import { put, type Scenario, step } from './scenario.ts'
import { givenUser } from './users.ts'
import { deliverWebhook } from './webhooks.ts'

export const queueSteps: readonly Scenario[] = [
  {
    name: 'mail an invitation',
    step: 'send-partnership-invite',
    mayFail: true,
    given: async (world) => {
      const { partner, admin, id } = await givenAsked(world)
      const [delivery] = await receiveAll(world)
      return {
        partners: [partner],
        run: step('send-partnership-invite', delivery && messageIn(delivery.entry)),
        outcome: async () => {
          const { body } = await ask(admin, `GET /v1/partnershiprequests/${id}`)
          expect(body.mails).toMatchObject([{ kind: 'invite', state: 'sent' }])
          expect(await world.mails()).toHaveLength(1)
        },
      }
    },
  },
  {
    name: 'record a delivery report',
    step: 'record-delivery-report',
    given: async (world) => {
      const { partner, admin, id } = await givenAsked(world)
      await heal(world, never)
      const [mail] = await world.mails()
      await put(world, 'record-delivery-report', { data: { messageId: mail?.id, status: 'Delivered' } })
      const [delivery] = await receiveAll(world)
      return {
        partners: [partner],
        run: step('record-delivery-report', delivery && messageIn(delivery.entry)),
        outcome: async () => {
          const { body } = await ask(admin, `GET /v1/partnershiprequests/${id}`)
          expect(body.mails).toMatchObject([{ kind: 'invite', state: 'delivered' }])
        },
      }
    },
  },
  {
    name: 'drain a mail',
    step: 'drain-outbox',
    given: async (world) => {
      world.proxy.judgeWith(({ path }) => (path.includes('send-partnership-invite') ? 'refused' : 'through'))
      const { partner, id } = await givenAsked(world)
      world.proxy.revive()
      return {
        partners: [partner],
        run: step('drain-outbox', { providerId: partner.partnerId, aggregateId: id }),
        outcome: async () => expect(await world.mails()).toHaveLength(1),
      }
    },
  },
  {
    name: 'drain a view',
    step: 'drain-outbox',
    given: async (world) => {
      const { partner, admin } = world.provider()
      world.proxy.judgeWith((call) => (isWrite(call) && call.text.includes('"rs!') ? 'refused' : 'through'))
      const reseller = await givenPartnership(admin)
      await world.settled()
      world.proxy.revive()
      const { body } = await ask(admin, 'GET /v1/partnershiprequests')
      return {
        partners: [partner, reseller.partner],
        run: step('drain-outbox', { providerId: partner.partnerId, aggregateId: body.items[0].id }),
        outcome: () => expectPartnership(admin, reseller.admin, body.items[0].id),
      }
    },
  },
  onDueRequest('expire an invitation', 'expire-invitation', 15, 'expired'),
  onDueRequest('remind of an invitation', 'remind-invitation', 8, 'sent'),
  {
    name: 'purge the setup info',
    step: 'purge-setup-info',
    given: async (world) => {
      const { partner, admin } = world.provider()
      const { id } = await givenCustomer(admin)
      passTime(11 * minuteMs)
      const message = { providerId: partner.partnerId, customerId: id }
      await put(world, 'purge-setup-info', message)
      return {
        partners: [partner],
        run: step('purge-setup-info', message),
        outcome: () => expectNoSetupInfo(world, partner),
      }
    },
  },
  {
    name: 'purge a deleted user',
    step: 'purge-customer-user',
    given: async (world) => {
      const { partner, message, outcome } = await givenDeletedUser(world)
      passTime(31 * dayMs)
      await put(world, 'purge-customer-user', message)
      return { partners: [partner], run: step('purge-customer-user', message), outcome }
    },
  },
  {
    name: 'purge what a partner has no more use for',
    step: 'purge-partner',
    given: async (world) => {
      const { partner, outcome } = await givenOldAnswers(world)
      passTime(8 * dayMs)
      const message = { providerId: partner.partnerId }
      await put(world, 'purge-partner', message)
      return { partners: [partner], run: step('purge-partner', message), outcome }
    },
  },
  deliverWebhook,
]

export const minuteMs = 60 * secondMs

function onDueRequest(name: string, queue: QueueName, days: number, state: string): Scenario {
  return {
    name,
    step: queue,
    given: async (world) => {
      const sent = await givenSent(world)
      passTime(days * dayMs)
      const message = { providerId: sent.partner.partnerId, requestId: sent.id }
      await put(world, queue, message)
      return {
        partners: [sent.partner],
        run: step(queue, message),
        outcome: () => expectTold(world, sent, state),
      }
    },
  }
}

export async function expectTold(
  world: World,
  { state }: { readonly state: () => Promise<string> },
  wanted: string,
): Promise<void> {
  expect(await state()).toBe(wanted)
  expect(await world.mails()).toHaveLength(wanted === 'sent' ? 1 : 0)
}

/** A user that is deleted, and nothing of it is left in the end. */
export async function givenDeletedUser(world: World) {
  const { partner, admin } = world.provider()
  const { id: customerId } = await givenCustomer(admin)
  const path = await givenUser(admin, customerId)
  must(await ask(admin, `DELETE ${path}`), 204)
  const userId = path.split('/').at(-1) ?? ''
  return {
    partner,
    message: { providerId: partner.partnerId, customerId, userId },
    outcome: async () => {
      const rows = await world.rows('providers', partner.partnerId)
      expect(rows.filter(({ key }) => key === `c!${customerId}!u!${userId}`)).toEqual([])
    },
  }
}

/** A partner that has given a command; of all that it has, only the answer to that goes. */
export async function givenOldAnswers(world: World) {
  const { partner, admin } = world.provider()
  await givenCustomer(admin)
  await world.settled()
  const rows = () => world.rows('providers', partner.partnerId)
  const before = await rows()
  expect(before.some(isAnswer)).toBe(true)
  return {
    partner,
    outcome: async () => expect(await rows()).toEqual(before.filter((row) => !isAnswer(row))),
  }
}

const isAnswer = ({ key }: { readonly key: string }): boolean => key.startsWith('i!')
