import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto'
import { Fault } from '../domain/fault.ts'
import { settings } from './settings.ts'

interface WebhookSigner {
  /** RSA-SHA256 with PKCS#1 v1.5 padding, base64. */
  sign(body: Buffer): string
  /** The certificate of the key, DER. */
  readonly certificate: Buffer
}

let signer: WebhookSigner | undefined

/** What signs the events. @throws {Fault} webhooksNotSetUp where the operator gave no key */
export function webhookSigner(): WebhookSigner {
  const { webhookKey } = settings
  if (!webhookKey) throw new Fault('webhooksNotSetUp', { setting: 'WEBHOOK_KEY' })
  signer ??= signerOf(webhookKey)
  return signer
}

function signerOf(key: KeyObject): WebhookSigner {
  const signBytes = (bytes: Buffer) => sign('sha256', bytes, key)
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' })
  return {
    sign: (body) => signBytes(body).toString('base64'),
    certificate: selfSigned(publicKey, new URL(settings.baseUrl).hostname, signBytes),
  }
}

/**
 * A self-signed X.509 certificate. By hand, because the libraries bring a dozen packages for these lines. Nothing in it is
 * random or of today: every instance makes the same bytes of the same key.
 */
function selfSigned(publicKey: Buffer, host: string, signBytes: (bytes: Buffer) => Buffer): Buffer {
  const algorithm = sequence(oid('2a864886f70d01010b'), der(0x05)) // sha256WithRSAEncryption
  const name = sequence(attribute('55040a', 'Twotier'), attribute('550403', host.slice(0, 64))) // O, CN
  const serial = createHash('sha256').update(publicKey).digest().subarray(0, 16)
  serial.writeUInt8((serial.readUInt8(0) & 0x3f) | 0x40, 0) // positive, and never shorter
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.of(2))), // version 3
    der(0x02, serial),
    algorithm,
    name,
    // The key is exchanged by hand, not by time; 2049 is the last year that every reader understands in this form.
    sequence(der(0x17, Buffer.from('200101000000Z')), der(0x17, Buffer.from('491231235959Z'))),
    name,
    publicKey,
    // No CA. Nothing is said of the use of the key: a chain of one must do for whoever builds one.
    der(0xa3, sequence(sequence(oid('551d13'), der(0x01, Buffer.of(0xff)), der(0x04, sequence())))),
  )
  return sequence(toBeSigned, algorithm, der(0x03, Buffer.of(0), signBytes(toBeSigned)))
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts)
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'))
const attribute = (type: string, text: string): Buffer => der(0x31, sequence(oid(type), der(0x0c, Buffer.from(text))))

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content])
  const size = length < 0x100 ? Buffer.of(0x81, length) : Buffer.of(0x82, length >> 8, length & 0xff)
  return Buffer.concat([Buffer.of(tag), size, content])
}
