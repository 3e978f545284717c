import * as z from 'zod'
import { billingCycles } from '../domain/offer.ts'
import { type Subscription, type Transition, transitionTypes } from '../domain/subscription.ts'
import {
  destinationErrors,
  type Eligibility,
  eligibilityTypes,
  NewTransition,
  sourceNotActive,
} from '../domain/transition.ts'
import { wireEnum } from './casing.ts'
import { collection } from './collection.ts'
import { momentToWire } from './date.ts'

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

export function eligibilitiesToWire(eligibilities: readonly Eligibility[]) {
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
        errors: errors.map((error) => ({ code: destinationErrors[error], description: error })),
      })),
      eligibilities: transitionTypes.map((transitionType) => ({
        isEligible: isActive,
        transitionType,
        errors: isActive ? [] : [{ code: sourceNotActive, description: 'notActive' }],
      })),
      attributes: { objectType: 'TransitionEligibility' },
    })),
  )
}

export const transitionsToWire = (transitions: readonly Transition[]) => collection(transitions.map(transitionToWire))

/** A transition is over when it is answered. */
function transitionToWire({ at, ...transition }: Transition) {
  const event = { name: 'Conversion', status: 'Completed', timestamp: momentToWire(at) }
  return {
    ...transition,
    events: [{ ...event, attributes: { objectType: 'TransitionEvent' } }],
    attributes: { objectType: 'Transition' },
  }
}

/** The transition that has just been noted on its source. */
export function latestTransitionToWire({ newCommerce }: Subscription) {
  const latest = newCommerce?.transitions.at(-1)
  return latest && transitionToWire(latest)
}
