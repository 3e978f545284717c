import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { pick } from 'stream-json/filters/pick.js'
import { parser } from 'stream-json/parser.js'
import { streamArray } from 'stream-json/streamers/stream-array.js'
import * as z from 'zod'

const encodings = { utf8: 'utf-8', utf16: 'utf-16le', swapped: 'utf-16be' } as const
type Encoding = (typeof encodings)[keyof typeof encodings]

const Item = z.object({ value: z.unknown() })

/**
 * The items of a catalogue file, one after the other: those of the whole answer of GET offers or GET products, or of a list alone.
 * However long the file is, no more of it than an item is held.
 */
export async function* itemsIn(file: string): AsyncGenerator<unknown> {
  const encoding = await encodingOf(file)
  const begins = await firstSign(file, encoding)
  if (begins !== '{' && begins !== '[')
    throw new Error(
      "This is no JSON. Price lists in CSV are not read: take Partner Center's answer to GET /v1/offers or GET /v1/products.",
    )
  const text = Readable.from(textOf(file, encoding))
  const items = streamArray.asStream()
  const read =
    begins === '['
      ? pipeline(text, parser.asStream(), items, () => undefined)
      : pipeline(text, pick.withParserAsStream({ filter: 'items' }), items, () => undefined)
  try {
    for await (const item of read) yield Item.parse(item).value
  } catch (error) {
    if (error instanceof WrongEncoding) throw error
    throw new Error(`This is no JSON of offers or products: ${error instanceof Error ? error.message : error}`)
  }
}

class WrongEncoding extends Error {
  constructor() {
    super('The file is neither UTF-8 nor UTF-16. Save it as UTF-8.')
  }
}

/** What a mark says, or the zeros that every other byte of UTF-16 is where a file begins in ASCII, as JSON does. */
async function encodingOf(file: string): Promise<Encoding> {
  const handle = await open(file)
  const bytes = new Uint8Array(2)
  await handle.read(bytes, 0, 2, 0).finally(() => handle.close())
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return encodings.utf16
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== 0) ? encodings.swapped : encodings.utf8
}

/** @throws {Error} where a byte is none of the encoding */
async function* textOf(file: string, encoding: Encoding): AsyncGenerator<string> {
  // It takes a byte order mark away.
  const decoder = new TextDecoder(encoding, { fatal: true })
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
    } catch {
      throw new WrongEncoding()
    }
  }
  for await (const bytes of createReadStream(file)) yield decode(Uint8Array.from(bytes))
  yield decode()
}

async function firstSign(file: string, encoding: Encoding): Promise<string | undefined> {
  for await (const text of textOf(file, encoding)) {
    const begins = text.trimStart()[0]
    if (begins) return begins
  }
  return undefined
}
