import { describe, expect, test } from 'vitest'
import { addressesOf, applicationOf, federationOf } from '../../infra/app-manifest.ts'
import { ownAccounts } from '../../infra/own-accounts.ts'
import { roles } from '../../shared/domain/partnerships/partner.ts'

describe('the app registration', () => {
  const registration = { name: 'Twotier', isMultiTenant: true }
  const application = applicationOf(registration)

  test('has the roles of the app, each with an id of its own that never changes', () => {
    expect(application.appRoles.map(({ value }) => value)).toEqual([...roles])
    expect(new Set(application.appRoles.map(({ id }) => id)).size).toBe(roles.length)
    expect(application.appRoles[0]?.id).toBe(applicationOf({ name: 'Other', isMultiTenant: false }).appRoles[0]?.id)
    for (const { id } of application.appRoles)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  test('asks for version 2 tokens that tell applications from people, and holds no secret', () => {
    expect(application).toMatchObject({
      signInAudience: 'AzureADMultipleOrgs',
      api: { requestedAccessTokenVersion: 2, oauth2PermissionScopes: [{ value: 'user_impersonation' }] },
      optionalClaims: { accessToken: [{ name: 'idtyp' }] },
    })
    expect(JSON.stringify(application)).not.toMatch(/passwordCredentials|keyCredentials/)
    expect(applicationOf({ name: 'Twotier', isMultiTenant: false }).signInAudience).toBe('AzureADMyOrg')
  })

  test('keeps the addresses that are known and adds the service’s own, once', () => {
    const known = ['https://old.example/signin/callback']

    expect(addressesOf(registration, 'id', known, 'https://new.example/').web.redirectUris).toEqual([
      ...known,
      'https://new.example/signin/callback',
    ])
    expect(addressesOf(registration, 'id', known, 'https://old.example').web.redirectUris).toEqual(known)
    expect(addressesOf(registration, 'id', known, undefined)).toMatchObject({
      identifierUris: ['api://id'],
      web: { redirectUris: known },
    })
  })

  test('lets the Azure CLI ask for tokens of its one scope', () => {
    const { api } = addressesOf(registration, 'id', [])

    expect(api).toEqual({
      ...application.api,
      preAuthorizedApplications: [
        {
          appId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
          delegatedPermissionIds: [application.api.oauth2PermissionScopes[0]?.id],
        },
      ],
    })
  })

  test('trusts the identity of the app, in each cloud by its own names', () => {
    expect(federationOf('public', 't', 'p')).toEqual({
      issuer: 'https://login.microsoftonline.com/t/v2.0',
      subject: 'p',
      audiences: ['api://AzureADTokenExchange'],
    })
    expect(federationOf('usgov', 't', 'p').audiences).toEqual(['api://AzureADTokenExchangeUSGov'])
  })
})

describe('the partner accounts of the operator', () => {
  const home = 'aaaaaaaa-0000-4000-8000-000000000001'
  const other = 'aaaaaaaa-0000-4000-8000-000000000002'
  const one = { home, isMultiTenant: false }
  const many = { home, isMultiTenant: true }

  test('have the id of the tenant that their people sign in with', () => {
    expect(JSON.parse(ownAccounts('[{"name":"Harbor"}]', one))).toEqual([{ partnerId: home, name: 'Harbor' }])
    expect(JSON.parse(ownAccounts(JSON.stringify([{ partnerId: home.toUpperCase() }]), one))).toEqual([
      { partnerId: home },
    ])
    expect(JSON.parse(ownAccounts(JSON.stringify([{ name: 'Harbor' }, { partnerId: other }]), many))).toHaveLength(2)
  })

  test.each([
    ['nobody of the tenant could sign in', [{ partnerId: other }], many, /of your tenant/],
    ['nobody of another tenant could', [{ partnerId: home }, { partnerId: other }], one, /for one tenant/],
    ['two are of one tenant', [{ name: 'Harbor' }, { name: 'Quay' }], many, /say its own/],
    ['there is none', [], one, /./],
  ])('are refused where %s', (_, accounts, tenants, why) => {
    expect(() => ownAccounts(JSON.stringify(accounts), tenants)).toThrow(why)
  })
})
