import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { sentencesOf } from '../../shared/text/sentences.ts'
import {
  AddressToValidate,
  AddressValidationShape,
  problemsOf,
  validationToWire,
} from '../../shared/wire/validations/address.ts'

export const handler = endpoint(
  {
    name: 'validate-address',
    method: 'POST',
    route: 'v1/validations/address',
    summary: 'See which rules of its country an address breaks; no postal directory is asked',
    partnerCenter: { differs: 'Never Verified, no suggestions: only the rules of the country are looked at' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    body: AddressToValidate,
    answers: { 200: AddressValidationShape },
    faults: [],
  },
  async ({ body, language }) => ok(validationToWire(body, sentencesOf(problemsOf(body), language))),
)
