import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, type TestContext } from 'vitest'
import { type Service, startService } from '../support/service.ts'
import { launchChromium } from './chromium.ts'

const noBrowser = 'Left out: no Chrome, Edge or Chromium on this machine; CHROMIUM_PATH names one'
const screenshots = join(import.meta.dirname, '..', '..', 'test-results', 'pages')

export interface Pages {
  readonly service: Service
  /** A page of a browser of its own: no cookie of another. Whatever goes wrong in it fails the test. */
  open(options?: BrowserContextOptions & { readonly otherHost?: string }): Promise<Page>
}

/** One service and one browser for a file of tests. */
export function usePages(): Pages {
  let service: Service | undefined
  let browser: Browser | undefined
  let running: TestContext | undefined
  const wrong: string[] = []

  beforeAll(async () => {
    await mkdir(screenshots, { recursive: true })
    const starting = startService()
    browser = await launchChromium()
    service = await starting
    if (!browser && process.env.CI) throw new Error(noBrowser)
    if (!browser) console.error(noBrowser)
  })
  beforeEach((context) => {
    running = context
  })
  afterEach(async () => {
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()))
    expect(wrong.splice(0)).toEqual([])
    expect(service?.trouble).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await service?.stop()
  })

  return {
    get service() {
      if (!service) throw new Error('the service has not started')
      return service
    },
    async open({ otherHost = '', ...options } = {}) {
      if (!service) throw new Error('the service has not started')
      if (!browser) return running?.skip(noBrowser) ?? Promise.reject(new Error(noBrowser))
      const { baseUrl, mailboxUrl, issuer } = service
      const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1000, height: 900 }, ...options })
      const ours = [baseUrl, mailboxUrl, issuer.issuer].map((url) => new URL(url).origin)
      context.on('console', (message) => {
        // Chromium also says so of a page that is an honest 4xx itself.
        if (!message.text().startsWith('Failed to load resource: the server responded with a status of 4'))
          wrong.push(`console: ${message.text()}`)
      })
      context.on('weberror', (error) => wrong.push(`error: ${error.error()}`))
      context.on('request', (request) => {
        const { protocol, origin } = new URL(request.url())
        if (protocol !== 'data:' && ![...ours, otherHost].includes(origin)) wrong.push(`request to ${request.url()}`)
      })
      return context.newPage()
    },
  }
}

/** Keeps a picture of the whole page, or of what the window shows of it, for people to look at: PICTURES=yes npm test -- pages */
export async function picture(page: Page, name: string, { fullPage = true } = {}): Promise<void> {
  if (!process.env.PICTURES) return
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage })
}

/** Signs in at the identity provider, from the invitation's page. */
export async function signIn(page: Page, person: string): Promise<void> {
  await page.getByRole('link', { name: 'Sign in to accept' }).click()
  await page.getByRole('button', { name: person }).click()
}
