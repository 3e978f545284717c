import { readProfile } from '../../shared/aggregates/customers/customers.ts'
import { ok } from '../../shared/command/answer.ts'
import { checkDelegatedAdmin } from '../../shared/domain/users/customer-user.ts'
import { directoryRoles } from '../../shared/domain/users/directory-role.ts'
import { userReaders } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { collection } from '../../shared/wire/collection.ts'
import { DirectoryRoleListShape, directoryRoleToWire } from '../../shared/wire/users/customer-user.ts'

export const handler = endpoint(
  {
    name: 'list-directory-roles',
    method: 'GET',
    route: 'v1/customers/{customerId:guid}/directoryroles',
    summary: 'List the roles that the users of a customer can have',
    partnerCenter: { differs: "The 18 roles every directory has, by the ids of Entra's templates" },
    roles: userReaders,
    userOnly: true,
    capability: 'customerUsers',
    answers: { 200: DirectoryRoleListShape },
    faults: ['customerNotFound', 'delegatedAdminMissing'],
  },
  async ({ caller, params }) => {
    checkDelegatedAdmin(await readProfile(caller, params.customerId))

    return ok(collection(directoryRoles.map(directoryRoleToWire)))
  },
)
