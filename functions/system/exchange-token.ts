import { ok } from '../../shared/command/answer.ts'
import { anyRole } from '../../shared/http/contract.ts'
import { endpoint } from '../../shared/http/endpoint.ts'
import { exchangedToken } from '../../shared/http/token-exchange.ts'
import { ExchangedTokenShape } from '../../shared/wire/system/token.ts'

export const handler = endpoint(
  {
    name: 'exchange-token',
    method: 'POST',
    route: 'generatetoken',
    summary: 'Exchange a directory token for one of this service, which is the same',
    partnerCenter: { differs: 'Gives the same token back: it is what every call takes' },
    kinds: 'anyone',
    roles: anyRole,
    readsAccount: false,
    answers: { 200: ExchangedTokenShape },
    faults: ['bodyTooLarge', 'encodingNotSupported'],
  },
  async ({ request, now }) => ok(await exchangedToken(request, now)),
)
