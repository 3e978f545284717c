import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { errors, type Provider } from 'oidc-provider'
import { html, type SafeHtml } from '../../shared/text/html.ts'
import { page } from '../page.ts'
import { type DescribedPerson, everyone, findPerson, organisations } from '../people.ts'
import { send } from '../web.ts'
import { authenticationMethods } from './claims.ts'
import { place } from './configuration.ts'

/** Shows the people to pick from, and takes the pick. */
export function answerPicker(provider: Provider, redirectUris: readonly string[]) {
  const origins = redirectUris.map((uri) => new URL(uri).origin)
  // The pick is answered by redirects that end at the client; browsers hold those to form-action too.
  const policy = `form-action 'self' ${[...new Set(origins)].join(' ')}`

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const { params } = await provider.interactionDetails(request, response)
      if (request.method === 'POST') return await finish(provider, request, response)
      await send(pickerPage(String(params.login_hint ?? ''), policy), response)
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error
      await send(expiredPage(), response)
    }
  }
}

/** Who there is, for somebody who opens the issuer's own address. */
export function peoplePage(): Response {
  const body = html`
<h1>People of the demo</h1>
<p class="soft">This is the OpenID issuer of one machine. It believes everyone, and its tokens are good for nothing else.</p>
<table class="stack">
<thead><tr><th scope="col">Alias</th><th scope="col">Name</th><th scope="col">Organisation</th><th scope="col">Roles</th></tr></thead>
<tbody>${everyone.map(personRow)}</tbody>
</table>
<h2>A token for scripts</h2>
<pre>npm run --silent token -- adam</pre>
<p><a href="/.well-known/openid-configuration">OpenID configuration</a></p>`
  return page({ title: 'People', place, body, policy: '' })
}

async function finish(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const person = findPerson(new URLSearchParams(await text(request)).get('person') ?? '')
  const result =
    person === undefined || person.isApp
      ? { error: 'access_denied', error_description: 'Nobody was picked' }
      : { login: { accountId: person.objectId, amr: authenticationMethods }, select_account: {}, consent: {} }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
}

function pickerPage(loginHint: string, policy: string): Response {
  const isHinted = ({ alias, userName }: DescribedPerson) => [alias, userName].includes(loginHint.toLowerCase())
  const hinted = everyone.find(isHinted)
  const people = everyone.filter(({ isApp }) => !isApp).sort((a, b) => Number(isHinted(b)) - Number(isHinted(a)))
  const groups = Map.groupBy(people, ({ organisation }) => organisation)
  const body = html`
<h1>Pick a person</h1>
<p>You sign in to <strong>Twotier</strong> as one of the people of its demo. This is a local issuer: it asks for no password,
and nobody outside this machine believes it.</p>
<form method="post">
${[...groups].sort(([a], [b]) => Number(b === hinted?.organisation) - Number(a === hinted?.organisation)).map(organisationGroup)}
<p class="apart"><button name="person" value="">Cancel</button></p>
</form>`
  return page({ title: 'Pick a person', place, body, policy })
}

const kindWords = {
  indirectProvider: 'indirect provider',
  indirectReseller: 'indirect reseller',
  directPartner: 'direct partner',
}

function organisationGroup([alias, members]: [DescribedPerson['organisation'], DescribedPerson[]]): SafeHtml {
  const { name, kind } = organisations[alias]
  return html`<h2>${name} <span class="soft">· ${kindWords[kind]}</span></h2>
<div class="people">${members.map(personButton)}</div>
`
}

function personButton({ alias, name, userName, roles }: DescribedPerson): SafeHtml {
  return html`<button name="person" value="${alias}"><span class="name">${name}</span> <span>${roles.join(', ')}</span> <span class="soft">${userName}</span></button>`
}

function personRow({ alias, name, organisation, roles, isApp }: DescribedPerson): SafeHtml {
  const badge = isApp ? html`<span class="badge">app</span>` : undefined
  return html`<tr><td><code>${alias}</code></td><td>${name}${badge}</td><td>${organisations[organisation].name}</td><td>${roles.join(', ')}</td></tr>
`
}

function expiredPage(): Response {
  const body = html`<h1>This sign-in is over</h1><p>It was finished already, or it took too long. Go back to where you came from and sign in again.</p>`
  return page({ title: 'This sign-in is over', place, body, policy: '' }, 400)
}
