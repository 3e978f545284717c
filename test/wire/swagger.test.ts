import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { beforeAll, describe, expect, test } from 'vitest'
import { importAllSteps } from '../support/all-steps.ts'
import { call, type Person } from '../support/call.ts'
import { aCustomer, anAgreement, aProvider, givenPartnership, must } from '../support/given.ts'
import { type Definition, type Definitions, hasSwagger, readDefinitions } from './swagger.ts'

await importAllSteps()

if (!hasSwagger) console.log("Microsoft's Swagger is not here: left out.")

interface Contradiction {
  readonly file: string
  readonly says: string
  readonly but: string
  readonly amend: (definitions: Definitions) => void
}

const customers = 'CustomerService.json'
const audit = 'AuditService.json'
const propertiesOf = (definitions: Definitions, name: string): Record<string, Definition> =>
  definitions[name]?.properties ?? {}

/** Where the published Swagger is not what the live service answers, or is older than what it documents today. */
const contradictions: readonly Contradiction[] = [
  {
    file: customers,
    says: 'enums are numbers',
    but: 'their names were recorded: relationshipToPartner "reseller", relationshipType "is_indirect_…"',
    amend: namesForNumbers,
  },
  {
    file: audit,
    says: 'enums are numbers',
    but: 'their names were recorded: operationStatus "succeeded"',
    amend: namesForNumbers,
  },
  {
    file: customers,
    says: 'agreements come as bare lists',
    but: 'the collection was recorded; the sample of confirmations has its totalCount and items',
    amend: (definitions) => {
      definitions.Agreements = { $ref: '#/definitions/ResourceCollection(Agreement)' }
      definitions.AgreementMetadatas = { $ref: '#/definitions/ResourceCollection(AgreementMetadata)' }
    },
  },
  {
    file: customers,
    says: 'a confirmation is read with the zone of dateAgreed',
    but: 'the documentation shows it without',
    amend: (definitions) => delete propertiesOf(definitions, 'Agreement').dateAgreed?.format,
  },
  {
    file: customers,
    says: 'the password is an object, SecureString',
    but: 'that is the SDK class around it; on the wire it is a string',
    amend: (definitions) => {
      propertiesOf(definitions, 'UserCredentials').password = { type: 'string' }
    },
  },
  {
    file: customers,
    says: 'a customer has no enableGDAPByDefault',
    but: 'it came in 2023, with an echo of the request',
    amend: (definitions) => {
      propertiesOf(definitions, 'Customer').enableGDAPByDefault = { type: 'boolean' }
    },
  },
  {
    file: audit,
    says: 'there are 8 types of resources and 23 of operations, none of agreements',
    but: 'the documentation of today has agreement, create_agreement and more; invitations and carts are ours',
    amend: (definitions) => {
      const { resourceType, operationType } = propertiesOf(definitions, 'AuditRecord')
      delete resourceType?.enum
      delete operationType?.enum
    },
  },
  {
    file: audit,
    says: 'every record has a customer',
    but: 'what is done to an invitation or a partnership is done to no customer; such records are ours',
    amend: (definitions) => {
      const { AuditRecord } = definitions
      if (AuditRecord?.required) AuditRecord.required = AuditRecord.required.filter((name) => name !== 'customerId')
    },
  },
]

function namesForNumbers(definitions: Definitions): void {
  for (const { properties = {} } of Object.values(definitions))
    for (const property of Object.values(properties)) if (property.enum) property.type = 'string'
}

/** Every answer that is wrong by a Swagger file, amended by these. */
function wrongAnswers(file: string, given: readonly Answered[], amendments: readonly Contradiction[]): unknown[] {
  const definitions = readDefinitions(file)
  definitions.Agreements = { type: 'array', items: { $ref: '#/definitions/Agreement' } }
  definitions.AgreementMetadatas = { type: 'array', items: { $ref: '#/definitions/AgreementMetadata' } }
  for (const { amend } of amendments) amend(definitions)
  const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true })).addFormat('int32', true)
  ajv.addSchema({ $id: 'swagger', definitions })
  return given.flatMap(({ path, as: name, body }) => {
    const validate = ajv.compile({ $ref: `swagger#/definitions/${encodeURIComponent(name)}` })
    return validate(body)
      ? []
      : [{ path, wrong: validate.errors?.map(({ instancePath, message }) => [instancePath, message]) }]
  })
}

interface Answered {
  readonly file: string
  readonly path: string
  readonly as: string
  readonly body: unknown
}

async function answersOf(admin: Person): Promise<readonly Answered[]> {
  const { partner: reseller } = await givenPartnership(admin)
  const wanted = aCustomer({ associatedPartnerId: reseller.partnerId, enableGDAPByDefault: false })
  const created = must(await call('POST', '/v1/customers', { as: admin, body: wanted }), 201).body
  const at = `/v1/customers/${created.id}`
  const confirmed = must(await call('POST', `${at}/agreements`, { as: admin, body: anAgreement() }), 201).body
  const reads = [
    [customers, '/v1/customers', 'ResourceCollection(Customer)'],
    [customers, at, 'Customer'],
    [customers, `${at}/profiles/company`, 'CustomerCompanyProfile'],
    [customers, `${at}/profiles/billing`, 'CustomerBillingProfile'],
    [customers, '/v1/agreements?agreementType=*', 'AgreementMetadatas'],
    [customers, `${at}/agreements?agreementType=*`, 'Agreements'],
    [customers, `${at}/directSignedMicrosoftCustomerAgreementStatus`, 'DirectSignedCustomerAgreementStatus'],
    [customers, '/v1/customers/relationshiprequests', 'RelationshipRequest'],
    [
      customers,
      '/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf',
      'ResourceCollection(PartnerRelationship)',
    ],
    [customers, `${at}/relationships`, 'ResourceCollection(PartnerRelationship)'],
    [audit, '/v1/auditrecords', 'PagedResourceCollection(AuditRecord)'],
  ] as const
  const read = reads.map(async ([file, path, as]) => {
    const { body } = must(await call('GET', path, { as: admin }), 200)
    if (body.items) expect(body.items, `${path} shows something`).not.toEqual([])
    return { file, path, as, body }
  })
  return [
    { file: customers, path: 'POST /v1/customers', as: 'Customer', body: created },
    { file: customers, path: 'POST agreements', as: 'Agreement', body: confirmed },
    ...(await Promise.all(read)),
  ]
}

describe.runIf(hasSwagger)('answers hold to the Swagger that Microsoft has published', () => {
  const { admin } = aProvider()
  let answers: readonly Answered[]
  beforeAll(async () => {
    answers = await answersOf(admin)
  })
  const answersIn = (file: string) => answers.filter((answer) => answer.file === file)
  const amendmentsOf = (file: string) => contradictions.filter((one) => one.file === file)

  test.each([customers, audit])('%s', (file) => {
    expect(wrongAnswers(file, answersIn(file), amendmentsOf(file))).toEqual([])
  })

  test.each(contradictions)('but where $file says that $says: $but', (contradiction) => {
    const { file } = contradiction
    const others = amendmentsOf(file).filter((one) => one !== contradiction)

    expect(wrongAnswers(file, answersIn(file), others)).not.toEqual([])
  })
})
