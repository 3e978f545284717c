import { ok } from '../../shared/command/answer.ts'
import { documentOf } from '../../shared/domain/customers/agreement.ts'
import { agreementReaders } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { documentLinks } from '../../shared/pages/agreement-document.ts'
import { AgreementDocumentShape, DocumentKey, DocumentQuery } from '../../shared/wire/agreements/agreement.ts'

export const handler = endpoint(
  {
    name: 'get-agreement-document',
    method: 'GET',
    route: 'v1/agreementtemplates/{templateId}/document',
    summary: 'Get links to the text of an agreement, good for five minutes',
    partnerCenter: {
      differs: 'Both links lead to the page of the agreement, which is in more languages than the answer lists',
    },
    roles: agreementReaders,
    userOnly: true,
    capability: 'agreements',
    params: DocumentKey,
    query: DocumentQuery,
    answers: { 200: AgreementDocumentShape },
    faults: ['notFound'],
  },
  ({ params, query, now }) =>
    Promise.resolve(ok(documentLinks(documentOf(params.templateId, query.language, query.country), now))),
)
