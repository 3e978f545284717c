import * as z from 'zod'
import { billingCycles } from '../../domain/offer.ts'
import { transitionTypes } from '../../domain/subscription.ts'
import { attributes, listOf, moment, shape } from '../shape.ts'

const TransitionError = shape('TransitionError', () => z.strictObject({ code: z.int(), description: z.string() }))

const TransitionEligibility = shape('TransitionEligibility', () =>
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
        errors: z.array(TransitionError()),
      }),
    ),
    eligibilities: z.array(
      z.strictObject({
        isEligible: z.boolean(),
        transitionType: z.enum(transitionTypes),
        errors: z.array(TransitionError()),
      }),
    ),
    attributes: attributes('TransitionEligibility'),
  }),
)

const TransitionEvent = shape('TransitionEvent', () =>
  z.strictObject({
    name: z.literal('Conversion'),
    status: z.literal('Completed'),
    timestamp: moment(),
    attributes: attributes('TransitionEvent'),
  }),
)

export const Transition = shape('Transition', () =>
  z.strictObject({
    fromCatalogItemId: z.string(),
    fromSubscriptionId: z.guid(),
    toCatalogItemId: z.string(),
    toSubscriptionId: z.guid(),
    quantity: z.int(),
    termDuration: z.string().optional(),
    billingCycle: z.enum(billingCycles),
    transitionType: z.enum(transitionTypes),
    events: z.array(TransitionEvent()),
    attributes: attributes('Transition'),
  }),
)

export const TransitionList = listOf('Transition', Transition)
export const TransitionEligibilityList = listOf('TransitionEligibility', TransitionEligibility)
