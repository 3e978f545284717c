import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions'
import { canReachQueues } from '../azure/queues.ts'
import { canReachTables } from '../azure/store.ts'
import { version } from '../azure/version.ts'
import { serve, toResponse } from './endpoint.ts'

/** Anybody can ask, so asking often must not cost storage requests. */
const keptMs = 5_000

interface Health {
  readonly status: 'healthy' | 'unhealthy'
  readonly version: string
  readonly checks: Readonly<Record<'settings' | 'tables' | 'queues', 'ok' | 'unreachable'>>
}

let kept: { readonly health: Promise<Health>; readonly until: number } | undefined

/** Says whether this instance can do its work: 200, or 503 with what it cannot reach. No address, name or reason is in it. */
export function serveHealth(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  return serve(request, context, async (ids) => {
    if (!kept || kept.until < Date.now()) kept = { health: look(), until: Date.now() + keptMs }
    const body = await kept.health
    return toResponse({ status: body.status === 'healthy' ? 200 : 503, body }, ids)
  })
}

async function look(): Promise<Health> {
  const [tables, queues] = await Promise.all([canReachTables(), canReachQueues()])
  // A wrong setting stops the start: whoever answers has them all.
  const checks = { settings: 'ok', tables: told(tables), queues: told(queues) } as const
  return { status: tables && queues ? 'healthy' : 'unhealthy', version, checks }
}

const told = (isReached: boolean) => (isReached ? 'ok' : 'unreachable')
