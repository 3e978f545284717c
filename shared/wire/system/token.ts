import * as z from 'zod'
import { shape } from '../shape.ts'

export const ExchangedTokenShape = shape('ExchangedToken', () =>
  z.strictObject({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int().min(0).describe('Seconds until it expires'),
  }),
)
