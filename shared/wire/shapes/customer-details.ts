import * as z from 'zod'
import { bareListOf, shape, zonelessMoment } from '../shape.ts'

const hidden = 'Missing where the customer has dropped delegated administration.'

const Organization = shape('Organization', () =>
  z
    .strictObject({
      street: z.string().optional(),
      countryLetterCode: z.string().optional(),
      postalCode: z.string().optional(),
      city: z.string().optional(),
      state: z.string().optional(),
      displayName: z.string(),
      technicalNotificationMails: z.array(z.string()),
    })
    .meta({ description: `The address: ${hidden.toLowerCase()}` }),
)

export const OrganizationList = bareListOf('Organization', Organization)

export const CustomDomains = shape('CustomDomains', () => z.array(z.string()))

export const ValidationStatus = shape('ValidationStatus', () =>
  z.strictObject({
    type: z.literal('account'),
    status: z.literal('Allowed'),
    lastUpdateDateTime: zonelessMoment(),
  }),
)
