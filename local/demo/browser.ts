import { reach } from './api.ts'
import type { Story } from './story.ts'

export interface Page {
  readonly url: URL
  readonly status: number
  readonly html: string
  readonly heading: string
}

export type Form = Readonly<Record<string, string>>

interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
}

const longestWay = 12

/** As much of a browser as it takes: cookies, redirects, and forms that are sent from the page they are on. */
export function createBrowser(story: Story) {
  const cookies = new Map<string, Cookie>()

  const keep = (headers: Headers) => {
    for (const line of headers.getSetCookie()) {
      const cookie = parseCookie(line)
      if (cookie.isOver) cookies.delete(`${cookie.path} ${cookie.name}`)
      else cookies.set(`${cookie.path} ${cookie.name}`, cookie)
    }
  }
  const cookiesFor = ({ pathname }: URL): string =>
    [...cookies.values()]
      .filter(({ path }) => pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')

  const visit = async (url: URL, form: Form | undefined, hops: number): Promise<Page> => {
    if (hops > longestWay) throw new Error(`${url.origin} sends from page to page without an end`)
    const response = await reach(url.href, () =>
      fetch(url, {
        method: form ? 'POST' : 'GET',
        redirect: 'manual',
        headers: { accept: 'text/html', cookie: cookiesFor(url), ...(form && { origin: url.origin }) },
        ...(form && { body: new URLSearchParams(form) }),
      }),
    )
    keep(response.headers)
    const location = response.headers.get('location')
    const html = await response.text()
    const page = { url, status: response.status, html, heading: headingOf(html) }
    const facts = location === null ? { page: page.heading } : {}
    story.tell({ method: form ? 'POST' : 'GET', address: shown(url), status: response.status, facts })
    return location === null ? page : visit(new URL(location, url), undefined, hops + 1)
  }

  return {
    open: (address: string) => visit(new URL(address), undefined, 0),
    /** Sends a form of the page to its address, as its button does. */
    send: (page: Page, action: string, form: Form) => visit(new URL(action, page.url), form, 0),
  }
}

export type Browser = ReturnType<typeof createBrowser>

function parseCookie(line: string): Cookie & { readonly isOver: boolean } {
  const [pair = '', ...attributes] = line.split(/;\s*/)
  const at = pair.indexOf('=')
  const named = new Map(
    attributes.map((attribute): [string, string] => {
      const [name = '', value = ''] = attribute.split('=')
      return [name.toLowerCase(), value]
    }),
  )
  const isOver = named.get('max-age') === '0' || Date.parse(named.get('expires') ?? '') < Date.now()
  return { name: pair.slice(0, at), value: pair.slice(at + 1), path: named.get('path') ?? '/', isOver }
}

/** The path is enough for our own pages; the long query of a sign-in is of no use to a reader. */
function shown({ host, pathname, searchParams }: URL): string {
  const token = searchParams.has('token') ? `?token=${searchParams.get('token')}` : ''
  return `${host}${pathname}${token}`
}

function headingOf(html: string): string {
  const [, heading = ''] = /<h1[^>]*>(.*?)<\/h1>/s.exec(html) ?? []
  return heading
    .replace(/<[^>]+>/g, '')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim()
}
