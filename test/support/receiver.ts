import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface Receiver {
  readonly url: string
  /** How often was posted, by the path that the event is about. */
  readonly told: Map<string, number>
  stop(): Promise<void>
}

/** A webhook of a partner's, which takes every event. */
export async function startReceiver(): Promise<Receiver> {
  const told = new Map<string, number>()
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(JSON.parse(await text(request)).ResourceUri)
    told.set(pathname, (told.get(pathname) ?? 0) + 1)
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    told,
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
