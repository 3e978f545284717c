// Makes the app registration in Entra, or brings it up to date; run it as often as you like. Says what settings follow.
//   node local/run.mjs infra/register-app.ts [--name Twotier] [--multi-tenant] [--cloud usgov] [--azd]
//   ... --accounts FILE         your own partner accounts: an account without partnerId gets that of your tenant
//   ... --role AdminAgent       gives you a role; can be said more than once
//   ... --base-url URL --identity PRINCIPAL_ID     once the service is deployed: sign-in of its pages, without a secret
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { type Role, roles } from '../shared/domain/partnerships/partner.ts'
import {
  addressesOf,
  applicationOf,
  type Cloud,
  clouds,
  federationOf,
  type Registration,
  roleId,
} from './app-manifest.ts'
import { az, azdEnv, patiently, withPrivateFile } from './az.ts'
import { ownAccounts } from './own-accounts.ts'

const { values } = parseArgs({
  options: {
    name: { type: 'string' },
    'multi-tenant': { type: 'boolean' },
    cloud: { type: 'string' },
    accounts: { type: 'string' },
    role: { type: 'string', multiple: true, default: [] as string[] },
    'base-url': { type: 'string' },
    identity: { type: 'string' },
    /** Takes what is not given from the environment of azd, and keeps there what it says. */
    azd: { type: 'boolean', default: false },
  },
})

const Found = z.object({ appId: z.string(), web: z.object({ redirectUris: z.array(z.string()) }) })
const WithId = z.object({ id: z.string() })

/** What was asked for, completed by the environment of azd. */
function asked() {
  const given = values.azd
    ? z.record(z.string(), z.string()).parse(JSON.parse(azdEnv('get-values', '--output', 'json')))
    : {}
  return {
    name: values.name ?? ['Twotier', given.AZURE_ENV_NAME].join(' ').trim(),
    isMultiTenant: values['multi-tenant'] ?? given.AUTH_MULTI_TENANT === 'true',
    cloud: z.enum(Object.keys(clouds) as Cloud[]).parse(values.cloud ?? given.CLOUD ?? 'public'),
    accounts: values.accounts ? readFileSync(values.accounts, 'utf8') : given.PARTNER_ACCOUNTS,
    baseUrl: values['base-url'] ?? given.BASE_URL,
    principalId: values.identity ?? given.APP_PRINCIPAL_ID,
    wantedRoles: z.array(z.enum(roles)).parse(values.role),
  }
}

function main(): void {
  const { name, isMultiTenant, cloud, accounts, baseUrl, principalId, wantedRoles } = asked()
  const { tenantId } = z.object({ tenantId: z.string() }).parse(az('account', 'show'))
  const own = accounts && { PARTNER_ACCOUNTS: ownAccounts(accounts, { home: tenantId, isMultiTenant }) }

  const graph = `${clouds[cloud].graph}/v1.0`
  const { application, appId } = register(graph, { name, isMultiTenant }, baseUrl)
  if (principalId)
    upsert(`${application}/federatedIdentityCredentials(name='twotier')`, federationOf(cloud, tenantId, principalId))
  if (wantedRoles.length > 0) giveRoles(graph, appId, wantedRoles)
  tell({ AUTH_CLIENT_ID: appId, AUTH_TENANT_ID: isMultiTenant ? '' : tenantId, ...own })
}

function register(graph: string, registration: Registration, baseUrl: string | undefined) {
  const unique = registration.name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const application = `${graph}/applications(uniqueName='${unique}')`
  upsert(application, applicationOf(registration))
  const { appId, web } = Found.parse(patiently(() => az('rest', '--method', 'GET', '--url', application)))
  upsert(application, {
    displayName: registration.name,
    ...addressesOf(registration, appId, web.redirectUris, baseUrl),
  })
  upsert(servicePrincipal(graph, appId), { notes: 'Made by infra/register-app.ts' })
  return { application, appId }
}

const servicePrincipal = (graph: string, appId: string): string => `${graph}/servicePrincipals(appId='${appId}')`

/** Makes a thing of Graph, or changes the one that is there. */
function upsert(url: string, body: object): void {
  send('PATCH', url, body, ['Prefer=create-if-missing'])
}

function send(method: string, url: string, body: object, headers: readonly string[] = []): void {
  withPrivateFile(JSON.stringify(body), (path) => {
    const all = ['Content-Type=application/json', ...headers]
    patiently(() => az('rest', '--method', method, '--url', url, '--headers', ...all, '--body', `@${path}`))
  })
}

/** Gives roles to whoever runs this; a role that is given already stays. */
function giveRoles(graph: string, appId: string, wanted: readonly Role[]): void {
  const find = (url: string) => WithId.parse(patiently(() => az('rest', '--method', 'GET', '--url', url))).id
  const resourceId = find(servicePrincipal(graph, appId))
  const principalId = find(`${graph}/me`)
  for (const role of wanted) {
    try {
      send('POST', `${graph}/servicePrincipals/${resourceId}/appRoleAssignedTo`, {
        principalId,
        resourceId,
        appRoleId: roleId(role),
      })
    } catch (error) {
      if (!/already exists/i.test(String(error))) throw error
    }
    console.error(`You are ${role}: a token that you ask for from now on says so`)
  }
}

function tell(settings: Readonly<Record<string, string>>): void {
  for (const [setting, value] of Object.entries(settings)) {
    console.log(`${setting}=${value}`)
    if (values.azd) azdEnv('set', setting, value)
  }
}

try {
  main()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
