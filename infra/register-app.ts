// Makes the app registration in Entra, or brings it up to date; run it as often as you like. Says what settings follow.
//   node local/run.mjs infra/register-app.ts [--name Twotier] [--multi-tenant] [--cloud usgov] [--azd]
//   ... --base-url URL --identity PRINCIPAL_ID     once the service is deployed: sign-in of its pages, without a secret
import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { addressesOf, applicationOf, type Cloud, clouds, federationOf } from './app-manifest.ts'
import { az, patiently, withPrivateFile } from './az.ts'

const { values } = parseArgs({
  options: {
    name: { type: 'string' },
    'multi-tenant': { type: 'boolean' },
    cloud: { type: 'string' },
    'base-url': { type: 'string' },
    identity: { type: 'string' },
    /** Takes what is not given from the environment of azd, and keeps there what it says. */
    azd: { type: 'boolean', default: false },
  },
})

const given = values.azd
  ? z.record(z.string(), z.string()).parse(JSON.parse(azd('get-values', '--output', 'json')))
  : {}
const name = values.name ?? ['Twotier', given.AZURE_ENV_NAME].join(' ').trim()
const isMultiTenant = values['multi-tenant'] ?? given.AUTH_MULTI_TENANT === 'true'
const cloud = z.enum(Object.keys(clouds) as Cloud[]).parse(values.cloud ?? given.CLOUD ?? 'public')
const baseUrl = values['base-url'] ?? given.BASE_URL
const principalId = values.identity ?? given.APP_PRINCIPAL_ID

const Found = z.object({ appId: z.string(), web: z.object({ redirectUris: z.array(z.string()) }) })

function main(): void {
  const graph = `${clouds[cloud].graph}/v1.0`
  const { tenantId } = z.object({ tenantId: z.string() }).parse(az('account', 'show'))
  const application = `${graph}/applications(uniqueName='${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}')`

  upsert(application, applicationOf({ name, isMultiTenant }))
  const { appId, web } = Found.parse(patiently(() => az('rest', '--method', 'GET', '--url', application)))
  upsert(application, { displayName: name, ...addressesOf(appId, web.redirectUris, baseUrl) })
  upsert(`${graph}/servicePrincipals(appId='${appId}')`, { notes: 'Made by infra/register-app.ts' })
  if (principalId)
    upsert(`${application}/federatedIdentityCredentials(name='twotier')`, federationOf(cloud, tenantId, principalId))

  tell({ AUTH_CLIENT_ID: appId, AUTH_TENANT_ID: isMultiTenant ? '' : tenantId })
}

/** Makes a thing of Graph, or changes the one that is there. */
function upsert(url: string, body: object): void {
  withPrivateFile(JSON.stringify(body), (path) => {
    const headers = ['Content-Type=application/json', 'Prefer=create-if-missing']
    patiently(() => az('rest', '--method', 'PATCH', '--url', url, '--headers', ...headers, '--body', `@${path}`))
  })
}

function tell(settings: Readonly<Record<string, string>>): void {
  for (const [setting, value] of Object.entries(settings)) {
    console.log(`${setting}=${value}`)
    if (values.azd) azd('set', setting, value)
  }
}

function azd(...words: readonly string[]): string {
  const shell = process.platform === 'win32'
  return execFileSync('azd', ['env', ...words], { encoding: 'utf8', shell, stdio: ['ignore', 'pipe', 'inherit'] })
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
