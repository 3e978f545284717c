import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import type { HttpRequest } from '@azure/functions'
import { Fault, refuseInput } from '../domain/fault.ts'

type Decompress = (bytes: Uint8Array, options: { readonly maxOutputLength: number }) => Promise<Uint8Array>

const decompressions: Readonly<Record<string, Decompress>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
}

// What a character takes in UTF-8 where it takes most of one unit of text.
const bytesOfUnit = 3

/**
 * The text of a request's body, the only way to one: every byte counts, so a body in another encoding than it says (UTF-8 where
 * it says nothing) is refused rather than kept with replacement signs in its names.
 * @throws {Fault} encodingNotSupported, invalidInput, bodyTooLarge
 */
export async function readText(
  request: Pick<HttpRequest, 'headers' | 'arrayBuffer'>,
  longest: number,
): Promise<string> {
  const decode = decoderOf(request.headers.get('content-type') ?? '')
  const sent = new Uint8Array(await request.arrayBuffer())
  const bytes = await decompressed(sent, request.headers.get('content-encoding') ?? '', longest)
  const text = decode(bytes)
  if (text.length > longest) throw new Fault('bodyTooLarge', { maximum: longest })
  return text
}

function decoderOf(contentType: string): (bytes: Uint8Array) => string {
  const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(contentType) ?? []
  const decoder = decoderFor(charset)
  return (bytes) => {
    try {
      return decoder.decode(bytes)
    } catch {
      return refuseInput('body', 'notInEncoding', { encoding: charset.toUpperCase() })
    }
  }
}

function decoderFor(charset: string): InstanceType<typeof TextDecoder> {
  try {
    // It takes a byte order mark away.
    return new TextDecoder(charset, { fatal: true })
  } catch {
    throw new Fault('encodingNotSupported', { encoding: charset.slice(0, 40) })
  }
}

async function decompressed(bytes: Uint8Array, encoding: string, longest: number): Promise<Uint8Array> {
  const name = encoding.trim().toLowerCase()
  if (name === '' || name === 'identity' || bytes.length === 0) return bytes
  const decompress = decompressions[name]
  if (!decompress) throw new Fault('encodingNotSupported', { encoding: encoding.slice(0, 40) })
  try {
    return await decompress(bytes, { maxOutputLength: longest * bytesOfUnit })
  } catch (error) {
    if (error instanceof RangeError) throw new Fault('bodyTooLarge', { maximum: longest })
    return refuseInput('body', 'notInEncoding', { encoding: name })
  }
}
