import { createHmac, generateKeyPairSync } from 'node:crypto'
import { SignJWT } from 'jose'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { type Role, roles } from '../../../shared/domain/partnerships/partner.ts'
import { registeredSteps } from '../../../shared/http/registry.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call, type Person, tokenOf } from '../../support/call.ts'
import { audience, freshPartner, issuer } from '../../support/environment.ts'
import { aProvider, givenCustomer, givenReseller } from '../../support/given.ts'

await importAllSteps()

const anyId = '00000000-0000-4000-8000-000000000000'
const pathOf = (route: string) => `/${route.replace(/\{\w+:guid\}/g, anyId).replace(/\{\w+\}/g, anyId)}`
/** An answer to HEAD is its status alone. */
const bodyOf = (method: string, code: number) => (method === 'HEAD' ? {} : { body: { code } })
const steps = registeredSteps.map(({ contract }) => [contract.name, contract] as const)

describe.each(steps)('%s', (_, contract) => {
  const path = pathOf(contract.route)
  const ask = (as: Person) => call(contract.method, path, { as, body: {} })

  test('needs a token', async () => {
    const reply = await call(contract.method, path, { body: {} })

    expect(reply).toMatchObject({
      status: 401,
      ...bodyOf(contract.method, 800001),
      headers: { 'www-authenticate': expect.any(String) },
    })
    expect(reply.headers['ms-requestid']).toMatch(/^[\w-]{36}$/)
  })

  test('needs an enrolled organization, unless it is for anyone', async () => {
    const reply = await ask({ partner: { partnerId: crypto.randomUUID() }, roles: [...roles] })

    if (contract.kinds === 'anyone') expect(reply.body?.code).not.toBe(971007)
    else expect(reply).toMatchObject({ status: 403, ...bodyOf(contract.method, 971007) })
  })

  test('is for its roles', async () => {
    const partner = freshPartner()
    const isRefused = async (role: Role) => {
      const { status, body } = await ask({ partner, roles: [role] })
      return contract.method === 'HEAD' ? status === 403 : body?.code === 900150
    }
    const refused = await Promise.all(roles.map(async (role) => [role, await isRefused(role)] as const))

    expect(Object.fromEntries(refused)).toEqual(
      Object.fromEntries(roles.map((role) => [role, !contract.roles.includes(role)])),
    )
  })

  test.each([true, false])('is for nobody without a role: application %s', async (isApp) => {
    const reply = await ask({ partner: freshPartner(), roles: [], isApp })

    expect(reply.status).toBe(403)
    if (!(isApp && contract.userOnly)) expect(reply).toMatchObject(bodyOf(contract.method, 900150))
  })

  test('is for users only where it says so', async () => {
    const reply = await ask({ partner: freshPartner(), roles: [...roles], isApp: true })

    expect(reply.body?.code === 900329).toBe(contract.userOnly === true)
  })
})

describe('a token is refused', () => {
  const { admin, partner } = aProvider()
  const seconds = Math.floor(Date.now() / 1000)
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const claims = {
    iss: issuer.replace('{tid}', partner.partnerId),
    aud: audience,
    tid: partner.partnerId,
    oid: anyId,
    scp: 'x',
    exp: seconds + 600,
  }
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

  const bad: Readonly<Record<string, () => Promise<string> | string>> = {
    'that is no token': () => 'abc',
    'that has expired': () => tokenOf(admin, { exp: seconds - 90 }),
    'that is not valid yet': () => tokenOf(admin, { nbf: seconds + 600 }),
    'that is an ID token': () => tokenOf(admin, { azp: undefined, scp: undefined, nonce: 'n' }),
    'for another audience': () => tokenOf(admin, { aud: 'api://other' }),
    'of another issuer': () => tokenOf(admin, { iss: 'https://login.example/other/v2.0' }),
    'of the issuer of another tenant': () => tokenOf(admin, { tid: freshPartner().partnerId }),
    'without a tenant': () => tokenOf(admin, { tid: undefined }),
    'whose tenant is no GUID': () => tokenOf(admin, { tid: '../x', iss: issuer.replace('{tid}', '../x') }),
    'without an expiry': () => tokenOf(admin, { exp: undefined }),
    'signed with another key': () => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'test' }).sign(other),
    'without a signature': () => `${encode({ alg: 'none' })}.${encode(claims)}.`,
    'signed with the public key as a secret': async () => {
      const jwks = await (await fetch(inject('identity').jwksUrl)).text()
      const text = `${encode({ alg: 'HS256', kid: 'test' })}.${encode(claims)}`
      return `${text}.${createHmac('sha256', jwks).update(text).digest('base64url')}`
    },
  }

  test.each(Object.entries(bad))('%s', async (_, make) => {
    expect(await call('GET', '/v1/customers', { token: await make() })).toMatchObject({
      status: 401,
      body: { code: 400 },
    })
  })

  test('but not one that expired half a minute ago: clocks differ', async () => {
    expect((await call('GET', '/v1/customers', { token: await tokenOf(admin, { exp: seconds - 30 }) })).status).toBe(
      200,
    )
  })

  test('nor one for several audiences of which one is this', async () => {
    expect((await call('GET', '/v1/customers', { token: await tokenOf(admin, { aud: ['x', audience] }) })).status).toBe(
      200,
    )
  })
})

describe('what belongs to one partner is not there for another', () => {
  let customer: { readonly id: string }
  const owner = aProvider()
  const stranger = aProvider()

  beforeAll(async () => {
    customer = await givenCustomer(owner.admin)
  })

  test.each([
    ['GET', ''],
    ['GET', '/agreements'],
    ['POST', '/agreements'],
    ['GET', '/orders'],
    ['POST', '/orders'],
    ['GET', '/subscriptions'],
  ] as const)('%s /v1/customers/{id}%s', async (method, rest) => {
    const { anAgreement } = await import('../../support/given.ts')
    const body = rest === '/orders' ? { lineItems: [{ offerId: 'X', quantity: 1 }] } : anAgreement()

    expect(
      await call(method, `/v1/customers/${customer.id}${rest}`, {
        as: stranger.admin,
        ...(method === 'POST' && { body }),
      }),
    ).toMatchObject({
      status: 404,
      body: { code: 60003 },
    })
  })

  test('nor for a reseller it was not made for', async () => {
    const reseller = await givenReseller()

    expect(await call('GET', `/v1/customers/${customer.id}`, { as: reseller.admin })).toMatchObject({ status: 404 })
  })
})
