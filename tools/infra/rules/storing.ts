import { spreadTables } from '../../../shared/azure/slots.ts'
import { queueNames, tableNames } from '../../../shared/azure/storage-names.ts'
import type { Deployment, Resource } from '../deployment.ts'
import { differsAsSet, differsAt, isMain, ofType, type Problems, suffixOf } from './look.ts'
import { wanted } from './wanted.ts'

const service = 'Microsoft.Storage/storageAccounts'

/** The last names of resources of an account. */
const within = (account: Resource, resources: readonly Resource[]): string[] =>
  resources.filter(({ id }) => id.startsWith(`${account.id}/`)).map(({ name }) => name.split('/').at(-1) ?? '')

/** Tables, queues and the package's container are those of the code, in the accounts where it looks for them. */
export function storingProblems(deployment: Deployment): Problems {
  const { storageSku, furtherAccounts } = wanted[deployment.set]
  const accounts = ofType(deployment, service)
  const queues = ofType(deployment, `${service}/queueServices/queues`)
  const tables = ofType(deployment, `${service}/tableServices/tables`)
  const suffix = suffixOf(deployment)
  return [
    ...differsAsSet(
      'accounts',
      accounts.map(({ name }) => name),
      ['', ...furtherAccounts].map((name) => `st${name}${suffix}`),
    ),
    ...accounts.flatMap((account) => {
      const holdsAll = isMain(account, deployment)
      return [
        ...differsAt(account, { 'sku.name': storageSku, kind: 'StorageV2' }),
        ...differsAsSet(`tables of ${account.name}`, within(account, tables), holdsAll ? tableNames : spreadTables),
        ...differsAsSet(
          `queues of ${account.name}`,
          within(account, queues),
          holdsAll ? queueNames.flatMap((name) => [name, `${name}-poison`]) : [],
        ),
      ]
    }),
    ...ofType(deployment, `${service}/blobServices`).flatMap((one) =>
      differsAt(one, { 'properties.deleteRetentionPolicy': { days: 7, enabled: true } }),
    ),
  ]
}
