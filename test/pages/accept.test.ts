import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { draftInvitation, mailTo, readInvitation } from '../support/service.ts'
import { picture, signIn, usePages } from './pages.ts'

const pages = usePages()

async function enrol(page: Page, company: Readonly<Record<string, string>>): Promise<void> {
  const { name = '', mpnId = '', email = '' } = company
  await page.getByLabel('Company name').fill(name)
  await page.getByLabel('Country').selectOption('US')
  await page.getByLabel('MPN location ID').fill(mpnId)
  await page.getByLabel('First name').fill('Luke')
  await page.getByLabel('Last name').fill('Amari')
  await page.getByLabel('E-mail address of the primary contact').fill(email)
  await page.getByLabel('I accept the Microsoft Partner Agreement').check()
}

test('a reseller comes from the mail, signs in, enrols and authorizes the provider', async () => {
  const { service } = pages
  const invited = await draftInvitation(service)
  await service.call('adam', 'POST', `/v1/partnershiprequests/${invited.id}/send`)
  const mail = await mailTo(service, invited.to, /partnership/)
  const page = await pages.open()

  await page.goto(service.mailboxUrl)
  await page.getByRole('link', { name: mail.content.subject }).first().click()
  await page.frameLocator('iframe').getByRole('link', { name: 'Open the invitation' }).waitFor()
  await picture(page, 'mail')
  const opening = page.waitForEvent('popup')
  await page.frameLocator('iframe').getByRole('link', { name: 'Open the invitation' }).click()
  const invitation = await opening
  await invitation.getByRole('heading', { name: 'Harbor Distribution asks' }).waitFor()
  await picture(invitation, 'invitation')

  await invitation.getByRole('link', { name: 'Sign in to accept' }).click()
  await picture(invitation, 'people')
  await invitation.getByRole('button', { name: 'Luke Amari' }).click()
  await invitation.getByText('You are signed in as Luke Amari.').waitFor()
  await picture(invitation, 'enrol')

  await enrol(invitation, { name: 'Lumen IT', mpnId: '4400003', email: 'luke@gmail.com' })
  await invitation.getByLabel('I authorize Harbor Distribution').check()
  await invitation.getByRole('button', { name: 'Enrol and authorize' }).click()
  await invitation.getByText('must be an address of the organization').waitFor()
  await picture(invitation, 'enrol-again')
  const email = invitation.getByLabel('E-mail address of the primary contact')
  expect(await invitation.locator(':focus').getAttribute('name')).toBe('email')
  expect(await email.getAttribute('aria-invalid')).toBe('true')
  expect(await invitation.getByLabel('Company name').inputValue()).toBe('Lumen IT')
  expect(await invitation.getByLabel('Country').inputValue()).toBe('US')
  expect(await invitation.getByLabel('I authorize Harbor Distribution').isChecked()).toBe(true)
  expect((await service.call('luke', 'GET', '/v1/customers')).status).toBe(403)

  await email.fill('luke@lumen.example')
  await invitation.getByRole('button', { name: 'Enrol and authorize' }).click()
  await invitation.getByRole('heading', { name: 'The partnership is established' }).waitFor()
  await picture(invitation, 'accepted')
  await invitation.reload()
  await invitation.getByRole('heading', { name: 'The partnership is established' }).waitFor()

  const { body } = await service.call(
    'adam',
    'GET',
    '/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf',
  )
  expect(body.items).toMatchObject([{ name: 'Lumen IT', mpnId: '4400003', state: 'Active' }])
  expect(await readInvitation(service, invited)).toMatchObject({ state: 'accepted', reseller: { name: 'Lumen IT' } })
})

test('with JavaScript switched off an enrolled reseller accepts, and a double click does no harm', async () => {
  const { service } = pages
  const invited = await draftInvitation(service)
  const page = await pages.open({ javaScriptEnabled: false })
  await page.goto(invited.link)
  await signIn(page, 'Tess Lindqvist')
  await page.getByText('You are signed in as Tess Lindqvist of Tern Cloud Services.').waitFor()
  await picture(page, 'accept')

  await page.getByLabel('I authorize Harbor Distribution').check()
  await page.getByRole('button', { name: 'Authorize indirect provider' }).dblclick()

  await page.getByText('Harbor Distribution is now an indirect provider of Tern Cloud Services.').waitFor()
  const { timeline } = await readInvitation(service, invited)
  // The provider's mail about it goes out when it does.
  const done = timeline.map(({ what }: { what: string }) => what).filter((what: string) => !what.includes('Mail'))
  expect(done).toEqual(['drafted', 'accepted'])
})

test.for([
  { person: 'Toby Nakamura', why: 'Your role does not allow this.' },
  { person: 'Gail Moreno', why: 'You cannot accept an invitation of your own organization.' },
  { person: 'Dirk Haugen', why: 'Your kind of partner cannot do this.' },
])('$person is told why it cannot accept, and may sign in as somebody else', async ({ person, why }) => {
  const { service } = pages
  const invited = await draftInvitation(service)
  const page = await pages.open()
  await page.goto(invited.link)

  await signIn(page, person)
  await page.getByText(why).waitFor()

  await picture(page, `cannot-accept-${person.split(' ')[0]}`)
  expect(await page.getByRole('button', { name: 'Authorize' }).count()).toBe(0)
  await page.getByRole('link', { name: 'Use another account' }).click()
  await page.getByRole('button', { name: 'Tess Lindqvist' }).click()
  await page.getByText('You are signed in as Tess Lindqvist').waitFor()
  expect(await readInvitation(service, invited)).toMatchObject({ state: 'draft' })
})

test('who cancels the sign-in is back at the invitation', async () => {
  const { service } = pages
  const invited = await draftInvitation(service)
  const page = await pages.open()
  await page.goto(invited.link)

  await signIn(page, 'Cancel')

  await page.getByRole('link', { name: 'Sign in to accept' }).waitFor()
})
