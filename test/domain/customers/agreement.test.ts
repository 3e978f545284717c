import { describe, expect, test } from 'vitest'
import {
  type Agreement,
  confirmAgreement,
  confirmationsOf,
  hasAgreementInForce,
  type NewAgreement,
  templatesOf,
} from '../../../shared/domain/customers/agreement.ts'
import { CustomerId } from '../../../shared/domain/ids.ts'
import { callerOf, now, provider } from '../people.ts'
import { refusalOf } from '../refusal.ts'

const cloudTemplate = '998b88de-aa99-4388-a42c-1b3517d49490'
const customerTemplate = '117a77b0-9360-443b-8795-c6dedc750cf9'
const ids = { agreementId: 'a1', customerId: CustomerId.parse('eeeeeeee-0000-4000-8000-000000000005') }
const wanted: NewAgreement = {
  primaryContact: { firstName: 'Ada', lastName: 'Tum', email: 'ada@adatum.example', phoneNumber: '4255550100' },
  templateId: customerTemplate,
  dateAgreed: '2026-03-01T00:00:00.000Z',
  type: 'MicrosoftCustomerAgreement',
}
const confirm = (change: Partial<NewAgreement> = {}, earlier: readonly Agreement[] = [], at = now) =>
  confirmAgreement(earlier, { ...wanted, ...change }, ids, callerOf(provider), at)

test('the confirmation names the user who made it and keeps what was agreed', () => {
  const { agreement, event } = confirm()

  expect(agreement).toMatchObject({ ...wanted, userId: callerOf(provider).userId, customerId: ids.customerId })
  expect(event).toMatchObject({ operation: 'create_agreement', resourceId: 'a1' })
})

describe('the date of agreement', () => {
  test.for([
    ['yesterday', '2026-03-09T00:00:00.000Z', 'allowed'],
    ['today in UTC', '2026-03-10T23:59:59.000Z', 'allowed'],
    ['already today in the first time zone on earth', '2026-03-11T00:00:00.000Z', 'allowed'],
    ['tomorrow everywhere on earth', '2026-03-12T00:00:00.000Z', 'agreementDateInFuture'],
    ['the first day of the Customer Agreement', '2019-10-01T00:00:00.000Z', 'allowed'],
    ['the day before the Customer Agreement', '2019-09-30T00:00:00.000Z', 'agreementTypeNotInForce'],
  ] as const)('%s', ([, dateAgreed, expected]) => {
    expect(refusalOf(() => confirm({ dateAgreed }))).toBe(expected)
  })

  test('at ten to noon UTC no place on earth has the next day yet', () => {
    const beforeDawn = new Date('2026-03-10T09:59:59.000Z')

    expect(refusalOf(() => confirm({ dateAgreed: '2026-03-11T00:00:00.000Z' }, [], beforeDawn))).toBe(
      'agreementDateInFuture',
    )
  })

  test.for([
    ['2018-08-06', 'agreementTypeNotInForce'],
    ['2018-08-07', 'allowed'],
    ['2020-01-31', 'allowed'],
    ['2020-02-01', 'agreementTypeNotInForce'],
  ] as const)('the Cloud Agreement, agreed on %s', ([date, expected]) => {
    const change = {
      type: 'MicrosoftCloudAgreement' as const,
      templateId: cloudTemplate,
      dateAgreed: `${date}T00:00:00.000Z`,
    }

    expect(refusalOf(() => confirm(change))).toBe(expected)
  })
})

test('a template of the other type is refused', () => {
  expect(refusalOf(() => confirm({ templateId: cloudTemplate }))).toBe('agreementTemplateMismatch')
})

test('the template id may come in capitals', () => {
  expect(confirm({ templateId: customerTemplate.toUpperCase() }).agreement.templateId).toBe(customerTemplate)
})

describe('confirming again', () => {
  const { agreement } = confirm()
  const contact = wanted.primaryContact
  const { phoneNumber: _, ...withoutPhone } = contact

  test.for([
    ['the same contact', wanted, 'agreementAlreadyConfirmed'],
    [
      'the same contact on another date',
      { ...wanted, dateAgreed: '2026-02-01T00:00:00.000Z' },
      'agreementAlreadyConfirmed',
    ],
    [
      'the same address in capitals',
      { ...wanted, primaryContact: { ...contact, email: 'ADA@adatum.example' } },
      'agreementAlreadyConfirmed',
    ],
    ['another first name', { ...wanted, primaryContact: { ...contact, firstName: 'Eve' } }, 'allowed'],
    ['another last name', { ...wanted, primaryContact: { ...contact, lastName: 'Tam' } }, 'allowed'],
    ['another address', { ...wanted, primaryContact: { ...contact, email: 'eve@adatum.example' } }, 'allowed'],
    ['another telephone number', { ...wanted, primaryContact: { ...contact, phoneNumber: '4255550199' } }, 'allowed'],
    ['no telephone number', { ...wanted, primaryContact: withoutPhone }, 'allowed'],
  ] as const)('%s', ([, again, expected]) => {
    expect(refusalOf(() => confirm(again, [agreement]))).toBe(expected)
  })
})

test('only an agreement of a type that can still be accepted lets a partner sell', () => {
  const customerAgreement = confirm().agreement
  const cloudAgreement: Agreement = { ...customerAgreement, type: 'MicrosoftCloudAgreement' }
  const lastDay = new Date('2020-01-31T23:00:00Z')
  const dayAfter = new Date('2020-02-01T00:00:00Z')

  expect(hasAgreementInForce([], now)).toBe(false)
  expect(hasAgreementInForce([customerAgreement], now)).toBe(true)
  expect(hasAgreementInForce([cloudAgreement], lastDay)).toBe(true)
  expect(hasAgreementInForce([cloudAgreement], dayAfter)).toBe(false)
})

test('without a type only the Cloud Agreement is shown, with * all', () => {
  const { agreement } = confirm()

  expect(templatesOf(undefined).map(({ type }) => type)).toEqual(['MicrosoftCloudAgreement'])
  expect(templatesOf('*')).toHaveLength(2)
  expect(templatesOf('MicrosoftCustomerAgreement').map(({ templateId }) => templateId)).toEqual([customerTemplate])
  expect(confirmationsOf([agreement], undefined)).toEqual([])
  expect(confirmationsOf([agreement], '*')).toEqual([agreement])
})
