import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { exchangedToken } from '../../shared/http/token-exchange.ts'
import { ExchangedTokenShape } from '../../shared/wire/system/token.ts'

export const handler = endpoint(
  {
    name: 'exchange-token-v3',
    method: 'POST',
    route: 'v3/generatetoken',
    summary: 'As POST /generatetoken, at its newer address',
    partnerCenter: { differs: 'Gives the same token back: it is what every call takes' },
    kinds: 'anyone',
    roles: anyRole,
    readsAccount: false,
    answers: { 200: ExchangedTokenShape },
    faults: ['bodyTooLarge', 'encodingNotSupported'],
  },
  async ({ request, now }) => ok(await exchangedToken(request, now)),
)
