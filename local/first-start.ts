import { join } from 'node:path'
import { organisations, type PersonAlias, people } from './people.ts'

interface RunningService {
  readonly baseUrl: string
  readonly connectionString: string
  tokenFor(person: PersonAlias): Promise<string>
}

const catalogueFiles = ['offers.json', 'products.json'].map((name) => join(import.meta.dirname, 'catalogue', name))

/** What a fresh service gets so that there is something to try: a reseller that is enrolled, and something to sell. */
export async function seedFirstStart(service: RunningService): Promise<void> {
  await enrolTern(service)
  const { loadCatalogue } = await import('../infra/catalogue.ts')
  for (const file of catalogueFiles) await loadCatalogue(file, { connectionString: service.connectionString })
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
