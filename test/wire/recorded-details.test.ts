import { describe, expect, test } from 'vitest'
import { importAllSteps } from '../support/all-steps.ts'
import { call } from '../support/call.ts'
import { aCustomer, aProvider, givenCustomer, givenPartnership, must } from '../support/given.ts'
import { hasRecordings, recordedBody, shapeOf } from './recording.ts'

await importAllSteps()

describe.runIf(hasRecordings)('answers as the live service was recorded to give them', () => {
  const { admin, partner } = aProvider()
  const get = async (path: string) => must(await call('GET', path, { as: admin }), 200).body

  test.each(['US', 'GB', 'DE', 'CN'])('the rules of %s, to the letter and in order', async (country) => {
    const { attributes: _, ...ours } = await get(`/v1/countryvalidationrules/${country}`)
    const recorded = recordedBody(`PowerShell.Tests/GetCountryValidationRules-${country}.json`)

    expect(JSON.stringify(ours)).toBe(JSON.stringify(recorded))
  })

  // The one recorded had no name.
  const known = (value: Record<string, unknown>) => Object.keys(value).filter((name) => name !== 'partnerName')

  test('the MPN profile', async () => {
    const recorded = recordedBody('PowerShell.Tests/GetMpnProfile.json')
    const ours = await get('/v1/profiles/mpn')

    expect(known(ours)).toEqual(Object.keys(recorded))
    expect(ours).toMatchObject({ ...recorded, mpnId: partner.mpnId })
  })

  test('the legal profile, as far as it is known', async () => {
    const recorded = recordedBody('PowerShell.Tests/GetPartnerLegalProfile.json')
    const { companyName, address, vettingStatus, vettingSubStatus, ...rest } = await get('/v1/profiles/legalbusiness')

    expect(Object.keys(recorded)).toEqual(expect.arrayContaining(['companyName', 'address', ...Object.keys(rest)]))
    expect([vettingStatus, vettingSubStatus]).toEqual([recorded.vettingStatus, recorded.vettingSubStatus])
    expect(recorded).toMatchObject(rest)
    expect([companyName, address]).toEqual([partner.name, { country: 'US' }])
  })

  test('the resellers of a customer', async () => {
    const reseller = await givenPartnership(admin)
    const { id } = await givenCustomer(admin, { associatedPartnerId: reseller.partner.partnerId })

    expect(shapeOf(await get(`/v1/customers/${id}/relationships`))).toEqual(
      shapeOf(recordedBody('PowerShell.Tests/GetPartnerRelationship.json')),
    )
  })

  test('users, deleted ones, their roles and memberships', async () => {
    const body = aCustomer()
    const { id } = must(await call('POST', '/v1/customers', { as: admin, body }), 201).body
    const users = `/v1/customers/${id}/users`
    const wanted = {
      usageLocation: 'US',
      userPrincipalName: `daniel@${body.companyProfile.domain}`,
      firstName: 'Daniel',
      lastName: 'Tsai',
      displayName: 'Daniel Tsai',
      passwordProfile: { password: 'Passw0rd!', forceChangePassword: true },
    }
    const user = must(await call('POST', users, { as: admin, body: wanted }), 200).body
    const members = `/v1/customers/${id}/directoryroles/729827e3-9c14-49f7-bb1b-9608f156bbb8/usermembers`
    const member = must(await call('POST', members, { as: admin, body: { id: user.id } }), 201).body
    const recorded = (file: string) => recordedBody(`PowerShell.Tests/${file}.json`)

    expect(shapeOf(await get(users))).toEqual(shapeOf(recorded('GetCustomerUserAll')))
    expect(shapeOf(await get(`${users}/${user.id}`))).toEqual(shapeOf(recorded('GetCustomerUserById')))
    expect(shapeOf(await get(`${users}/${user.id}/directoryroles`))).toEqual(
      shapeOf(recorded('GetCustomerUserRoleById')),
    )
    expect(shapeOf(member)).toEqual(shapeOf(recorded('AddCustomerUserRoleMember')))
    expect((await get(`/v1/customers/${id}/directoryroles`)).items).toEqual(
      expect.arrayContaining(recorded('GetCustomerUserRoleById').items),
    )
    must(await call('DELETE', `${users}/${user.id}`, { as: admin }), 204)
    const inactive = encodeURIComponent('{"Field":"UserStatus","Value":"Inactive","Operator":"equals"}')
    expect(shapeOf(await get(`${users}?size=500&filter=${inactive}`))).toEqual(
      shapeOf(recorded('GetCustomerUserAllDeleted')),
    )
  })
})
