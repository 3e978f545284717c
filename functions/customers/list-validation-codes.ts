import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { ValidationCodeListShape } from '../../shared/wire/customers/qualification.ts'

export const handler = endpoint(
  {
    name: 'list-validation-codes',
    method: 'GET',
    route: 'v1/customers/all/validations',
    summary:
      'List your codes for customers of the Government Community Cloud: none, as a qualification needs no code here',
    partnerCenter: { differs: 'Always empty: a qualification is approved on your word' },
    roles: anyRole,
    capability: 'qualifications',
    answers: { 200: ValidationCodeListShape },
    faults: [],
  },
  () => Promise.resolve(ok([])),
)
