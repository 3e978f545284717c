import * as z from 'zod'

/** How the scripts that write behind the service's back know that it is under maintenance. */
export const maintenanceOptions = {
  app: { type: 'string' },
  'no-service': { type: 'boolean', default: false },
} as const

interface Said {
  readonly app?: string | undefined
  readonly 'no-service': boolean
}

const Health = z.object({ maintenance: z.literal(true) })

/**
 * Makes sure that nobody writes to the tables meanwhile: the service at `--app` says that it is under maintenance, or there is no
 * service that uses them.
 * @throws {Error} otherwise
 */
export async function assureMaintenance({ app, 'no-service': isAlone }: Said): Promise<void> {
  if (isAlone) return
  if (!app)
    throw new Error(
      'Say --app: the address of the service, which is to have MAINTENANCE=true; or --no-service where none uses these tables',
    )
  const response = await fetch(new URL('/health', app), { signal: AbortSignal.timeout(30_000) })
  if (!Health.safeParse(await response.json().catch(() => undefined)).success)
    throw new Error(`${app} is not under maintenance: set MAINTENANCE=true, and wait two minutes for what is under way`)
}
