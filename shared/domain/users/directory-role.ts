import { Fault } from '../fault.ts'

export interface DirectoryRole {
  readonly roleId: string
  readonly name: string
}

/** The roles every directory has, by the ids of Entra's templates; names as Partner Center was recorded to give them. */
export const directoryRoles: readonly DirectoryRole[] = [
  { roleId: 'b0f54661-2d74-4c50-afa3-1ec803f12efe', name: 'Billing Administrator' },
  { roleId: '62e90394-69f5-4237-9190-012177145e10', name: 'Company Administrator' },
  { roleId: '17315797-102d-40b4-93e0-432062caca18', name: 'Compliance Administrator' },
  { roleId: '44367163-eba1-44c3-98af-f5787879f96a', name: 'CRM Service Administrator' },
  { roleId: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b', name: 'Directory Readers' },
  { roleId: '29232cdf-9323-42fd-ade2-1d097af3e4de', name: 'Exchange Service Administrator' },
  { roleId: '729827e3-9c14-49f7-bb1b-9608f156bbb8', name: 'Helpdesk Administrator' },
  { roleId: '4d6ac14f-3453-41d0-bef9-a3e0c569773a', name: 'License Administrator' },
  { roleId: '75941009-915a-4869-abe7-691bff18279e', name: 'Lync Service Administrator' },
  { roleId: 'a9ea8996-122f-4c74-9520-8edcd192826c', name: 'Power BI Service Administrator' },
  { roleId: 'e8611ab8-c189-46e8-94e1-60213ab1f814', name: 'Privileged Role Administrator' },
  { roleId: '4a5d8f65-41da-4de4-8968-e035b65339cf', name: 'Reports Reader' },
  { roleId: '194ae4cb-b126-40b2-bd5b-6091b380977d', name: 'Security Administrator' },
  { roleId: '5d6b6bb7-de71-4623-b4af-96380a352509', name: 'Security Reader' },
  { roleId: 'f023fd81-a637-4b56-95fd-791ac0226033', name: 'Service Support Administrator' },
  { roleId: 'f28a1f50-f6e7-4571-818b-6a12f2af6b6c', name: 'SharePoint Service Administrator' },
  { roleId: '69091246-20e8-4a56-aa4d-066075b2a7a8', name: 'Teams Service Administrator' },
  { roleId: 'fe930be7-5e62-47db-91af-98c3a49a38b1', name: 'User Account Administrator' },
]

/** @throws {Fault} directoryRoleNotFound */
export function findRole(roleId: string): DirectoryRole {
  const found = directoryRoles.find((role) => role.roleId === roleId.toLowerCase())
  if (!found) throw new Fault('directoryRoleNotFound', { roleId })
  return found
}
