import { lookup } from 'node:dns'
import { type ClientRequest, type IncomingMessage, request as requestHttp, STATUS_CODES } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import type { WebhookEvent, WebhookRegistration } from '../domain/webhooks/webhook.ts'
import type { DeliveryProblem, Reception } from '../domain/webhooks/webhook-delivery.ts'
import { webhookEventToWire } from '../wire/webhooks/webhook.ts'
import { isLoopback, isPublicAddress } from './public-address.ts'
import { settings } from './settings.ts'
import { webhookSigner } from './webhook-signature.ts'

export interface Letter {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

const timeoutMs = 10_000

/** An event as it goes to its receiver, signed. @throws {Fault} webhooksNotSetUp */
export function letterOf({ url, usesMsSignatureHeader }: WebhookRegistration, event: WebhookEvent): Letter {
  const body = Buffer.from(JSON.stringify(webhookEventToWire(event, settings.baseUrl)), 'utf8')
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(body.length),
    'User-Agent': 'Twotier',
    [usesMsSignatureHeader ? 'x-ms-signature' : 'Authorization']: `Signature ${webhookSigner().sign(body)}`,
    'X-MS-Certificate-Url': `${settings.baseUrl}/webhooks/certificate.cer`,
    'X-MS-Signature-Algorithm': 'rsa-sha256',
  }
  return { url, headers, body }
}

class AddressNotAllowed extends Error {
  readonly code = 'ADDRESS_NOT_ALLOWED'
}

/**
 * Posts a letter once and reports what came of it; never throws. The connection goes to the very address that was checked, so
 * that a name cannot mean one address when it is looked at and another when it is called. No redirect is followed, and of the
 * answer nothing is read but its status.
 */
export async function post(letter: Letter): Promise<Reception> {
  try {
    const status = await statusOf(letter)
    return { status, statusName: (STATUS_CODES[status] ?? String(status)).replace(/[^A-Za-z0-9]/g, '') }
  } catch (error) {
    return { problem: problemOf(error) }
  }
}

function statusOf({ url, headers, body }: Letter): Promise<number> {
  const { protocol, hostname } = new URL(url)
  const literal = hostname.replace(/^\[|\]$/g, '')
  const isPlain = protocol === 'http:'
  // An address in place of a name is never looked up.
  if ((isPlain && !settings.isLocal) || (isIP(literal) !== 0 && !isAllowed(literal)))
    return Promise.reject(new AddressNotAllowed())
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      headers,
      lookup: checkedLookup,
      // No connection is kept: it would outlive the check of its address.
      agent: false,
      signal: AbortSignal.timeout(timeoutMs),
    }
    const answered = (response: IncomingMessage): void => {
      resolve(response.statusCode ?? 0)
      response.destroy()
    }
    const sending: ClientRequest = isPlain ? requestHttp(url, options, answered) : requestHttps(url, options, answered)
    sending.on('error', reject)
    sending.end(body)
  })
}

/** Looks a name up, and gives its addresses only when every one of them is allowed. */
const checkedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error || !first) callback(error ?? new AddressNotAllowed(), '')
    else if (!addresses.every(({ address }) => isAllowed(address))) callback(new AddressNotAllowed(), '')
    else if (options.all) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}

function isAllowed(address: string): boolean {
  return isPublicAddress(address) || (settings.isLocal && isLoopback(address))
}

function problemOf(error: unknown): DeliveryProblem {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  if (code === 'ADDRESS_NOT_ALLOWED') return 'addressNotAllowed'
  if (code === 'ABORT_ERR' || code === 'ETIMEDOUT') return 'timedOut'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'nameNotFound'
  return /CERT|SIGNATURE|^ERR_TLS/.test(code) ? 'certificateNotTrusted' : 'connectionFailed'
}
