import { describe, expect, test } from 'vitest'
import type { Qualification, QualificationName } from '../../../shared/domain/customers/qualification.ts'
import {
  addQualification,
  type NewQualification,
  replaceQualification,
} from '../../../shared/domain/customers/qualification-change.ts'
import { now } from '../people.ts'
import { refusalOf } from '../refusal.ts'
import { customer } from '../sales.ts'

const before = '2026-01-01T00:00:00.000Z'
const had = (name: QualificationName, more: Partial<Qualification> = {}): Qualification => ({
  name,
  grantedAt: before,
  ...more,
})
const has = (name: QualificationName, more: Partial<Qualification> = {}): Qualification =>
  had(name, { grantedAt: now.toISOString(), ...more })
const qualified = (...qualifications: Qualification[]) => ({ ...customer, qualifications })

describe('making a qualification the only one', () => {
  test.for<readonly [string, Qualification[] | undefined, QualificationName | 'none', Qualification[] | undefined]>([
    ['grants it to a customer that had none', undefined, 'nonprofit', [has('nonprofit')]],
    ['takes the others away', [had('education')], 'nonprofit', [has('nonprofit')]],
    ['leaves it alone of several', [had('education'), had('nonprofit')], 'nonprofit', [has('nonprofit')]],
    ['changes nothing where it is the only one', [had('nonprofit')], 'nonprofit', undefined],
    ['none: takes all away', [had('education'), had('nonprofit')], 'none', []],
    ['none: changes nothing where there is none', [], 'none', undefined],
    ['none: changes nothing where there never was one', undefined, 'none', undefined],
  ])('%s', ([, given, name, expected]) => {
    const customerBefore = given ? qualified(...given) : customer
    const changed = replaceQualification(customerBefore, name, undefined, now)

    expect(changed?.customer).toEqual(expected && qualified(...expected))
    expect(changed?.event.operation).toBe(expected && 'update_customer_qualification')
    if (changed)
      expect(changed.event).toMatchObject({ resource: 'customer', before: customerBefore, after: changed.customer })
  })
})

describe('adding a qualification', () => {
  const k12 = { educationSegment: 'K12' as const, website: 'https://school.example' }

  test.for<readonly [string, Qualification[], NewQualification, Qualification[] | undefined]>([
    ['grants it beside the others', [had('nonprofit')], { name: 'education' }, [had('nonprofit'), has('education')]],
    ['changes nothing where it is the very same', [had('education', k12)], { name: 'education', ...k12 }, undefined],
    [
      'replaces one of another segment',
      [had('education', k12), had('nonprofit')],
      { name: 'education', ...k12, educationSegment: 'HigherEducation' },
      [had('nonprofit'), has('education', { ...k12, educationSegment: 'HigherEducation' })],
    ],
    [
      'replaces one of another website',
      [had('education', k12)],
      { name: 'education', ...k12, website: 'https://other.example' },
      [has('education', { ...k12, website: 'https://other.example' })],
    ],
  ])('%s', ([, given, wanted, expected]) => {
    const changed = addQualification(qualified(...given), wanted, now)

    expect(changed?.customer).toEqual(expected && qualified(...expected))
    expect(changed?.event.operation).toBe(expected && 'update_customer_qualification')
  })

  test('the first one needs none before it', () => {
    expect(addQualification(customer, { name: 'education' }, now)?.customer.qualifications).toEqual([has('education')])
  })
})

describe('the Government Community Cloud needs the code that Partner Center hands out', () => {
  const cloud = 'government_community_cloud' as const

  test('and the code goes on record, not into the customer', () => {
    const replaced = replaceQualification(customer, cloud, 'CODE', now)
    const added = addQualification(customer, { name: cloud, validationCode: 'CODE' }, now)

    for (const changed of [replaced, added]) {
      expect(changed?.event.facts).toEqual({ ValidationCode: 'CODE' })
      expect(changed?.customer.qualifications).toEqual([has(cloud)])
    }
  })

  test.for([
    ['is refused without it', cloud, undefined, 'required'],
    ['is refused with an empty one', cloud, '', 'required'],
  ] as const)('and %s', ([, name, code, problem]) => {
    expect(refusalOf(() => replaceQualification(customer, name, code, now))).toBe(`invalidInput: code ${problem}`)
    expect(refusalOf(() => addQualification(customer, { name, validationCode: code }, now))).toBe(
      `invalidInput: validationCode ${problem}`,
    )
  })

  test('but nothing else needs it', () => {
    expect(replaceQualification(customer, 'education', undefined, now)?.event.facts).toEqual({})
  })
})
