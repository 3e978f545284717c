import * as z from 'zod'
import { listOf } from '../collection.ts'
import { shape } from '../shape.ts'

const ActivationLinkShape = shape('OrderLineItemActivationLink', () =>
  z.strictObject({ lineItemNumber: z.int(), link: z.strictObject({ uri: z.url() }) }),
)

export const ActivationLinkListShape = listOf('OrderLineItemActivationLink', ActivationLinkShape)
