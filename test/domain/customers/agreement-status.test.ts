import { expect, test } from 'vitest'
import { askedPartner } from '../../../shared/domain/customers/agreement-status.ts'
import { provider } from '../people.ts'
import { refusalOf } from '../refusal.ts'

const { mpnId, partnerId: tenantId } = provider

test.for([
  ['by its MPN ID', { mpnId }, 'allowed'],
  ['by its tenant', { tenantId }, 'allowed'],
  ['by both', { mpnId, tenantId }, 'agreementStatusOfTwo'],
  ['by neither', {}, 'agreementStatusOfNobody'],
] as const)('a partner is asked about %s', ([, query, expected]) => {
  expect(refusalOf(() => askedPartner(query))).toBe(expected)
  if (expected === 'allowed') expect(askedPartner(query)).toEqual(query)
})
