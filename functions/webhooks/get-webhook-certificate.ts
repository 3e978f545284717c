import { app } from '@azure/functions'
import { serveCertificate } from '../../shared/azure/webhook-certificate.ts'

export const handler = serveCertificate

// Public: receivers fetch it to check a signature.
app.http('get-webhook-certificate', {
  methods: ['GET', 'HEAD'],
  route: 'webhooks/certificate.cer',
  authLevel: 'anonymous',
  handler,
})
