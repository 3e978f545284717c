import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions'
import { webhookSigner } from '../azure/webhook-signature.ts'
import { serve, toResponse } from './endpoint.ts'

/** Gives the certificate that events are signed with, DER, to anybody; or the fault that says why there is none. */
export function serveCertificate(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  return serve(request, context, (ids) => {
    const { certificate } = webhookSigner()
    const headers = { 'content-type': 'application/pkix-cert', 'cache-control': 'public, max-age=3600' }
    return Promise.resolve({ ...toResponse({ status: 200, headers }, ids), body: new Uint8Array(certificate) })
  })
}
