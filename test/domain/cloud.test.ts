import { expect, test } from 'vitest'
import { capabilities, isAvailable } from '../../shared/domain/cloud.ts'

test.for([
  ['customers', 'both'],
  ['orders', 'both'],
  ['subscriptions', 'both'],
  ['auditRecords', 'both'],
  ['agreements', 'the public cloud only'],
  ['indirectModel', 'the public cloud only'],
  ['trialConversions', 'the public cloud only'],
  ['qualifications', 'the public cloud only'],
  ['customerUsers', 'the public cloud only'],
] as const)('%s: in %s', ([capability, where]) => {
  expect(isAvailable(capability, 'public')).toBe(true)
  expect(isAvailable(capability, 'usgov')).toBe(where === 'both')
})

test('no capability is left out of the table above', () => {
  expect(capabilities).toHaveLength(9)
})
