import { ok } from '../../shared/azure/answer.ts'
import { endpoint } from '../../shared/azure/endpoint.ts'
import { sentencesOf } from '../../shared/text/sentences.ts'
import { AddressToValidate, problemsOf, validationToWire } from '../../shared/wire/address.ts'

export const handler = endpoint(
  {
    name: 'validate-address',
    method: 'POST',
    route: 'v1/validations/address',
    summary: 'See which rules of its country an address breaks; no postal directory is asked',
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    body: AddressToValidate,
    faults: [],
  },
  async ({ body, language }) => ok(validationToWire(body, sentencesOf(problemsOf(body), language))),
)
