import fc from 'fast-check'
import type { ApiDocument } from '../../shared/text/reference.ts'
import type { Schema } from '../../shared/text/reference-schema.ts'

type Likely = Readonly<Record<string, fc.Arbitrary<unknown>>>

/** What the values are made in: the description, and what a name stands for most of the time. */
export interface World {
  readonly api: ApiDocument
  readonly likely: Likely
}

function find(ref: string, { api }: World): Schema {
  const found = api.components.schemas[ref.slice(ref.lastIndexOf('/') + 1)]
  if (!found) throw new Error(`the description has no ${ref}`)
  return found
}

const offers = fc.constantFrom('796B6B5F-613C-4E24-A17C-EBA730D49C02', '91FD106F-4B2C-4938-95AC-F54F74E9A239')
const people = fc.constantFrom('Ada', 'Tum', 'Tess')

/** What a property or parameter of this name holds most of the time: rules that a schema cannot say. */
const plausible: Likely = {
  ...{ email: fc.constant('ada@adatum.example'), to: fc.constant('tess@tern.example') },
  ...{ firstName: people, lastName: people, phoneNumber: fc.constant('4255550100') },
  ...{ country: fc.constantFrom('US', 'DE'), usageLocation: fc.constant('US'), state: fc.constantFrom('WA', 'CA') },
  ...{
    city: fc.constant('Redmond'),
    postalCode: fc.constantFrom('98052', '90001'),
    companyName: fc.constant('Adatum'),
  },
  ...{ culture: fc.constantFrom('en-US', 'de-DE'), language: fc.constantFrom('en', 'ko') },
  ...{ offerId: offers, catalogItemId: offers, targetOfferId: offers, quantity: fc.integer({ min: 1, max: 9 }) },
  ...{
    billingCycle: fc.constantFrom('monthly', 'annual'),
    lineItemNumber: fc.constant(0),
    size: fc.constantFrom(0, 2),
  },
  ...{
    templateId: fc.constant('117a77b0-9360-443b-8795-c6dedc750cf9'),
    type: fc.constant('MicrosoftCustomerAgreement'),
  },
  ...{
    dateAgreed: fc.constantFrom('2024-10-02T00:00:00Z', '2024-10-02'),
    WebhookUrl: fc.webUrl({ validSchemes: ['https'] }),
  },
  ...{ domain: fc.stringMatching(/^[a-z0-9]{12,27}$/).map((prefix) => `${prefix}.onmicrosoft.com`) },
  ...{
    startDate: fc.constantFrom('2026-01-31', '6/1/2026'),
    endDate: fc.constant('2126-01-31'),
    body: fc.constant('{link}'),
  },
  ...{ associatedPartnerId: fc.constant(null), organizationRegistrationNumber: fc.constant(null) },
  ...{ filter: fc.constant(''), password: fc.constant('Secret-123'), index: fc.constant(0), pageIndex: fc.constant(0) },
  ...{
    partnerIdOnRecord: fc.constant(null),
    parentSubscriptionId: fc.constant(null),
    referenceCustomerId: fc.constant(null),
  },
  ...{
    participants: fc.constant(null),
    partnerId: fc.constant(null),
    etag: fc.constant(''),
    termDuration: fc.constant(null),
  },
}

const wrong = fc.constantFrom<unknown>(
  null,
  '',
  ' ',
  'x'.repeat(300),
  '\u0000',
  '😀',
  0,
  -1,
  1.5,
  2 ** 53,
  true,
  [],
  {},
)

/** Values as a schema describes them, at its limits too, and now and then wrong ones in any place. */
export function valuesOf(schema: Schema, world: World, name = ''): fc.Arbitrary<unknown> {
  const valid = { arbitrary: validOf(schema, world), weight: 12 }
  const likely = world.likely[name] ?? plausible[name]
  return fc.oneof(...(likely ? [{ arbitrary: likely, weight: 200 }] : []), valid, { arbitrary: wrong, weight: 1 })
}

function validOf(schema: Schema, world: World): fc.Arbitrary<unknown> {
  const variants = schema.anyOf ?? schema.oneOf
  if (schema.$ref !== undefined) return validOf(find(schema.$ref, world), world)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (variants) return fc.oneof(...variants.map((variant) => validOf(variant, world)))
  if (schema.items) return fc.array(valuesOf(schema.items, world), { minLength: 1, maxLength: 2 })
  if (schema.properties) return objectsOf(schema, world)
  return plainOf(schema)
}

function objectsOf({ properties = {}, required = [] }: Schema, world: World): fc.Arbitrary<unknown> {
  const values = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, valuesOf(schema, world, name)]),
  )
  return fc.record(values, { requiredKeys: [...required] })
}

function plainOf(schema: Schema): fc.Arbitrary<unknown> {
  const { type, minimum = -2, maximum = 2_147_483_647 } = schema
  if (type === 'boolean') return fc.boolean()
  if (type === 'integer' || type === 'number')
    return fc.oneof(fc.constantFrom(minimum, maximum, minimum - 1, maximum + 1), fc.integer({ min: minimum, max: 50 }))
  if (type === 'object') return fc.dictionary(fc.string(), fc.string(), { maxKeys: 2 })
  return type === 'string' ? textsOf(schema) : fc.jsonValue({ maxDepth: 1 })
}

function textsOf({ format, pattern, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid()
  if (format === 'date-time') return fc.date({ noInvalidDate: true }).map((date) => date.toISOString())
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u'))
  const longest = 'x'.repeat(maxLength)
  return fc.oneof(
    fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(minLength, 20) }),
    fc.constantFrom('x'.repeat(minLength), longest, `${longest}x`),
    fc.constantFrom('US', 'Adatum', 'ada@adatum.example', '2026-01-31', 'en-US'),
  )
}
