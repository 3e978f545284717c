import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../infra/catalogue.ts'
import { importAllSteps } from '../support/all-steps.ts'
import { call } from '../support/call.ts'
import { aProvider, givenCustomer, givenReadyCustomer, must } from '../support/given.ts'
import { hasRecordings, recordedBody, shapeOf } from './recording.ts'

await importAllSteps()

if (!hasRecordings) console.log('The recorded answers of the live service are not here: left out.')

describe.runIf(hasRecordings)('answers as the live service was recorded to give them', () => {
  const { admin } = aProvider()
  const get = async (path: string) => must(await call('GET', path, { as: admin }), 200).body
  // A market of its own: the recorded offers would displace those of other tests.
  const market = (value: unknown): unknown =>
    JSON.parse(
      JSON.stringify(value).replaceAll('"country":"US"', '"country":"LI"').replaceAll('country=US', 'country=LI'),
    )

  test('274 offers: loaded as the catalogue, ours are the same to the letter', async () => {
    const recorded = market(recordedBody('PartnerCenter.TestFramework/GetPartnerOffer.json')) as {
      items: { id: string; rank: number }[]
      links: unknown
      totalCount: number
    }
    const file = join(await mkdtemp(join(tmpdir(), 'twotier-')), 'offers.json')
    await writeFile(file, `\uFEFF${JSON.stringify(recorded)}`)
    await loadCatalogue(file, { connectionString: process.env.AzureWebJobsStorage ?? '' })

    const ours = await get('/v1/offers?country=LI')

    const byId = (items: readonly { id: string }[]) => [...items].sort((one, other) => (one.id < other.id ? -1 : 1))
    expect(ours.totalCount).toBe(274)
    expect(ours.links).toEqual(recorded.links)
    expect(byId(ours.items)).toEqual(byId(recorded.items))
    expect(Object.keys(ours.items[0])).toEqual(
      Object.keys(recorded.items.find(({ id }) => id === ours.items[0].id) ?? {}),
    )
    const one = market(recordedBody('PartnerCenter.TestFramework/GetPartnerOfferByOfferId.json')) as { id: string }
    expect(shapeOf(await get(`/v1/offers/${one.id}?country=LI`))).toEqual(shapeOf(one))
    const categories = market(recordedBody('PartnerCenter.TestFramework/GetPartnerOfferCategory.json'))
    expect(await get('/v1/offercategories?country=LI')).toEqual(categories)
  })

  test('agreement metadata', async () => {
    const recorded = recordedBody('PartnerCenter.TestFramework/GetPartnerAgreementDetail.json')
    const ours = await get('/v1/agreements')

    expect(shapeOf(ours)).toEqual(shapeOf(recorded))
    expect(ours.items[0]).toMatchObject({
      templateId: recorded.items[0].templateId,
      agreementType: recorded.items[0].agreementType,
      versionRank: 0,
    })
    expect(ours.links).toEqual(recorded.links)
  })

  test('the list of customers', async () => {
    await givenCustomer(admin)

    expect(shapeOf(await get('/v1/customers'))).toEqual(
      shapeOf(recordedBody('SmartOffice/PartnerServiceClientTests.GetCustomersAsync.json')),
    )
  })

  test('subscriptions, key by key', async () => {
    const { id } = await givenReadyCustomer(admin)
    must(
      await call('POST', `/v1/customers/${id}/orders`, {
        as: admin,
        body: { lineItems: [{ offerId: '796B6B5F-613C-4E24-A17C-EBA730D49C02', quantity: 1 }] },
      }),
      201,
    )

    expect(shapeOf(await get(`/v1/customers/${id}/subscriptions`))).toEqual(
      shapeOf(recordedBody('PowerShell.Tests/GetCustomerSubscription.json')),
    )
  })

  test('audit records of an order', async () => {
    const recorded = recordedBody('PowerShell.Tests/GetAuditRecord.json')
    const { body } = must(await call('GET', '/v1/auditrecords', { as: admin }), 200)
    const ours = body.items.find(({ operationType }: { operationType: string }) => operationType === 'create_order')

    expect(Object.keys(ours)).toEqual(Object.keys(recorded.items[0]))
    expect(ours.customizedData.map(({ key }: { key: string }) => key)).toEqual(
      recorded.items[0].customizedData
        .map(({ key }: { key: string }) => key)
        .filter((key: string) => key !== 'PartnerOnRecord-0'),
    )
    expect(Object.keys(JSON.parse(ours.resourceNewValue))).toContain('LineItems')
  })
})
