import { app } from '@azure/functions'
import { tellOf } from '../../shared/azure/registry.ts'
import { serveCertificate } from '../../shared/azure/webhook-certificate.ts'

export const handler = serveCertificate

// Public: receivers fetch it to check a signature.
tellOf({
  name: 'get-webhook-certificate',
  trigger: 'GET /webhooks/certificate.cer',
  summary: 'The certificate that events are signed with, for anybody',
})
app.http('get-webhook-certificate', {
  methods: ['GET', 'HEAD'],
  route: 'webhooks/certificate.cer',
  authLevel: 'anonymous',
  handler,
})
