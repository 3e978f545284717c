import * as z from 'zod'
import { shape } from '../shape.ts'

export const ErrorShape = shape('Error', () =>
  z
    .strictObject({
      code: z.int(),
      description: z.string(),
      data: z.array(z.string()).meta({ description: 'The names of the fields at fault.' }),
      source: z.string(),
    })
    .meta({ description: "Partner Center's classic error." }),
)

export const ExtendedErrorShape = shape('ExtendedError', () =>
  z
    .strictObject({
      code: z.int(),
      message: z.string(),
      description: z.string(),
      errorName: z.string(),
      isRetryable: z.boolean(),
      parameters: z.record(z.string(), z.string()),
      errorMessageExtended: z.string(),
      data: z.array(z.string()).meta({ description: 'The names of the fields at fault.' }),
    })
    .meta({ description: "Partner Center's newer error; all codes of ours, from 971000 on, come in it." }),
)

export const ThrottledShape = shape('Throttled', () =>
  z
    .strictObject({ statusCode: z.literal(429), message: z.string() })
    .meta({ description: 'The answer to too many calls. Retry-After says when to try again.' }),
)
