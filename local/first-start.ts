import { join } from 'node:path'
import { TableClient } from '@azure/data-tables'
import { organisations, type PersonAlias, people } from './people.ts'

interface RunningService {
  readonly baseUrl: string
  readonly connectionString: string
  tokenFor(person: PersonAlias): Promise<string>
}

const catalogueFiles = ['offers.json', 'products.json'].map((name) => join(import.meta.dirname, 'catalogue', name))

/** Whether this storage has had its first start, to the end. */
export async function isSeeded(connectionString: string): Promise<boolean> {
  const rows = markTable(connectionString).listEntities()
  const { done } = await rows.next().catch(absent)
  return done !== true
}

/** What a fresh service gets so that there is something to try: a reseller that is enrolled, and something to sell. */
export async function seedFirstStart(service: RunningService): Promise<void> {
  await enrolTern(service)
  const { loadCatalogue } = await import('../infra/catalogue.ts')
  for (const file of catalogueFiles) await loadCatalogue(file, { connectionString: service.connectionString })
  const mark = markTable(service.connectionString)
  await mark.createTable()
  await mark.upsertEntity({ partitionKey: 'first-start', rowKey: 'done' })
}

/** Among the rows that it speaks of: Azurite writes its tables to the disk seconds later, all of them or none. */
function markTable(connectionString: string): TableClient {
  return TableClient.fromConnectionString(connectionString, 'firststart', { allowInsecureConnection: true })
}

function absent(error: unknown): { readonly done: true } {
  if (Object(error).statusCode === 404) return { done: true }
  throw error
}

async function enrolTern({ baseUrl, tokenFor }: RunningService): Promise<void> {
  const { name, country, mpnId } = organisations.tern
  const { givenName, familyName } = people.tess
  const response = await fetch(`${baseUrl}/v1/partners`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenFor('tess')}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      companyName: name,
      country,
      mpnId,
      primaryContact: {
        firstName: givenName,
        lastName: familyName,
        email: 'tess@tern.example',
        phoneNumber: '+1 206 555 0102',
      },
      acceptPartnerAgreement: true,
    }),
  })
  const isEnrolledAlready = response.status === 409
  if (!response.ok && !isEnrolledAlready) {
    throw new Error(`${name} could not be enrolled: ${response.status} ${await response.text()}`)
  }
}
