import { findPerson, organisations, people } from '../people.ts'
import type { Page } from './browser.ts'
import type { Scene } from './scene.ts'

const { harbor, lumen } = organisations

/** Luke does with his browser what a person would do with the mail. */
export async function acceptAsLuke({ browser, story }: Scene, link: string): Promise<void> {
  const luke = people.luke
  const invitation = await story.step(
    'Luke of Lumen IT opens the link of the mail, and sees who asks for what',
    async () => expectHeading(await browser.open(link), harbor.name),
  )
  const signedIn = await story.step(
    'He signs in with his organization’s identity provider, and comes back',
    async () => {
      const [, signIn = ''] = /<a class="button" href="([^"]+)"/.exec(invitation.html) ?? []
      const picker = await browser.open(new URL(signIn.replaceAll('&amp;', '&'), invitation.url).href)
      const back = await browser.send(picker, picker.url.href, { person: 'luke' })
      return expectText(expectHeading(back, harbor.name), `${luke.givenName} ${luke.familyName}`)
    },
  )
  const mustEnrol = signedIn.html.includes('name="companyName"')
  const title = mustEnrol
    ? 'Lumen IT is not enrolled yet: he enrols it on the way, ticks the box and authorizes Harbor Distribution'
    : 'Lumen IT is enrolled: he ticks the box and authorizes Harbor Distribution'
  await story.step(title, async () => {
    const form = { token: new URL(link).searchParams.get('token') ?? '', lang: 'en', authorize: 'true' }
    const accepted = await browser.send(signedIn, '/invitations/accept', mustEnrol ? { ...form, ...enrolment } : form)
    return expectHeading(accepted, 'The partnership is established')
  })
}

const enrolment = {
  companyName: lumen.name,
  country: lumen.country,
  mpnId: lumen.mpnId,
  firstName: people.luke.givenName,
  lastName: people.luke.familyName,
  email: findPerson('luke')?.userName ?? '',
  phoneNumber: '+1 206 555 0103',
  acceptPartnerAgreement: 'true',
}

function expectHeading(page: Page, heading: string): Page {
  if (page.status === 200 && page.heading.includes(heading)) return page
  throw new Error(`${page.url.href} was answered ${page.status} "${page.heading}", not a page of "${heading}"`)
}

function expectText(page: Page, text: string): Page {
  if (page.html.includes(text)) return page
  throw new Error(`The page ${page.url.href} does not speak of ${text}`)
}
