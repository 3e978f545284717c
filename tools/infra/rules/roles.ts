import type { Deployment, Resource } from '../deployment.ts'
import { differs, differsAsSet, look, ofType, type Problems, suffixOf } from './look.ts'
import { type Wanted, wanted } from './wanted.ts'

export interface Grant {
  /** As the guide calls it. */
  readonly who: 'app' | 'delivery reports' | '`keyOfficerId`' | '`operatorId`'
  readonly role: string
  readonly id: string
  /** As the guide calls it. */
  readonly on: string
  /** The id of what it is given on; `*` stands for the name of a further account, if it is one. */
  readonly scope: string
}

const storage = '~/Microsoft.Storage/storageAccounts/st{suffix}'
const anyAccount = '~/Microsoft.Storage/storageAccounts/st*{suffix}'
const vault = '~/Microsoft.KeyVault/vaults/kv-{suffix}'

/** Every right that anybody is given: the guide's table is this one. */
export const grants: readonly Grant[] = [
  {
    who: 'app',
    role: 'Storage Blob Data Owner',
    id: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
    on: 'storage',
    scope: storage,
  },
  {
    who: 'app',
    role: 'Storage Queue Data Contributor',
    id: '974c5e8b-45b9-4653-ba55-5f855dd0fb88',
    on: 'storage',
    scope: storage,
  },
  {
    who: 'app',
    role: 'Storage Table Data Contributor',
    id: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3',
    on: 'storage, and further accounts',
    scope: anyAccount,
  },
  { who: 'app', role: 'Key Vault Secrets User', id: '4633458b-17de-408a-b874-0445c86b69e6', on: 'vault', scope: vault },
  {
    who: 'app',
    role: 'Communication and Email Service Owner',
    id: '09976791-48a7-449e-bb21-39d1a415f350',
    on: 'the mail service',
    scope: '~/Microsoft.Communication/communicationServices/acs-{suffix}',
  },
  {
    who: 'app',
    role: 'Monitoring Metrics Publisher',
    id: '3913510d-42f4-4e42-8a64-420c390055eb',
    on: 'Application Insights',
    scope: '~/Microsoft.Insights/components/appi-{suffix}',
  },
  {
    who: 'delivery reports',
    role: 'Storage Queue Data Message Sender',
    id: 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a',
    on: 'one queue',
    scope: `${storage}/queueServices/default/queues/record-delivery-report`,
  },
  {
    who: '`keyOfficerId`',
    role: 'Key Vault Secrets Officer',
    id: 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7',
    on: 'vault',
    scope: vault,
  },
  {
    who: '`operatorId`',
    role: 'Storage Table Data Reader',
    id: '76199698-9eea-4c19-bc75-cec21354c6b6',
    on: 'storage, and further accounts',
    scope: anyAccount,
  },
  {
    who: '`operatorId`',
    role: 'Storage Queue Data Message Processor',
    id: '8a0f0c08-91a1-4084-bc3d-661d67233fed',
    on: 'storage',
    scope: storage,
  },
]

/** How often each is given; the app's and the operator's on tables once for each account. */
function timesOf({ who, id }: Grant, { makesMail, keyOfficerId, operatorId, furtherAccounts }: Wanted): number {
  const isOnTables = id.startsWith('0a9a7e1f') || id.startsWith('76199698')
  const isOfMail = id.startsWith('09976791') || who === 'delivery reports'
  const isGiven = {
    app: makesMail || !isOfMail,
    'delivery reports': makesMail,
    '`keyOfficerId`': keyOfficerId !== undefined,
    '`operatorId`': operatorId !== undefined,
  }[who]
  if (!isGiven) return 0
  return isOnTables ? 1 + furtherAccounts.length : 1
}

function whoIs(assignment: Resource, { keyOfficerId, operatorId }: Wanted): string {
  const principal = String(look(assignment, 'properties.principalId'))
  const kind = look(assignment, 'properties.principalType')
  if (/^principal of id-reports-\w+$/.test(principal) && kind === 'ServicePrincipal') return 'delivery reports'
  if (/^principal of id-\w+$/.test(principal) && kind === 'ServicePrincipal') return 'app'
  // A person or a group: which, only Azure knows.
  if (principal === keyOfficerId && kind === undefined) return '`keyOfficerId`'
  if (principal === operatorId && kind === undefined) return '`operatorId`'
  return `${principal} (${kind})`
}

const scopeOf = ({ id }: Resource): string => id.split('/providers/Microsoft.Authorization/')[0] ?? ''

const isIn = (scope: string, id: string, suffix: string): boolean =>
  new RegExp(`^${scope.replace('{suffix}', suffix).replaceAll('.', '\\.').replace('*', '[a-z0-9]{0,8}')}$`).test(id)

const roleOf = (assignment: Resource): string =>
  String(look(assignment, 'properties.roleDefinitionId')).split('/').at(-1) ?? ''

/** Who may what is the table above, on the resource that it is for and nothing wider. */
export function roleProblems(deployment: Deployment): Problems {
  const assignments = ofType(deployment, 'Microsoft.Authorization/roleAssignments')
  const { set } = deployment
  const expected = grants.flatMap((grant) =>
    Array.from({ length: timesOf(grant, wanted[set]) }, () => `${grant.who}: ${grant.role}`),
  )
  const found = assignments.map((one) => {
    const grant = grants.find(({ id }) => id === roleOf(one))
    const isInScope = grant !== undefined && isIn(grant.scope, scopeOf(one), suffixOf(deployment))
    return `${whoIs(one, wanted[set])}: ${grant?.role ?? roleOf(one)}${isInScope ? '' : ` on ${scopeOf(one)}`}`
  })
  const scopes = assignments.map((one) => `${roleOf(one)} on ${scopeOf(one)}`)
  return [
    ...differsAsSet('roles', [...new Set(found)], [...new Set(expected)]),
    ...differs('how many roles are given', found.length, expected.length),
    ...differs('roles on different things', new Set(scopes).size, scopes.length),
  ]
}

/** The rows of the guide's table of roles, without the reasons. */
function grantsTold(guide: string): string[] {
  const [, table = ''] = /\| who \| role \| on \| why \|\n\|[-|]+\|\n((?:\|.*\|\n)+)/.exec(guide) ?? []
  return table
    .trim()
    .split('\n')
    .map((row) => row.split('|').slice(1, 4).join('|').trim())
}

/** The guide lists exactly these roles. */
export function toldRoleProblems(guide: string): Problems {
  const rows = grants.map(({ who, role, on }) => ` ${who} | ${role} | ${on} `.trim())
  return differsAsSet('roles in the guide', grantsTold(guide), rows)
}
