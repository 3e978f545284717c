import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { write } from '../../../shared/azure/store.ts'
import { importAllSteps } from '../../support/all-steps.ts'
import { call } from '../../support/call.ts'
import { aCustomer, aProvider, givenReseller, must } from '../../support/given.ts'

await importAllSteps()

describe('check-domain', () => {
  const { admin } = aProvider()
  const ask = async (domain: string, as = admin) => call('HEAD', `/v1/domains/${domain}`, { as })

  test('a domain is free until a customer of anybody has it, and then never again', async () => {
    const body = aCustomer()
    const { domain } = body.companyProfile
    expect(await ask(domain)).toMatchObject({ status: 404, text: '', body: undefined })

    const owner = aProvider().admin
    const { id } = must(await call('POST', '/v1/customers', { as: owner, body }), 201).body
    expect(await ask(domain)).toMatchObject({ status: 200, text: '', body: undefined })
    expect((await ask(domain.toUpperCase())).status).toBe(200)
    expect((await ask(domain, (await givenReseller()).admin)).status).toBe(200)

    must(await call('PATCH', `/v1/customers/${id}`, { as: owner, body: { relationshipToPartner: 'none' } }), 200)
    expect((await ask(domain)).status).toBe(200)
  })

  test('a reservation without a customer is none', async () => {
    const domain = `r${randomUUID().slice(0, 8)}.onmicrosoft.com`
    const key = `dom!${domain}`
    const value = { providerId: randomUUID(), ownerId: randomUUID(), at: new Date().toISOString() }
    await write('uniq', { kind: 'insert', row: { partition: key, key, value } })

    expect((await ask(domain)).status).toBe(404)
  })

  test.each(['contoso', 'a%2Fb.com', 'a b.com', `${'x'.repeat(254)}.com`])('%s is no domain', async (domain) => {
    const reply = await ask(domain)

    expect(reply).toMatchObject({ status: 400, text: '' })
    expect(reply.headers['content-type']).toBeUndefined()
    expect(reply.headers['ms-requestid']).toBeDefined()
  })

  test('a refusal has no body either', async () => {
    expect(await call('HEAD', '/v1/domains/x.com')).toMatchObject({ status: 401, text: '' })
  })
})

describe('get-country-rules', () => {
  const { admin } = aProvider()
  const ask = (country: string) => call('GET', `/v1/countryvalidationrules/${country}`, { as: admin })

  test.each([
    ['us', { iso2Code: 'US', isStateRequired: true, supportedStatesList: expect.arrayContaining(['WA']) }],
    [
      'FR',
      {
        iso2Code: 'FR',
        isPostalCodeRequired: true,
        postalCodeRegex: '^(?:\\d{2} ?\\d{3})$',
        supportedCulturesList: [],
      },
    ],
    ['JP', { iso2Code: 'JP', isStateRequired: true, isCityRequired: false, isPostalCodeRequired: true }],
    ['SG', { iso2Code: 'SG', isStateRequired: false, supportedStatesList: [], isCityRequired: false }],
    [
      'PT',
      {
        ...{ iso2Code: 'PT', defaultCulture: 'pt-PT', isStateRequired: false, supportedStatesList: [] },
        ...{ supportedLanguagesList: ['en', 'pt-PT'], supportedCulturesList: ['pt-PT', 'en-US'] },
        ...{ isPostalCodeRequired: true, postalCodeRegex: '^\\d{4}(-\\d{3})?$', isCityRequired: true },
        ...{ isVatIdSupported: true, taxIdFormat: 'PT#########', taxIdSample: 'PT980152267' },
        ...{ vatIdRegex: '^PT[\\d]{9,9}$', isTaxIdSupported: false, isTaxIdOptional: false },
        countryCallingCodesList: ['351'],
      },
    ],
    ['BR', { iso2Code: 'BR', isPostalCodeRequired: true, customerOrganizationRegistrationNumberRequired: true }],
  ])('of %s', async (country, rules) => {
    expect(await ask(country)).toMatchObject({
      status: 200,
      body: { ...rules, attributes: { objectType: 'CountryValidationRules' } },
    })
  })

  test.each(['UK', 'ZZ', 'USA', '1'])('%s is no country', async (country) => {
    expect(await ask(country)).toMatchObject({ status: 400, body: { code: 2000, data: ['country'] } })
  })
})

describe('validate-address', () => {
  const { admin } = aProvider()
  const right = { AddressLine1: 'One Main Way', City: 'Redmond', State: 'WA', PostalCode: '98052', Country: 'US' }
  const ask = (body: unknown, locale = 'en-US') =>
    call('POST', '/v1/validations/address', { as: admin, body, headers: { 'x-locale': locale } })

  test('says nothing against an address that keeps the rules, and does not claim that it exists', async () => {
    const reply = await ask({ ...right, Region: null, FirstName: null })

    expect(reply.status).toBe(200)
    expect(reply.body).toEqual({
      originalAddress: {
        country: 'US',
        city: 'Redmond',
        state: 'WA',
        addressLine1: 'One Main Way',
        postalCode: '98052',
      },
      suggestedAddresses: [],
      status: 'NotValidated',
    })
  })

  test.each([
    [{ PostalCode: '123' }, /postalCode is not a postal code of US/],
    [{ PostalCode: null }, /postalCode is required/],
    [{ State: 'XX' }, /state is not a state of US/],
    [{ State: '' }, /state is required/],
    [{ City: ' ' }, /city is required/],
    [{ AddressLine1: undefined }, /addressLine1 is required/],
    [{ Country: 'DE', State: null, PostalCode: '1' }, /postalCode is not a postal code of DE/],
  ])('%o is told in words', async (change, message) => {
    const { status, body } = await ask({ ...right, ...change })

    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'NotValidated', validationMessage: expect.stringMatching(message) })
  })

  test('in the language that was asked for', async () => {
    expect((await ask({ ...right, City: null }, 'ru-RU')).body.validationMessage).toBe('city: обязательное поле.')
  })

  test.each([
    [{}, 'country is required.'],
    [{ Country: 'UK' }, 'country'],
    [{ ...right, Country: 'Wonderland' }, 'country'],
  ])('%o is told in words, too, and not refused', async (body, message) => {
    expect(await ask(body)).toMatchObject({
      status: 200,
      body: { status: 'NotValidated', validationMessage: expect.stringContaining(message) },
    })
  })
})
