import { expect, test } from 'vitest'
import { draftInvitation, letExpire, mailTo, readInvitation } from '../support/service.ts'
import { picture, usePages } from './pages.ts'

const pages = usePages()

test('an invitation is declined with a reason, without signing in; the provider and the page say so', async () => {
  const { service } = pages
  const invited = await draftInvitation(service)
  const page = await pages.open()
  await page.goto(invited.link)

  await page.getByText('Decline', { exact: true }).click()
  await page.getByLabel('Reason').fill('We work with <another> provider.')
  await picture(page, 'decline')
  await page.getByRole('button', { name: 'Decline the partnership' }).click()
  await page.getByRole('heading', { name: 'You have declined' }).waitFor()
  await picture(page, 'declined')
  await page.reload()
  await page.getByRole('heading', { name: 'You have declined' }).waitFor()

  expect(await readInvitation(service, invited)).toMatchObject({
    state: 'declined',
    declineReason: 'We work with <another> provider.',
  })
})

test('a question reaches the provider by e-mail, which answers to who asked; the invitation stays open', async () => {
  const { service } = pages
  const invited = await draftInvitation(service)
  const page = await pages.open()
  await page.goto(invited.link)

  await page.getByText('Ask a question first').click()
  await page.getByLabel('Your e-mail address').fill('sam@partner.example')
  await page.getByLabel('Your question').fill('Which regions do you serve?\nAnd at what price?')
  await picture(page, 'question')
  await page.getByRole('button', { name: 'Send the question' }).dblclick()
  await page.getByRole('heading', { name: 'Your question is on its way' }).waitFor()
  await picture(page, 'asked')
  await page.reload()
  const mail = await mailTo(service, 'partners@harbor.example', /sam@partner\.example/)

  expect(mail.replyTo).toMatchObject([{ address: 'sam@partner.example' }])
  expect(mail.content.plainText).toContain('Which regions do you serve?\nAnd at what price?')
  expect(await readInvitation(service, invited)).toMatchObject({
    state: 'draft',
    questions: [{ from: 'sam@partner.example' }],
  })
  await page.getByRole('link', { name: 'Back to the invitation' }).click()
  await page.getByRole('link', { name: 'Sign in to accept' }).waitFor()
})

test('a question with a mistake comes back open and filled, with the mistake at its field', async () => {
  const { service } = pages
  const invited = await draftInvitation(service)
  const page = await pages.open()
  await page.goto(invited.link)

  await page.getByText('Ask a question first').click()
  await page.getByLabel('Your e-mail address').fill('sam@partner')
  await page.getByLabel('Your question').fill('\nWhich </textarea><b>regions</b>?')
  await page.getByRole('button', { name: 'Send the question' }).click()
  await page.getByText('Your e-mail address must be an e-mail address as in name@example.com.').waitFor()

  await picture(page, 'question-again')
  expect(await page.getByLabel('Your question').inputValue()).toBe('\nWhich </textarea><b>regions</b>?')
  expect((await readInvitation(service, invited)).questions).toEqual([])
})

const dead = [
  {
    what: 'unknown',
    status: 404,
    heading: 'This invitation link is not known.',
    break: ({ link }: { link: string }) => `${link.split('?')[0]}?token=nonsense`,
  },
  {
    what: 'altered',
    status: 404,
    heading: 'This invitation link is not known.',
    break: ({ link }: { link: string }) => link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A'),
  },
  { what: 'expired', status: 410, heading: 'This invitation has expired.', act: letExpire },
  { what: 'revoked', status: 410, heading: 'The sender has taken this invitation back.', call: 'revoke' },
  { what: 'replaced', status: 410, heading: 'A newer invitation was sent to you.', call: 'again' },
  { what: 'used', status: 409, heading: 'This invitation has been accepted already.', call: 'accept' },
] as const

test.for(dead)('a link that is $what has a page that says so, with $status', async (link) => {
  const { service } = pages
  const invited = await draftInvitation(service)
  const path = `/v1/partnershiprequests/${invited.id}`
  if ('act' in link) await link.act(service, invited)
  if ('call' in link && link.call === 'revoke') await service.call('adam', 'POST', `${path}/revoke`)
  if ('call' in link && link.call === 'again') {
    await service.call('adam', 'POST', `${path}/send`)
    await service.call('adam', 'POST', `${path}/send`)
  }
  if ('call' in link && link.call === 'accept') {
    const body = { token: invited.token, authorize: true }
    await service.call('tess', 'POST', '/v1/partnershiprequests/accept', body)
  }
  const page = await pages.open()

  const response = await page.goto('break' in link ? link.break(invited) : invited.link)

  expect(response?.status()).toBe(link.status)
  await page.getByRole('heading', { name: link.heading }).waitFor()
  expect(await page.getByRole('button').count()).toBe(0)
  await picture(page, `link-${link.what}`)
})
