import { describe, expect, test } from 'vitest'
import { endOf } from '../../shared/azure/store.ts'
import { keys, nameKey } from '../../shared/command/tables.ts'
import { between } from '../../shared/lists/seek.ts'
import '../../functions/customers/create-customer.ts'
import '../../functions/customers/list-customers.ts'
import '../../functions/customers/update-billing-profile.ts'
import { call } from '../support/call.ts'
import { isThorough } from '../support/faults/crash.ts'
import { aCustomer, aProvider, givenCustomer, must } from '../support/given.ts'

// Where keys have trouble: signs that storage refuses, and the ends of the halves of pairs. In between one in many will do.
const isTelling = (code: number) =>
  code < 0x370 || (code >= 0x2000 && code < 0x2070) || (code >= 0xd700 && code < 0x10100)
const isSample = (code: number) => code % 61 === 0 || code > 0x10ff00

/** Every character; in a developer's run all that are telling, and a sample of the others. */
function* allOfUnicode(): Generator<string> {
  for (let code = 0; code <= 0x10ffff; code++)
    if (isThorough || isTelling(code) || isSample(code)) yield String.fromCodePoint(code)
}

const isKey = (key: string) => key.isWellFormed() && !/[/\\#?\p{Cc}\p{Zl}\p{Zp}]/u.test(key)

describe('of all of Unicode, every character', () => {
  test('gives a key that storage takes, at the beginning, at the end and where a long name is cut', () => {
    const isWrong = (one: string) =>
      !isKey(nameKey(one)) ||
      !isKey(nameKey(`ab${one}`)) ||
      !isKey(nameKey(`${'a'.repeat(99)}${one}b`)) ||
      !isKey(keys.customersNamed(`a${one}`)) ||
      !isKey(keys.customersWithDomain(`a${one}`)) ||
      !isKey(keys.userName('id', `a${one}@adatum.example`))

    expect([...allOfUnicode().filter(isWrong)]).toEqual([])
  })

  test('gives a range that ends behind every key that begins with it, and before all others', () => {
    const isWrong = (one: string) => {
      const from = keys.customersNamed(`a${one}`)
      const to = endOf(from)
      return !to.isWellFormed() || to <= `${from}\u{10ffff}` || to <= `${from}\uffff` || from >= to
    }

    expect([...allOfUnicode().filter(isWrong)]).toEqual([])
    expect(endOf('n!a') <= 'n!b').toBe(true)
    expect(endOf('n!\ud7ff')).toBe('n!\u{10000}')
    expect(endOf('n!🚀')).toBe('n!🚁')
    expect(endOf('n!\u{10ffff}')).toBe('n!\ue000')
    expect(endOf('n!a\uffff')).toBe('n!b')
    expect(endOf('\uffff') > '\uffff\ufffe').toBe(true)
  })

  test('lets a key be found half way to the next', () => {
    const isWrong = (one: string) => {
      const from = keys.customersNamed(`a${one}`)
      return !between(from, endOf(from)).isWellFormed()
    }

    expect([...allOfUnicode().filter(isWrong)]).toEqual([])
  })
})

const named = (companyName: string) => {
  const body = aCustomer()
  return { billingProfile: { ...body.billingProfile, companyName } }
}
const filtered = (value: string, Operator: string) =>
  `/v1/customers?filter=${encodeURIComponent(JSON.stringify({ Field: 'CompanyName', Value: value, Operator }))}`

describe('on the emulator', () => {
  const ends = [
    '🚀',
    '𠮷',
    '\u{1f680}\u{1f680}',
    '\ud7ff',
    '\ue000',
    '\uffee',
    '\u{10fffd}',
    '힣',
    'ß',
    'ﬃ',
    '\u2027',
    '~',
    '\ufffd',
  ]

  test.for(ends)('a name with %j at the place where its key is cut is made, found and changed', async (end) => {
    const { admin } = aProvider()
    const name = `${'a'.repeat(99)}${end}`
    const { id } = await givenCustomer(admin, named(name))
    const ask = async (value: string, operator = 'starts_with') =>
      must(await call('GET', filtered(value, operator), { as: admin }), 200).body.items.map(
        (one: { id: string }) => one.id,
      )

    expect(await ask(name)).toEqual([id])
    expect(await ask(name, 'equals')).toEqual([id])
    expect(await ask(`${'a'.repeat(98)}`)).toEqual([id])
    expect(await ask(`${name}b`)).toEqual([])
    expect(await ask(`${'a'.repeat(99)}`, 'equals')).toEqual([])
    must(
      await call('PUT', `/v1/customers/${id}/profiles/billing`, { as: admin, body: { companyName: `b${end}` } }),
      200,
    )
    expect(await ask(`b${end}`)).toEqual([id])
    expect(await ask('a')).toEqual([])
  })

  test.for([...ends, '\ud83d', '\ude80', 'a\udbff', '\uffff', '\u0000', "'", '/', '#?%', '\u2028'])(
    'a filter that ends in %j is a filter like any other',
    async (end) => {
      const { admin } = aProvider()
      await givenCustomer(admin, named('Adatum'))

      for (const operator of ['starts_with', 'equals'])
        for (const field of ['CompanyName', 'Domain']) {
          const filter = JSON.stringify({ Field: field, Value: `ada${end}`, Operator: operator })
          const { status } = await call('GET', `/v1/customers?filter=${encodeURIComponent(filter)}`, { as: admin })
          expect([field, operator, status]).toEqual([field, operator, status < 500 ? status : 'less than 500'])
        }
      expect((await call('GET', '/v1/customers', { as: admin })).body.items).toHaveLength(1)
    },
  )

  test('names that are alike for a hundred characters are told apart', async () => {
    const { admin } = aProvider()
    const long = 'Long'.repeat(30)
    for (const end of ['One', 'Two']) await givenCustomer(admin, named(`${long}${end}`))
    const ask = async (value: string, operator: string) =>
      must(await call('GET', filtered(value, operator), { as: admin }), 200).body.items.length

    expect(await ask(`${long}one`, 'equals')).toBe(1)
    expect(await ask(`${long}t`, 'starts_with')).toBe(1)
    expect(await ask(long, 'starts_with')).toBe(2)
    expect(await ask(long, 'equals')).toBe(0)
  })
})
