import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { Provider } from 'oidc-provider'
import { signinClient } from '../settings.ts'
import { type LocalServer, listen, send } from '../web.ts'
import { providerConfiguration } from './configuration.ts'
import { readOrCreateIssuerKeys } from './issuer-keys.ts'
import type { TokenClient } from './mint-token.ts'
import { allowPersonGrant } from './person-grant.ts'
import { answerPicker, peoplePage } from './picker.ts'

export interface IssuerOptions {
  /** 0 picks a free port. */
  readonly port: number
  /** Where the keys are kept, so that tokens outlive a restart. */
  readonly folder?: string | undefined
  readonly redirectUris: readonly string[]
  readonly audience: string
}

export interface Issuer extends TokenClient {
  readonly issuer: string
  readonly jwksUrl: string
  stop(): Promise<void>
}

/** An OpenID issuer for one machine: signs in whom one picks, and gives scripts a token for anybody. */
export async function startIssuer({ port, folder, redirectUris, audience }: IssuerOptions): Promise<Issuer> {
  const keys = await readOrCreateIssuerKeys(folder)
  let answer: RequestListener = (_, response) => response.writeHead(503).end()
  // The issuer's name holds its port, which is known only when it listens.
  const server: LocalServer = await listen(port, (request, response) => answer(request, response))
  const provider = new Provider(server.url, providerConfiguration({ keys, redirectUris, audience }))
  allowPersonGrant(provider, audience)
  answer = listener(provider, redirectUris)
  return {
    issuer: server.url,
    jwksUrl: `${server.url}/jwks`,
    tokenUrl: `${server.url}/token`,
    ...signinClient,
    stop: server.stop,
  }
}

function listener(provider: Provider, redirectUris: readonly string[]): RequestListener {
  const answerOidc = provider.callback()
  const pick = answerPicker(provider, redirectUris)

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const [path = '/'] = (request.url ?? '/').split('?')
    if (path === '/') return send(peoplePage(), response)
    if (path.startsWith('/interaction/')) return pick(request, response)
    if (path === '/auth' || path.startsWith('/auth/')) forgetWhoSignedIn(request)
    return answerOidc(request, response)
  }
  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error)
      response.destroy()
    })
  }
}

/** Each sign-in starts afresh, so that one can be somebody else every time. */
function forgetWhoSignedIn(request: IncomingMessage): void {
  const cookies = (request.headers.cookie ?? '').split('; ').filter((cookie) => !cookie.startsWith('_session'))
  request.headers.cookie = cookies.join('; ')
}
