import * as z from 'zod'
import { billingCycles } from '../../domain/catalog/offer.ts'
import { type Subscription, type Transition, transitionTypes } from '../../domain/subscriptions/subscription.ts'
import {
  type DestinationError,
  destinationErrors,
  type Eligibility,
  eligibilityTypes,
  NewTransition,
  sourceNotActive,
} from '../../domain/subscriptions/transition.ts'
import { wireEnum } from '../casing.ts'
import { collection, listOf } from '../collection.ts'
import { momentToWire } from '../date.ts'
import { attributes, moment, only, type Shaped, shape } from '../shape.ts'

/** The body of POST. What it goes from stands in the path already. */
export const TransitionToMake = NewTransition.extend({
  toSubscriptionId: NewTransition.shape.toSubscriptionId,
  termDuration: NewTransition.shape.termDuration,
  billingCycle: wireEnum(billingCycles).optional(),
  transitionType: wireEnum(transitionTypes).default('transition_only'),
})

export const EligibilityQuery = z.object({
  eligibilityType: wireEnum(eligibilityTypes).default('immediate'),
})

const TransitionErrorShape = shape('TransitionError', () => z.strictObject({ code: z.int(), description: z.string() }))

const TransitionEligibilityShape = shape('TransitionEligibility', () =>
  z.strictObject({
    catalogItemId: z.string(),
    title: z.string(),
    description: z.string(),
    quantity: z.int(),
    subscriptionEligibilities: z.array(
      z.strictObject({
        isEligible: z.boolean(),
        subscriptionId: z.guid(),
        subscriptionFriendlyName: z.string(),
        subscriptionTermDuration: z.string().optional(),
        subscriptionBillingCycle: z.enum(billingCycles),
        errors: z.array(TransitionErrorShape()),
      }),
    ),
    eligibilities: z.array(
      z.strictObject({
        isEligible: z.boolean(),
        transitionType: z.enum(transitionTypes),
        errors: z.array(TransitionErrorShape()),
      }),
    ),
    attributes: attributes('TransitionEligibility'),
  }),
)

export const TransitionEligibilityListShape = listOf('TransitionEligibility', TransitionEligibilityShape)

export function eligibilitiesToWire(
  eligibilities: readonly Eligibility[],
  sentences: Readonly<Record<DestinationError, string>>,
): Shaped<typeof TransitionEligibilityListShape> {
  return collection(
    eligibilities.map(({ target, isActive, quantity, destinations }) => ({
      catalogItemId: target.id,
      title: target.name,
      description: target.description,
      quantity,
      subscriptionEligibilities: destinations.map(({ subscription, errors }) => ({
        isEligible: errors.length === 0,
        subscriptionId: subscription.subscriptionId,
        subscriptionFriendlyName: subscription.friendlyName,
        subscriptionTermDuration: subscription.newCommerce?.termDuration,
        subscriptionBillingCycle: subscription.billingCycle,
        errors: errors.map((error) => ({ code: destinationErrors[error], description: sentences[error] })),
      })),
      eligibilities: transitionTypes.map((transitionType) => ({
        isEligible: isActive,
        transitionType,
        errors: isActive ? [] : [{ code: sourceNotActive, description: sentences.notActive }],
      })),
      attributes: { objectType: 'TransitionEligibility' },
    })),
  )
}

const TransitionEventShape = shape('TransitionEvent', () =>
  z.strictObject({
    name: z.literal('Conversion'),
    status: z.literal('Completed'),
    timestamp: moment(),
    attributes: attributes('TransitionEvent'),
  }),
)

export const TransitionShape = shape('Transition', () =>
  z.strictObject({
    operationId: z.guid().optional(),
    fromCatalogItemId: z.string(),
    fromSubscriptionId: z.guid(),
    toCatalogItemId: z.string(),
    toSubscriptionId: z.guid(),
    quantity: z.int(),
    termDuration: z.string().optional(),
    billingCycle: z.enum(billingCycles),
    transitionType: z.enum(transitionTypes),
    events: z.array(TransitionEventShape()),
    attributes: attributes('Transition'),
  }),
)

export const TransitionListShape = listOf('Transition', TransitionShape)

export function transitionsToWire(transitions: readonly Transition[]): Shaped<typeof TransitionListShape> {
  return collection(transitions.map(transitionToWire))
}

const transitionNames = [
  'operationId' as const,
  ...(['fromCatalogItemId', 'fromSubscriptionId', 'toCatalogItemId', 'toSubscriptionId'] as const),
  ...(['quantity', 'termDuration', 'billingCycle', 'transitionType'] as const),
]

/** A transition is over when it is answered. */
function transitionToWire(transition: Transition): Shaped<typeof TransitionShape> {
  return {
    ...only(transition, transitionNames),
    events: [
      {
        ...{ name: 'Conversion', status: 'Completed', timestamp: momentToWire(transition.at) },
        attributes: { objectType: 'TransitionEvent' },
      },
    ],
    attributes: { objectType: 'Transition' },
  }
}

/** The transition that has just been noted on its source. */
export function latestTransitionToWire({ newCommerce }: Subscription): Shaped<typeof TransitionShape> | undefined {
  const latest = newCommerce?.transitions.at(-1)
  return latest && transitionToWire(latest)
}
