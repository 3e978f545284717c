import { ok } from '../../shared/command/answer.ts'
import { templatesOf } from '../../shared/domain/customers/agreement.ts'
import { agreementReaders } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { AgreementMetaDataListShape, AgreementQuery, templatesToWire } from '../../shared/wire/agreements/agreement.ts'

export const handler = endpoint(
  {
    name: 'list-agreement-templates',
    method: 'GET',
    route: 'v1/agreements',
    summary: 'List the agreements a customer can accept; without agreementType only the Cloud Agreement, with * all',
    partnerCenter: 'same',
    roles: agreementReaders,
    userOnly: true,
    capability: 'agreements',
    query: AgreementQuery,
    answers: { 200: AgreementMetaDataListShape },
    faults: ['notAvailableInCloud'],
  },
  ({ query }) => Promise.resolve({ ...ok(templatesToWire(templatesOf(query.agreementType))) }),
)
