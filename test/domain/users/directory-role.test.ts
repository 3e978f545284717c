import { expect, test } from 'vitest'
import { directoryRoles, findRole } from '../../../shared/domain/users/directory-role.ts'
import { refusalOf } from '../refusal.ts'

const helpdesk = '729827e3-9c14-49f7-bb1b-9608f156bbb8'

test.for([
  ['by its id', helpdesk, 'allowed'],
  ['by its id in capitals', helpdesk.toUpperCase(), 'allowed'],
  ['not by its name', 'Helpdesk Administrator', 'directoryRoleNotFound'],
  ['not by another id', '00000000-0000-4000-8000-000000000000', 'directoryRoleNotFound'],
] as const)('a role is found %s', ([, roleId, expected]) => {
  expect(refusalOf(() => findRole(roleId))).toBe(expected)
  if (expected === 'allowed') expect(findRole(roleId).name).toBe('Helpdesk Administrator')
})

test('every directory has 18 roles, each once', () => {
  expect(new Set(directoryRoles.map(({ roleId }) => roleId)).size).toBe(18)
  expect(new Set(directoryRoles.map(({ name }) => name)).size).toBe(18)
})
