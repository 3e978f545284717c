import * as z from 'zod'
import type { Event } from '../audit.ts'
import { latestToday } from '../customers/agreement.ts'
import { Fault, refuseInput } from '../fault.ts'
import type { CustomerId } from '../ids.ts'
import type { Language } from '../language.ts'
import { line } from '../line.ts'
import { type Notice, partnershipRemoved } from '../webhooks/webhook.ts'
import type { Caller } from './partner.ts'
import type { Partnership, PartnershipRemoval } from './partnership.ts'

const removableStates: readonly Partnership['state'][] = ['active']

/** The version of the declaration's words, in all languages at once; they lie with the texts. */
export const declarationVersion = '1'

/** What a provider says when it removes a partnership. Left out is refused by name, as is false. */
export const Declaration = z.object({
  confirm: z.boolean().default(false),
  attestation: z.boolean().default(false),
  attestationVersion: line({ max: 20 }).default(''),
  noticeGivenOn: z.iso.datetime({ offset: true }).optional(),
})
export type Declaration = z.infer<typeof Declaration>

export interface RemainingCustomer {
  readonly customerId: CustomerId
  readonly companyName: string
  readonly delegatedAdmin: boolean
}

export interface RemainingSubscription {
  readonly customerId: string
  readonly subscriptionId: string
}

/** What a removal leaves as it is, though it names the reseller. */
export interface Remains {
  readonly partnership: Partnership
  readonly customerCount: number
  /** With the reseller as partner of record, and as support contact. */
  readonly onRecord: readonly RemainingSubscription[]
  readonly supported: readonly RemainingSubscription[]
}

export interface RemovedPartnership {
  readonly partnership: Partnership
  readonly event: Event
  readonly notices: readonly Notice[]
}

/**
 * The provider parts with a reseller; nothing of their customers changes. Gives undefined when that was done before.
 * @throws {Fault} removalNotConfirmed, declarationMissing, declarationOutdated, invalidInput
 */
export function removePartnership(
  before: Partnership,
  declared: Declaration & { readonly language: Language },
  caller: Caller,
  now: Date,
): RemovedPartnership | undefined {
  checkDeclaration(declared, now)
  if (!removableStates.includes(before.state)) return undefined

  const { attestationVersion, language, noticeGivenOn } = declared
  const removal: PartnershipRemoval = {
    ...{ at: now.toISOString(), by: caller.userName, userId: caller.userId, attestationVersion, language },
    ...(noticeGivenOn && { noticeGivenOn }),
  }
  const partnership: Partnership = { ...before, state: 'removed', removal }
  return {
    partnership,
    notices: [partnershipRemoved(before.resellerId)],
    event: {
      operation: 'remove_partner_relationship',
      resource: 'partner_relationship',
      resourceId: before.resellerId,
      ...{ before, after: partnership },
      facts: {
        ...{ MpnId: before.mpnId, PartnershipRequestId: before.requestId },
        ...{ AttestationVersion: attestationVersion, AttestationLanguage: language },
        ...(noticeGivenOn && { NoticeGivenOn: noticeGivenOn.slice(0, 10) }),
      },
    },
  }
}

function checkDeclaration({ confirm, attestation, attestationVersion, noticeGivenOn = '' }: Declaration, now: Date) {
  if (!confirm) throw new Fault('removalNotConfirmed', { field: 'confirm' })
  if (!attestation) throw new Fault('declarationMissing', { field: 'attestation' })
  if (attestationVersion !== declarationVersion)
    throw new Fault('declarationOutdated', { field: 'attestationVersion', version: declarationVersion })
  if (noticeGivenOn.slice(0, 10) > latestToday(now)) refuseInput('noticeGivenOn', 'dateInFuture')
}
