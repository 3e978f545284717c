import type { HttpHandler } from '@azure/functions'
import { hash } from '../command/made-ids.ts'
import { serve, toResponse } from './endpoint.ts'

interface Publication {
  readonly text: string
  readonly etag: string
  readonly headers: Readonly<Record<string, string>>
}

/** Serves a text that is made when first asked for, and kept: it says the same as long as the process lives. */
function publish(make: () => Promise<Omit<Publication, 'etag'>>): HttpHandler {
  let made: Publication | undefined
  return (request, context) =>
    serve(request, context, async (ids) => {
      made ??= withEtag(await make())
      const { text, etag, headers } = made
      const isKnown = isOneOf(request.headers.get('if-none-match') ?? '', etag)
      const always = { etag, 'cache-control': 'public, max-age=300', 'x-content-type-options': 'nosniff' }
      const response = toResponse({ status: isKnown ? 304 : 200, headers: { ...always, ...headers } }, ids)
      return isKnown ? response : { ...response, body: text }
    })
}

function isOneOf(tags: string, etag: string): boolean {
  return tags.trim() === '*' || tags.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}

function withEtag(publication: Omit<Publication, 'etag'>): Publication {
  return { ...publication, etag: `"${hash(publication.text)}"` }
}

/** The API's description in OpenAPI. */
export const serveDescription = publish(async () => {
  const { describeApi } = await import('./openapi/description.ts')
  return { text: JSON.stringify(describeApi()), headers: { 'content-type': 'application/json; charset=utf-8' } }
})

/** The API's reference, for people. Its policy names its one style by hash, so that the page is the same for everybody. */
export const serveReference = publish(async () => {
  const { referenceOf } = await import('./openapi/page.ts')
  const { text, policy } = referenceOf()
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
  }
  return { text, headers }
})
