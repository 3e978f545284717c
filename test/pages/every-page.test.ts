import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { draftInvitation, type Invited, letExpire } from '../support/service.ts'
import { hasVisibleFocus, lowContrasts, overflow, unnamedControls } from './accessibility.ts'
import { picture, usePages } from './pages.ts'

const pages = usePages()

const languages = [
  { language: 'en', colorScheme: 'light', word: 'partnership' },
  { language: 'ko', colorScheme: 'dark', word: '파트너' },
  { language: 'zh-CN', colorScheme: 'light', word: '合作' },
  { language: 'ru', colorScheme: 'dark', word: 'партн' },
] as const

async function tidy(page: Page, language: string): Promise<void> {
  expect(await page.getAttribute('html', 'lang')).toBe(language)
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
  expect(await page.evaluate(overflow)).toBe(0)
  expect(unnamedControls(await page.locator('body').ariaSnapshot())).toEqual([])
  expect(await page.evaluate(lowContrasts)).toEqual([])
}

test.for(languages)('every page is whole in $language, narrow and $colorScheme', async ({ language, ...look }) => {
  const { service } = pages
  const [open, declined, expired, accepted] = (await Promise.all(
    Array.from({ length: 4 }, () => draftInvitation(service, { language })),
  )) as [Invited, Invited, Invited, Invited]
  await letExpire(service, expired)
  await service.call('tess', 'POST', '/v1/partnershiprequests/accept', { token: accepted.token, authorize: true })
  const page = await pages.open({
    locale: language,
    colorScheme: look.colorScheme,
    viewport: { width: 375, height: 800 },
  })
  const shot = (name: string) => picture(page, `${name}-${language}`)

  await page.goto(open.link)
  await tidy(page, language)
  expect(await page.title()).not.toBe('')
  expect((await page.locator('main').textContent())?.toLowerCase()).toContain(look.word)
  await page.locator('summary').first().click()
  await page.locator('summary').last().click()
  await tidy(page, language)
  await shot('narrow-invitation')

  for (const { person, name } of [
    { person: 'Toby Nakamura', name: 'narrow-cannot-accept' },
    { person: 'Luke Amari', name: 'narrow-enrol' },
    { person: 'Tess Lindqvist', name: 'narrow-accept' },
  ]) {
    await page.locator('.act a').click()
    await page.getByRole('button', { name: person }).click()
    await page.locator('.who').waitFor()
    await tidy(page, language)
    await shot(name)
  }
  await page.goto(accepted.link)
  await tidy(page, language)
  await shot('narrow-accepted')
  await page.goto(expired.link)
  await tidy(page, language)
  await shot('narrow-expired')
  await page.goto(declined.link)
  await page.locator('summary').last().click()
  await page.locator('details').last().getByRole('button').click()
  await page.locator('svg').waitFor()
  await tidy(page, language)
})

test('what a form got wrong is told in the language of the form, whatever the browser prefers', async () => {
  const invited = await draftInvitation(pages.service)
  const page = await pages.open({ viewport: { width: 375, height: 800 }, colorScheme: 'dark' })
  await page.goto(invited.link)
  await page.getByRole('link', { name: 'Русский' }).click()
  await page.locator('.act a').click()
  await page.getByRole('button', { name: 'Luke Amari' }).click()
  const company = page.locator('[name=companyName]')
  await company.fill('LLC')
  await page.locator('[name=country]').selectOption('DE')
  await page.locator('[name=mpnId]').fill('12')
  await page.locator('[name=firstName]').fill('"><script>alert(1)</script>')
  await page.locator('[name=lastName]').fill('1')
  await page.locator('[name=email]').fill('luke@lumen')
  await page.locator('[name=phoneNumber]').fill('call me')
  await page.locator('[name=acceptPartnerAgreement]').check()
  await page.locator('[name=authorize]').check()

  await page.locator('form').first().getByRole('button').click()
  await page.locator('#mistake-companyName').waitFor()

  await tidy(page, 'ru')
  await picture(page, 'narrow-mistakes-ru')
  const wrong = await page.locator('[aria-invalid]').evaluateAll((all) => all.map((one) => one.getAttribute('name')))
  expect(wrong).toEqual(['companyName', 'mpnId', 'lastName', 'email', 'phoneNumber'])
  expect(await page.locator(':focus').getAttribute('name')).toBe('companyName')
  expect(await page.locator('[name=firstName]').inputValue()).toBe('"><script>alert(1)</script>')
})

test('the languages are a click away, on the invitation and on the page of a dead link', async () => {
  const invited = await draftInvitation(pages.service)
  const page = await pages.open({ locale: 'fr-FR' })

  for (const address of [invited.link, `${pages.service.baseUrl}/invitations?token=none`]) {
    await page.goto(address)
    expect(await page.getAttribute('html', 'lang')).toBe('en')
    for (const [name, language] of Object.entries({ 한국어: 'ko', 简体中文: 'zh-CN', Русский: 'ru', English: 'en' })) {
      await page.getByRole('link', { name }).click()
      expect(await page.getAttribute('html', 'lang')).toBe(language)
      expect(await page.locator('nav [aria-current]').textContent()).toBe(name)
    }
  }
})

test('everything can be done from the keyboard, and one sees where one is', async () => {
  const invited = await draftInvitation(pages.service)
  const page = await pages.open()
  await page.goto(invited.link)
  const stops: string[] = []
  const tab = async () => {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(hasVisibleFocus)).toBe(true)
    stops.push((await page.locator(':focus').textContent())?.trim() ?? '')
  }

  for (let index = 0; index < 7; index++) await tab()
  await page.keyboard.press('Enter')
  await tab()
  await page.keyboard.type('No, thank you')
  await picture(page, 'keyboard')
  await tab()
  await page.keyboard.press('Enter')

  await page.getByRole('heading', { name: 'You have declined' }).waitFor()
  expect(stops).toEqual([
    'English',
    '한국어',
    '简体中文',
    'Русский',
    'Sign in to accept',
    'Ask a question first',
    'Decline',
    '',
    'Decline the partnership',
  ])
})
