import { createHash } from 'node:crypto'
import { type Role, roles } from '../shared/domain/partnerships/partner.ts'

export interface Registration {
  readonly name: string
  readonly isMultiTenant: boolean
}

const about: Readonly<Record<Role, string>> = {
  GlobalAdmin: 'Do everything but confirm agreements, and accept invitations for the organization',
  UserAdmin: 'Add customers, manage their users, request partnerships',
  AdminAgent: 'Add customers, confirm agreements, order, read the audit',
  SalesAgent: 'Add customers, confirm agreements, order',
  HelpdeskAgent: 'Order, and see the users of customers',
  BillingAdmin: 'Order',
}

/** The same id at every run: Entra knows a role or a scope by it. */
function idOf(what: string): string {
  const hex = createHash('sha256').update(`twotier/${what}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}

/** The id of a role in the registration. */
export const roleId = (role: Role): string => idOf(`role/${role}`)

/** The Azure CLI, which may ask for tokens of the API in the name of whoever is signed in to it. */
const azureCli = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'

const graph = '00000003-0000-0000-c000-000000000000'
const openid = '37f7f235-527c-4136-accd-4a02d197296e'
const profile = '14dad69e-099b-42c9-810b-d002981feec1'

/** The app registration as Microsoft Graph takes it. It has no secret and no certificate. */
export function applicationOf({ name, isMultiTenant }: Registration) {
  return {
    displayName: name,
    signInAudience: isMultiTenant ? 'AzureADMultipleOrgs' : 'AzureADMyOrg',
    api: {
      // Version 2: the issuer names the tenant, and the audience is the client id.
      requestedAccessTokenVersion: 2,
      oauth2PermissionScopes: [
        {
          id: idOf('scope/user_impersonation'),
          value: 'user_impersonation',
          type: 'User',
          isEnabled: true,
          adminConsentDisplayName: `Use ${name}`,
          adminConsentDescription: `Use ${name} as the person who is signed in, with the roles of that person.`,
          userConsentDisplayName: `Use ${name}`,
          userConsentDescription: `Use ${name} as you, with your roles.`,
        },
      ],
    },
    appRoles: roles.map((role) => ({
      id: roleId(role),
      value: role,
      displayName: role,
      description: about[role],
      allowedMemberTypes: ['User', 'Application'],
      isEnabled: true,
    })),
    // How a token of an application differs from that of a person.
    optionalClaims: { accessToken: [{ name: 'idtyp', essential: false }] },
    requiredResourceAccess: [
      {
        resourceAppId: graph,
        resourceAccess: [openid, profile].map((id) => ({ id, type: 'Scope' })),
      },
    ],
  }
}

/** What only a registration that is there can have: its identifier, who is let in, and where people come back to after signing in. */
export function addressesOf(registration: Registration, clientId: string, known: readonly string[], baseUrl?: string) {
  const { api } = applicationOf(registration)
  const callbacks = baseUrl ? [`${baseUrl.replace(/\/$/, '')}/signin/callback`] : []
  return {
    identifierUris: [`api://${clientId}`],
    // In a second step: Entra must know the scope before somebody can be let in to it.
    api: {
      ...api,
      preAuthorizedApplications: [
        { appId: azureCli, delegatedPermissionIds: api.oauth2PermissionScopes.map(({ id }) => id) },
      ],
    },
    web: {
      redirectUris: [...new Set([...known, ...callbacks])],
      implicitGrantSettings: { enableIdTokenIssuance: false, enableAccessTokenIssuance: false },
    },
  }
}

/** Lets the identity of the app stand in for a secret of the registration. Both must be of the same tenant. */
export function federationOf(cloud: Cloud, tenantId: string, principalId: string) {
  const { login, exchange } = clouds[cloud]
  return { issuer: `${login}/${tenantId}/v2.0`, subject: principalId, audiences: [exchange] }
}

export const clouds = {
  public: {
    login: 'https://login.microsoftonline.com',
    graph: 'https://graph.microsoft.com',
    exchange: 'api://AzureADTokenExchange',
  },
  usgov: {
    login: 'https://login.microsoftonline.us',
    graph: 'https://graph.microsoft.us',
    exchange: 'api://AzureADTokenExchangeUSGov',
  },
} as const
export type Cloud = keyof typeof clouds
