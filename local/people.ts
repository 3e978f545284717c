import { namesOf } from '../shared/domain/names-of.ts'
/** The organisations and people of the demo. All invented; the ids never change, so data survives a new clone. */

export type Role = 'GlobalAdmin' | 'UserAdmin' | 'AdminAgent' | 'SalesAgent' | 'HelpdeskAgent' | 'BillingAdmin'

export interface Organisation {
  readonly tenantId: string
  readonly name: string
  readonly kind: 'indirectProvider' | 'indirectReseller' | 'directPartner'
  readonly country: string
  readonly mpnId: string
  readonly domain: string
  readonly email: string
  readonly isSandbox?: true
}

export interface Person {
  readonly objectId: string
  readonly organisation: OrganisationAlias
  readonly givenName: string
  readonly familyName: string
  readonly roles: readonly Role[]
  /** An application that signs in for itself: its token carries no user. */
  readonly isApp: boolean
}

export const organisations = {
  harbor: {
    tenantId: '44000001-0000-4000-8000-000000000000',
    name: 'Harbor Distribution',
    kind: 'indirectProvider',
    country: 'US',
    mpnId: '4400001',
    domain: 'harbor.example',
    email: 'partners@harbor.example',
  },
  tern: {
    tenantId: '44000002-0000-4000-8000-000000000000',
    name: 'Tern Cloud Services',
    kind: 'indirectReseller',
    country: 'US',
    mpnId: '4400002',
    domain: 'tern.example',
    email: 'hello@tern.example',
  },
  lumen: {
    tenantId: '44000003-0000-4000-8000-000000000000',
    name: 'Lumen IT',
    kind: 'indirectReseller',
    country: 'US',
    mpnId: '4400003',
    domain: 'lumen.example',
    email: 'office@lumen.example',
  },
  solo: {
    tenantId: '44000004-0000-4000-8000-000000000000',
    name: 'Solo Cloud',
    kind: 'directPartner',
    country: 'US',
    mpnId: '4400004',
    domain: 'solo.example',
    email: 'office@solo.example',
  },
  quay: {
    tenantId: '44000005-0000-4000-8000-000000000000',
    name: 'Quay Wholesale',
    kind: 'indirectProvider',
    country: 'US',
    mpnId: '4400005',
    domain: 'quay.example',
    email: 'partners@quay.example',
    isSandbox: true,
  },
} as const satisfies Record<string, Organisation>

export type OrganisationAlias = keyof typeof organisations

export const people = {
  gail: human('harbor', 1, 'Gail Moreno', 'GlobalAdmin'),
  adam: human('harbor', 2, 'Adam Whitfield', 'AdminAgent'),
  sally: human('harbor', 3, 'Sally Okafor', 'SalesAgent'),
  uma: human('harbor', 4, 'Uma Raman', 'UserAdmin'),
  hank: human('harbor', 5, 'Hank Dufresne', 'HelpdeskAgent'),
  bill: human('harbor', 6, 'Bill Castellan', 'BillingAdmin'),
  'harbor-app': { ...human('harbor', 7, 'Harbor Storefront', 'AdminAgent'), isApp: true },
  tess: human('tern', 1, 'Tess Lindqvist', 'GlobalAdmin'),
  toby: human('tern', 2, 'Toby Nakamura', 'SalesAgent'),
  luke: human('lumen', 1, 'Luke Amari', 'GlobalAdmin'),
  dora: human('solo', 1, 'Dora Fenwick', 'AdminAgent'),
  dirk: human('solo', 2, 'Dirk Haugen', 'GlobalAdmin'),
  quinn: human('quay', 1, 'Quinn Abara', 'GlobalAdmin', 'AdminAgent'),
} as const satisfies Record<string, Person>

export type PersonAlias = keyof typeof people

/** Every person with the alias, the organisation and the sign-in name. */
export const everyone = namesOf(people).map((alias) => describePerson(alias))

export type DescribedPerson = ReturnType<typeof describePerson>

/** The person of this alias, or undefined when there is none. */
export function findPerson(alias: string): DescribedPerson | undefined {
  return everyone.find((person) => person.alias === alias)
}

function describePerson(alias: PersonAlias) {
  const person: Person = people[alias]
  const { tenantId, domain } = organisations[person.organisation]
  return {
    ...person,
    alias,
    tenantId,
    name: `${person.givenName} ${person.familyName}`,
    userName: `${alias}@${domain}`,
  }
}

function human(organisation: OrganisationAlias, number: number, name: string, ...roles: readonly Role[]): Person {
  const [givenName = '', familyName = ''] = name.split(' ')
  const { tenantId } = organisations[organisation]
  const objectId = `${tenantId.slice(0, -1)}${number}`
  return { objectId, organisation, givenName, familyName, roles, isApp: false }
}
