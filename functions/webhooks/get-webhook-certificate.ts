import { publicStep } from '../../shared/http/public-step.ts'
import { serveCertificate } from '../../shared/http/webhook-certificate.ts'

// Receivers fetch it to check a signature.
export const handler = publicStep(
  {
    name: 'get-webhook-certificate',
    route: 'webhooks/certificate.cer',
    summary: 'The certificate that events are signed with, for anybody',
  },
  serveCertificate,
)
