import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { organisations } from '../../local/people.ts'
import { lowContrasts, overflow, unnamedControls } from './accessibility.ts'
import { picture, signIn, usePages } from './pages.ts'

const pages = usePages()

async function tidy(page: Page): Promise<void> {
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1)
  expect(await page.evaluate(overflow)).toBe(0)
  expect(unnamedControls(await page.locator('body').ariaSnapshot())).toEqual([])
  expect(await page.evaluate(lowContrasts)).toEqual([])
}

test('an organization comes by the link, signs in, mends a mistake and becomes a customer', async () => {
  const { service } = pages
  const { url } = (await service.call('adam', 'GET', '/v1/customers/relationshiprequests')).body
  const page = await pages.open({ viewport: { width: 375, height: 800 } })

  await page.goto(url)
  await page.getByRole('heading', { name: 'Harbor Distribution asks your organization' }).waitFor()
  await tidy(page)
  await signIn(page, 'Luke Amari')
  await page.getByText('You are signed in as Luke Amari.').waitFor()
  await tidy(page)
  for (const language of ['한국어', '简体中文', 'Русский', 'English']) {
    await page.getByRole('link', { name: language }).click()
    await tidy(page)
  }
  await picture(page, 'relationship')

  const fields = {
    'Company name': 'Lumen IT',
    Domain: 'lumenit.onmicrosoft.com',
    'Street and number': '1 Sample Way',
    City: 'Redmond',
    'State or province': 'XX',
    'Postal code': '98052',
    'First name': 'Luke',
    'Last name': 'Amari',
    'E-mail address': 'luke@lumen.example',
  }
  for (const [label, value] of Object.entries(fields)) await page.getByLabel(label).fill(value)
  await page.getByLabel('Country', { exact: true }).selectOption('US')
  await page.getByLabel('I accept Harbor Distribution').check()
  await page.getByLabel('I accept the Microsoft Customer Agreement').check()
  await page.getByRole('button', { name: 'Accept the relationship' }).click()
  await page.getByText('is not a state of US').waitFor()
  expect(await page.locator(':focus').getAttribute('name')).toBe('state')
  await tidy(page)

  await page.getByLabel('State or province').fill('WA')
  await page.getByRole('button', { name: 'Accept the relationship' }).click()
  await page.getByRole('heading', { name: 'The relationship is established' }).waitFor()
  await tidy(page)
  await picture(page, 'relationship-accepted')

  const { body } = await service.call('adam', 'GET', `/v1/customers/${organisations.lumen.tenantId}`)
  expect(body.companyProfile).toMatchObject({ companyName: 'Lumen IT', domain: 'lumenit.onmicrosoft.com' })
})
