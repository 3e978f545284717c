import * as z from 'zod'
import { ok } from '../../shared/command/answer.ts'
import { CountryCode } from '../../shared/domain/contact/country.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { CountryValidationRulesShape, countryRulesToWire } from '../../shared/wire/validations/country-rules.ts'

export const handler = endpoint(
  {
    name: 'get-country-rules',
    method: 'GET',
    route: 'v1/countryvalidationrules/{country}',
    summary: 'Get what an address in a country must hold',
    partnerCenter: { differs: 'Whole for US, CN, DE, GB and PT; of other countries what customers are held to here' },
    kinds: ['directPartner', 'indirectProvider', 'indirectReseller'],
    roles: anyRole,
    params: z.object({ country: CountryCode }),
    answers: { 200: CountryValidationRulesShape },
    faults: [],
  },
  async ({ params }) => ok(countryRulesToWire(params.country)),
)
