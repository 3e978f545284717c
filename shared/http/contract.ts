import type * as z from 'zod'
import type { Capability } from '../domain/cloud.ts'
import type { FaultName } from '../domain/fault.ts'
import { type PartnerKind, type Role, roles } from '../domain/partnerships/partner.ts'
import type { Shape } from '../wire/shape.ts'

/**
 * The one declaration of an HTTP step of the API: where it is, who may call it, what it takes and what it can refuse.
 * Registration, checks, the API's description and the tables of steps and operations come from it.
 */
export interface Contract<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Route extends string = string,
> {
  /** The step's name: also its file's name, its function's name, and the name on its log lines. */
  readonly name: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'HEAD'
  readonly route: Route
  readonly summary: string
  /** How this stands to Partner Center's operation at the same address. Absent: the operation is ours alone. */
  readonly partnerCenter?: 'same' | { readonly differs: string } | { readonly refuses: string }
  /** Who may call: one of these roles is needed. `anyRole` too keeps out whoever was given none. */
  readonly roles: readonly Role[]
  /** Absent: direct partners and indirect providers. */
  readonly kinds?: readonly PartnerKind[] | 'anyone'
  /** False where the step looks for the caller's account itself; nothing of it is known before. */
  readonly readsAccount?: false
  /** Refuses applications without a signed-in user. */
  readonly userOnly?: boolean
  /** What a cloud must have for this to be there. */
  readonly capability?: Capability
  /** What the route names beside ids, which need no schema. */
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  /** What is answered unless something is refused, by status: a shape, nothing at all, or something that is not JSON. */
  readonly answers: Readonly<Partial<Record<200 | 201 | 202 | 204 | 404, AnswerBody>>>
  /** The refusals that are this step's own; `everyRefusal` adds those that `endpoint` makes for every step. */
  readonly faults: readonly FaultName[]
}

export type AnswerBody = Shape | 'nothing' | { readonly mediaType: string }

/** All that a caller of this step can be refused with: the step's own faults, and those of `endpoint` around it. */
export function everyRefusal({ kinds, userOnly, capability, method, ...contract }: Contract): FaultName[] {
  const writes = method !== 'GET' && method !== 'HEAD'
  const refusals: (FaultName | false | undefined)[] = [
    'tokenMissing',
    'notAuthenticated',
    'identityUnavailable',
    'invalidInput',
    'unexpected',
    'busy',
    'serviceNotSetUp',
    'tooManyRequests',
    kinds !== 'anyone' && 'partnerNotEnrolled',
    kinds !== 'anyone' && 'partnerKindNotAllowed',
    kinds !== 'anyone' && 'programNotActive',
    'roleNotAllowed',
    userOnly && 'userRequired',
    capability && 'notAvailableInCloud',
    contract.body && 'bodyTooLarge',
    contract.body && 'encodingNotSupported',
    ...(writes ? (['requestIdReused', 'underMaintenance', 'tooMuchAtOnce'] as const) : []),
    ...contract.faults,
  ]
  return [...new Set(refusals.filter((one): one is FaultName => typeof one === 'string'))]
}

/**
 * Whoever works for the partner: each role sells, supports or administers, and has to see customers, what they bought and what
 * can be bought for that.
 */
export const anyRole: readonly Role[] = roles
export const sellers: readonly Role[] = ['GlobalAdmin', 'UserAdmin', 'AdminAgent', 'SalesAgent']
export const partnershipRoles: readonly Role[] = ['GlobalAdmin', 'UserAdmin', 'AdminAgent', 'SalesAgent']
export const attesters: readonly Role[] = ['AdminAgent', 'SalesAgent']
/** A billing admin has no part in agreements, not even in their text. */
export const agreementReaders: readonly Role[] = [
  'GlobalAdmin',
  'UserAdmin',
  'AdminAgent',
  'SalesAgent',
  'HelpdeskAgent',
]
export const orderers: readonly Role[] = ['GlobalAdmin', 'AdminAgent', 'SalesAgent', 'HelpdeskAgent', 'BillingAdmin']
export const auditors: readonly Role[] = ['GlobalAdmin', 'AdminAgent']
export const webhookRoles: readonly Role[] = ['GlobalAdmin', 'AdminAgent']
export const relationshipRoles: readonly Role[] = ['GlobalAdmin', 'AdminAgent', 'SalesAgent']
export const profileReaders: readonly Role[] = ['GlobalAdmin', 'UserAdmin']
/** At a customer a partner's admin agents are global administrators, its helpdesk agents may look. */
export const userManagers: readonly Role[] = ['GlobalAdmin', 'UserAdmin', 'AdminAgent']
export const userReaders: readonly Role[] = [...userManagers, 'HelpdeskAgent']

/** What whatever places an order can be refused with. */
export const orderFaults: readonly FaultName[] = [
  'agreementNotConfirmed',
  'countryOutsideRegion',
  'userRequired',
  'lineItemNumbersWrong',
  'orderMixed',
  'offerNotFound',
  'offerNoLongerSold',
  'offerNotEligible',
  'offerLimitReached',
  'quantityOutOfRange',
  'billingCycleNotSupported',
  'termNotSupported',
  'addOnNeedsParent',
  'ownMpnIdOnRecord',
  'partnerNotFound',
  'notAnIndirectReseller',
]
