import { once } from 'node:events'
import { createServer } from 'node:net'
import type { Ports } from './settings.ts'

export type PortName = keyof Ports

/** The wanted ports (0: any free one), with a free one in place of each that is taken; `onTaken` is called with those. */
export async function choosePorts(
  wanted: Ports,
  onTaken: (name: PortName, wanted: number, chosen: number) => void,
): Promise<Ports> {
  const chosen: Partial<Record<PortName, number>> = {}
  const used = new Set<number>()
  for (const name of portNames) {
    const port = wanted[name]
    if (port === undefined) continue
    const free = await chooseFree(port, used)
    if (port !== 0 && free !== port) onTaken(name, port, free)
    chosen[name] = free
    used.add(free)
  }
  return { ...wanted, ...chosen }
}

const portNames = ['host', 'mailbox', 'issuer', 'blob', 'queue', 'table'] as const satisfies PortName[]

/** Nothing listens on the chosen ports yet, so a free one could be chosen twice. */
async function chooseFree(wanted: number, used: ReadonlySet<number>): Promise<number> {
  const port = await tryPort(wanted)
  if (port !== undefined && !used.has(port)) return port
  if (wanted === 0 && port === undefined) throw new Error('This machine has no free port left')
  return chooseFree(0, used)
}

/** The port if one can listen on it now. */
async function tryPort(port: number): Promise<number | undefined> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return undefined
  }
  const address = server.address()
  server.close()
  await once(server, 'close')
  return address === null || typeof address === 'string' ? undefined : address.port
}
