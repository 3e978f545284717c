import '../../../functions/audit/list-audit-records.ts'
import '../../../functions/customers/create-customer.ts'
import '../../../functions/customers/list-customers.ts'
import '../../../functions/invitations/accept-invite.ts'
import '../../../functions/partners/enroll-partner.ts'
import '../../../functions/partnerships/list-relationships.ts'
import '../../../functions/invitations/request-partnership.ts'
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { transact } from '../../../shared/azure/store.ts'
import { nameKey } from '../../../shared/command/tables.ts'
import { between, rowsAsSource } from '../../../shared/lists/seek.ts'
import { call, type Person } from '../../support/call.ts'
import { aCustomer, aProvider, givenCustomer, givenPartnership, must } from '../../support/given.ts'

const named = (companyName: string) => ({ billingProfile: { ...aCustomer().billingProfile, companyName } })
const names = ['Alpha', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot', 'Golf']

interface Listed {
  readonly items: readonly { readonly companyProfile: { readonly companyName: string } }[]
  readonly continuationToken?: string
  readonly links: Readonly<Record<string, { uri: string; headers: { key: string; value: string }[] } | undefined>>
}

let admin: Person
beforeAll(async () => {
  admin = aProvider().admin
  for (const name of names) await givenCustomer(admin, named(name))
})

async function list(query: string, token?: string): Promise<Listed> {
  const headers = token === undefined ? {} : { 'ms-continuationtoken': token }
  return must(await call('GET', `/v1/customers${query}`, { as: admin, headers }), 200).body
}

const tokenIn = ({ links }: Listed, move: 'next' | 'previous') => links[move]?.headers[0]?.value ?? ''
const namesIn = ({ items }: Listed) => items.map(({ companyProfile }) => companyProfile.companyName)

/** Follows a link as the SDKs' enumerators do: its address and its headers. */
function follow({ links }: Listed, move: 'next' | 'previous'): Promise<Listed> {
  const to = links[move]
  return list(to?.uri.replace('/customers', '') ?? 'there is no such link', to?.headers[0]?.value)
}

describe('seek operations', () => {
  test('the links lead forward to the end and backward to the beginning, the same pages', async () => {
    const first = await list('?size=3')
    const second = await follow(first, 'next')
    const third = await follow(second, 'next')

    expect([first, second, third].map(namesIn)).toEqual([names.slice(0, 3), names.slice(3, 6), names.slice(6)])
    expect([first, second, third].map(({ links }) => Object.keys(links))).toEqual([
      ['self', 'next'],
      ['self', 'next', 'previous'],
      ['self', 'previous'],
    ])
    expect(third.continuationToken).toBeUndefined()
    const back = await follow(third, 'previous')
    expect(namesIn(back)).toEqual(names.slice(3, 6))
    expect(namesIn(await follow(back, 'previous'))).toEqual(names.slice(0, 3))
    expect(namesIn(await follow(back, 'next'))).toEqual(names.slice(6))
  })

  test('a token and the operation are enough, as the .NET SDK sends them: size and filter are in the token', async () => {
    const filter = encodeURIComponent('{"Field":"CompanyName","Value":"","Operator":"starts_with"}')
    const token = tokenIn(await list(`?size=2&filter=${filter}`), 'next')

    expect(namesIn(await list('?seekOperation=Next', token))).toEqual(names.slice(2, 4))
    expect(namesIn(await list('?SeekOperation=next&size=3', token))).toEqual(names.slice(2, 5))
    expect(namesIn(await list('?seekOperation=First', token))).toEqual(names.slice(0, 2))
    expect(namesIn(await list('?seekOperation=Last', token))).toEqual(names.slice(5))
    expect(namesIn(await list('?seekOperation=PageIndex&pageIndex=2', token))).toEqual(names.slice(4, 6))
    expect(namesIn(await list('?seekOperation=PageIndex&index=1', token))).toEqual(names.slice(2, 4))
  })

  test('the last page and a page by its number can be had without a token', async () => {
    const last = await list('?size=3&seekOperation=Last')

    expect(namesIn(last)).toEqual(names.slice(4))
    expect(Object.keys(last.links)).toEqual(['self', 'previous'])
    expect(namesIn(await follow(last, 'previous'))).toEqual(names.slice(1, 4))
    expect(namesIn(await list('?size=3&seekOperation=PageIndex&pageIndex=2'))).toEqual(names.slice(6))
  })

  test('past either end is 400/2000, which ends the loop of clients that wait for it', async () => {
    const first = await list('?size=7')
    const second = await list('?size=6')
    const token = tokenIn(await follow(second, 'next'), 'previous')
    expect(first.continuationToken).toBeUndefined()

    for (const [query, header] of [
      ['?seekOperation=Next', token],
      ['?seekOperation=Previous', tokenIn(second, 'next')],
      ['?size=3&seekOperation=PageIndex&pageIndex=3', undefined],
      ['?size=500&seekOperation=PageIndex&pageIndex=21', undefined],
    ] as const)
      expect(
        await call('GET', `/v1/customers${query}`, {
          as: admin,
          ...(header && { headers: { 'ms-continuationtoken': header } }),
        }),
      ).toMatchObject({ status: 400, body: { code: 2000 } })
    expect(
      (await list('?filter=%7B%22Field%22%3A%22Domain%22%2C%22Value%22%3A%22zz%22%2C%22Operator%22%3A%22equals%22%7D'))
        .items,
    ).toEqual([])
  })

  test('audit records go back as well as on', async () => {
    const ask = async (query: string, token?: string) =>
      must(
        await call('GET', `/v1/auditrecords${query}`, {
          as: admin,
          ...(token && { headers: { 'ms-continuationtoken': token } }),
        }),
        200,
      ).body
    const namesOf = ({ items }: { items: { customerName: string }[] }) => items.map(({ customerName }) => customerName)
    const newest = names.toReversed()

    const first = await ask('?size=3')
    const second = await ask('?seekOperation=Next', first.continuationToken)
    expect([namesOf(first), namesOf(second)]).toEqual([newest.slice(0, 3), newest.slice(3, 6)])
    expect(namesOf(await ask('?seekOperation=Previous', second.continuationToken))).toEqual(newest.slice(0, 3))
    expect(namesOf(await ask('?seekOperation=Last', first.continuationToken))).toEqual(newest.slice(4))
  })
})

describe('compound filters', () => {
  const field = (Field: string, Value: string, Operator: unknown = 'starts_with') => ({ Field, Value, Operator })
  const both = (LeftFilter: unknown, RightFilter: unknown, Operator: unknown) => ({ LeftFilter, RightFilter, Operator })
  const ask = (filter: unknown, more = '', as = admin) =>
    call('GET', `/v1/customers?filter=${encodeURIComponent(JSON.stringify(filter))}${more}`, { as })
  const found = async (filter: unknown, more = '') => namesIn(must(await ask(filter, more), 200).body)

  test.each([
    [both(field('CompanyName', 'a'), field('CompanyName', 'go'), 'or'), ['Alpha', 'Golf']],
    [both(field('CompanyName', 'd'), field('Domain', 't'), 'and'), ['Delta']],
    [both(field('Domain', 't'), field('CompanyName', 'ECHO', 'equals'), 'And'), ['Echo']],
    [both(field('CompanyName', 'd'), field('CompanyName', 'e'), 'and'), []],
    [
      both(
        both(field('CompanyName', 'a'), field('CompanyName', 'b'), 8),
        both(field('CompanyName', 'b'), field('Domain', 't'), 7),
        7,
      ),
      ['Bravo'],
    ],
  ])('%j', async (filter, expected) => {
    expect(await found(filter)).toEqual(expected)
  })

  test('are paged in both directions', async () => {
    const filter = both(
      both(field('CompanyName', 'b'), field('CompanyName', 'd'), 'or'),
      field('CompanyName', 'f'),
      'or',
    )
    const first: Listed = must(await ask(filter, '&size=2'), 200).body
    const second = await follow(first, 'next')

    expect([first, second].map(namesIn)).toEqual([['Bravo', 'Delta'], ['Foxtrot']])
    expect(second.continuationToken).toBeUndefined()
    expect(namesIn(await follow(second, 'previous'))).toEqual(['Bravo', 'Delta'])
    expect(await found(filter, '&size=2&seekOperation=PageIndex&pageIndex=1')).toEqual(['Foxtrot'])
  })

  test.each([
    both(field('CompanyName', 'a'), field('Colour', 'b'), 'and'),
    both(field('CompanyName', 'a'), field('CompanyName', 'b'), 'equals'),
    both(field('CompanyName', 'a'), 'CompanyName', 'and'),
    Array.from({ length: 7 }).reduce(
      (filter: unknown) => both(filter, field('CompanyName', 'b'), 'or'),
      field('CompanyName', 'a'),
    ),
  ])('%j is refused', async (filter) => {
    expect(await ask(filter)).toMatchObject({ status: 400, body: { code: 2000, data: ['filter'] } })
  })

  test('reseller and name together; one of them inside still asks for a user', async () => {
    const { admin: provider } = aProvider()
    const reseller = await givenPartnership(provider)
    const { partnerId } = reseller.partner
    await givenCustomer(provider, { ...named('Alpha'), associatedPartnerId: partnerId })
    await givenCustomer(provider, { ...named('Bravo'), associatedPartnerId: partnerId })
    await givenCustomer(provider, named('Alpha'))
    const filter = both(field('IndirectReseller', partnerId), field('CompanyName', 'alpha'), 'and')

    expect(namesIn((await ask(filter, '', provider)).body)).toEqual(['Alpha'])
    expect(await ask(filter, '', { ...provider, isApp: true })).toMatchObject({ status: 403, body: { code: 900329 } })
    const ofProvider = both(
      field('IndirectCloudSolutionProvider', provider.partner.partnerId),
      field('CompanyName', 'b'),
      'and',
    )
    expect(namesIn((await ask(ofProvider, '', reseller.admin)).body)).toEqual(['Bravo'])
  })
})

test('relationships are filtered by name, by what it begins with, and by both', async () => {
  const { admin: provider } = aProvider()
  const reseller = await givenPartnership(provider)
  const relationships = async (filter: unknown) =>
    must(
      await call(
        'GET',
        `/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf&filter=${encodeURIComponent(JSON.stringify(filter))}`,
        { as: provider },
      ),
      200,
    ).body.items
  const [{ name, id }] = await relationships({ Field: 'Name', Value: '', Operator: 'substring' })
  const part = { Field: 'name', Value: name.slice(2, 6).toUpperCase(), Operator: 'Substring' }
  const nobody = { Field: 'Name', Value: 'nobody', Operator: 'starts_with' }

  expect(id).toBe(reseller.partner.partnerId)
  expect(await relationships(part)).toHaveLength(1)
  expect(await relationships(nobody)).toHaveLength(0)
  expect(await relationships({ LeftFilter: part, RightFilter: nobody, Operator: 'and' })).toHaveLength(0)
  expect(await relationships({ LeftFilter: part, RightFilter: nobody, Operator: 'or' })).toHaveLength(1)
})

describe('reading a list backward', () => {
  const seed = Number(process.env.SEEK_SEED ?? Date.now() % 2 ** 31)
  const partitions = [randomUUID(), randomUUID()].sort()
  let rows: { partition: string; key: string }[] = []
  const source = rowsAsSource({ partitions, prefix: 'n!', from: 'n!', to: 'n"' })

  beforeAll(async () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
      fc
        .constantFrom('contoso', 'contoso west', 'ко', '株式会社', 'ｱ', '\ud83d\ude00', '\u2028')
        .chain((start) => fc.nat(99).map((n) => `${start} ${n}`)),
    )
    const keys = [...new Set(fc.sample(word, { numRuns: 260, seed }).map((name) => `n!${nameKey(name)}!`))].filter(
      (key) => key !== 'n!!',
    )
    // Every third key stands in both partitions: a tenant can be a customer of two providers.
    rows = keys.flatMap((key, index) =>
      index % 3 === 0
        ? partitions.map((partition) => ({ partition, key }))
        : [{ partition: partitions[index % 2] ?? '', key }],
    )
    for (const partition of partitions) {
      const writes = rows
        .filter((row) => row.partition === partition)
        .map((row) => ({ kind: 'insert' as const, row: { ...row, value: {} } }))
      for (let index = 0; index < writes.length; index += 100)
        await transact('providers', writes.slice(index, index + 100))
    }
    rows.sort((one, other) => (one.key + one.partition < other.key + other.partition ? -1 : 1))
  })

  test('gives what reading it whole and counting from the end gives, from every place', async () => {
    const all = await source.after(undefined, 1000)
    expect(all.map(({ item }) => item.key).toSorted()).toEqual(rows.map(({ key }) => key).toSorted())

    await fc.assert(
      fc.asyncProperty(fc.nat(all.length), fc.constantFrom(1, 2, 7, 100), async (index, count) => {
        const place = all[index]?.place
        expect(await source.before(place, count)).toEqual(all.slice(Math.max(0, index - count), index))
        expect(await source.after(place, count)).toEqual(
          place === undefined ? all.slice(0, count) : all.slice(index + 1, index + 1 + count),
        )
      }),
      { numRuns: 25, seed },
    )
  })

  test('a key between two is not below the one nor above the other, and is one that can be asked for', () => {
    const text = fc.string({ unit: 'binary', maxLength: 6 }).filter((one) => one.isWellFormed())
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [low, high] = one < other ? [one, other] : [other, one]
        const key = between(low, high)
        expect(key >= low && (key < high || low === high)).toBe(true)
        expect(key.isWellFormed()).toBe(true)
      }),
      { seed },
    )
  })
})
