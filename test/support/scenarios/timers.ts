import { expect } from 'vitest'
import { dayMs, passTime } from '../clock.ts'
import { ask } from '../faults/fault-world.ts'
import { receiveAll } from '../faults/healer.ts'
import { aCustomer, givenCustomer } from '../given.ts'
import { expectNoSetupInfo } from './customers.ts'
import { givenAsked, givenSent } from './invitations.ts'
import { expectTold, givenDeletedUser, givenOldAnswers, minuteMs } from './queue-steps.ts'
import { type Scenario, timer } from './scenario.ts'

/** A timer speaks for everybody, so nobody else may be there. */
export const timers: readonly Scenario[] = [
  onDueRequests('expire invitations', 'expire-invitations', 15, 'expired'),
  onDueRequests('remind of invitations', 'remind-invitations', 8, 'sent'),
  {
    name: 'purge setup infos',
    step: 'purge-setup-infos',
    recurs: true,
    given: async (world) => {
      await world.renew()
      const { partner, admin } = world.provider()
      await givenCustomer(admin)
      passTime(11 * minuteMs)
      return {
        partners: [partner],
        run: timer('purge-setup-infos'),
        outcome: () => expectNoSetupInfo(world, partner),
      }
    },
  },
  {
    name: 'purge deleted users',
    step: 'purge-customer-users',
    recurs: true,
    given: async (world) => {
      await world.renew()
      const { partner, outcome } = await givenDeletedUser(world)
      passTime(31 * dayMs)
      return { partners: [partner], run: timer('purge-customer-users'), outcome }
    },
  },
  {
    name: 'purge partners',
    step: 'purge-partners',
    recurs: true,
    given: async (world) => {
      await world.renew()
      const { partner, outcome } = await givenOldAnswers(world)
      passTime(10 * dayMs)
      return { partners: [partner], run: timer('purge-partners'), outcome }
    },
  },
  {
    name: 'send what is owed',
    step: 'send-owed',
    recurs: true,
    given: async (world) => {
      await world.renew()
      world.proxy.judgeWith(({ path }) => (path.includes('send-partnership-invite') ? 'refused' : 'through'))
      const { partner } = await givenAsked(world)
      world.proxy.revive()
      await world.queue('drain-outbox').clearMessages()
      passTime(16 * minuteMs)
      return {
        partners: [partner],
        run: timer('send-owed'),
        outcome: async () => expect(await world.mails()).toHaveLength(1),
      }
    },
  },
  {
    name: 'release claims',
    step: 'purge-partners',
    recurs: true,
    given: async (world) => {
      await world.renew()
      const { partner, admin } = world.provider()
      world.proxy.judgeWith(({ path }) => (path.includes('$batch') ? 'refused' : 'through'))
      await ask(admin, 'POST /v1/customers', { body: aCustomer() })
      world.proxy.revive()
      passTime(25 * 60 * minuteMs)
      return {
        partners: [partner],
        run: timer('purge-partners'),
        outcome: async () => expect(await world.rows('uniq')).toEqual([]),
      }
    },
  },
  {
    name: 'redrive poison',
    step: 'redrive-poison',
    recurs: true,
    given: async (world) => {
      await world.renew()
      const { partner, admin, id } = await givenAsked(world)
      const [delivery] = await receiveAll(world)
      const poison = world.queue('send-partnership-invite-poison')
      await poison.createIfNotExists()
      await poison.sendMessage(delivery?.entry.messageText ?? '')
      await world.queue('send-partnership-invite').clearMessages()
      return {
        partners: [partner],
        run: timer('redrive-poison'),
        outcome: async () => {
          const { body } = await ask(admin, `GET /v1/partnershiprequests/${id}`)
          expect(body.mails).toMatchObject([{ state: 'sent' }])
        },
      }
    },
  },
]

function onDueRequests(name: string, timerName: string, days: number, state: string): Scenario {
  return {
    name,
    step: timerName,
    recurs: true,
    given: async (world) => {
      await world.renew()
      const sent = await givenSent(world)
      passTime(days * dayMs)
      return {
        partners: [sent.partner],
        run: timer(timerName),
        outcome: () => expectTold(world, sent, state),
      }
    },
  }
}
