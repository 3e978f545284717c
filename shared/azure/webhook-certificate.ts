import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions'
import { languageOf } from '../text/language.ts'
import { answerOf, toResponse } from './endpoint.ts'
import { readRequestIds } from './request.ts'
import { webhookSigner } from './webhook-signature.ts'

/** Gives the certificate that events are signed with, DER, to anybody; or the fault that says why there is none. */
export function serveCertificate(request: HttpRequest, context: InvocationContext): HttpResponseInit {
  const ids = readRequestIds(request.headers)
  try {
    const { certificate } = webhookSigner()
    const headers = { 'content-type': 'application/pkix-cert', 'cache-control': 'public, max-age=3600' }
    const response = toResponse({ status: 200, headers }, ids)
    return { ...response, body: new Uint8Array(certificate) }
  } catch (error) {
    const language = languageOf(request.headers.get('x-locale'), request.headers.get('accept-language'))
    return toResponse(answerOf(error, language, context, ids), ids)
  }
}
