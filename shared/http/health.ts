import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions'
import { canReachQueues } from '../azure/queues.ts'
import { settings } from '../azure/settings.ts'
import { canReachTables } from '../azure/store.ts'
import { version } from '../azure/version.ts'
import type { Answer } from '../command/answer.ts'
import { serveAnyway, toResponse } from './endpoint.ts'
import { settingProblems, triedAgainAfterSeconds } from './settings-wrong.ts'

/** Anybody can ask, so asking often must not cost storage requests. */
const keptMs = 5_000

interface Health {
  readonly status: 'healthy' | 'unhealthy'
  readonly version: string
  readonly checks: Readonly<Record<'settings' | 'tables' | 'queues', 'ok' | 'wrong' | 'unreachable' | 'not looked at'>>
  /** Nothing is written for now; reads go on. */
  readonly maintenance?: true
  /** The settings that are wrong, each with the reason: by their names, which are no secret, never by what was set. */
  readonly problems?: readonly string[]
}

let kept: { readonly health: Promise<Health>; readonly until: number } | undefined

/** Says whether this instance can do its work: 200, or 503 with what it cannot reach or which settings are wrong. */
export function serveHealth(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  return serveAnyway(request, context, async (ids) => toResponse(await answer(), ids))
}

async function answer(): Promise<Answer> {
  if (settingProblems.length > 0)
    return { status: 503, body: unfit, headers: { 'retry-after': `${triedAgainAfterSeconds}` } }
  if (!kept || kept.until < Date.now()) kept = { health: look(), until: Date.now() + keptMs }
  const body = await kept.health
  return { status: body.status === 'healthy' ? 200 : 503, body }
}

const unfit: Health = {
  status: 'unhealthy',
  version,
  checks: { settings: 'wrong', tables: 'not looked at', queues: 'not looked at' },
  problems: settingProblems,
}

async function look(): Promise<Health> {
  const [tables, queues] = await Promise.all([canReachTables(), canReachQueues()])
  const checks = { settings: 'ok', tables: wordOf(tables), queues: wordOf(queues) } as const
  const status = tables && queues ? 'healthy' : 'unhealthy'
  return { status, version, checks, ...(settings.isMaintained && { maintenance: true }) }
}

const wordOf = (isReached: boolean) => (isReached ? 'ok' : 'unreachable')
