import { expect, test } from 'vitest'
import { hasVisibleFocus, lowContrasts, overflow, unnamedControls } from './accessibility.ts'
import { picture, usePages } from './pages.ts'

const pages = usePages()

test.for([
  { width: 375, colorScheme: 'dark' },
  { width: 1200, colorScheme: 'light' },
] as const)('the reference is whole at $width pixels, $colorScheme', async ({ width, colorScheme }) => {
  const page = await pages.open({ viewport: { width, height: 900 }, colorScheme })

  const response = await page.goto(`${pages.service.baseUrl}/docs`)

  expect(response?.status()).toBe(200)
  expect(await page.getAttribute('html', 'lang')).toBe('en')
  expect(await page.locator('script').count()).toBe(0)
  expect(await page.evaluate(overflow)).toBe(0)
  await page.locator('details').evaluateAll((all) => {
    for (const one of all) one.setAttribute('open', '')
  })
  expect(await page.evaluate(overflow)).toBe(0)
  expect(await page.evaluate(lowContrasts)).toEqual([])
  const landmarks = await page.locator('body').ariaSnapshot()
  expect(unnamedControls(landmarks)).toEqual([])
  const levels = await page.locator('h1,h2,h3,h4').evaluateAll((all) => all.map(({ tagName }) => Number(tagName[1])))
  expect(levels.filter((level) => level === 1)).toHaveLength(1)
  expect(levels.every((level, index) => index === 0 || level - (levels[index - 1] ?? 0) <= 1)).toBe(true)
  for (const place of ['every-operation', 'create-order', 'schema-Customer']) {
    await page.goto(`${pages.service.baseUrl}/docs#${place}`)
    await picture(page, `reference-${width}-${place}`, { fullPage: false })
  }
})

test('from the contents one gets to an operation, and from there to a schema, by the keyboard', async () => {
  const page = await pages.open()
  await page.goto(`${pages.service.baseUrl}/docs`)

  await page.getByText('Orders', { exact: true }).first().click()
  const entry = page.getByRole('link', { name: 'POST /v1/customers/{customerId}/orders' })
  await page.keyboard.press('Tab')
  expect(await page.evaluate(hasVisibleFocus)).toBe(true)
  await entry.press('Enter')
  expect(await page.locator('article:target h3').textContent()).toBe('POST /v1/customers/{customerId}/orders')
  await page.locator('article:target').getByRole('link', { name: 'OrderToPlace' }).click()

  expect(await page.locator('article:target h3').textContent()).toBe('OrderToPlace')
})

test('every link leads to a place on the page, or to the description', async () => {
  const page = await pages.open()
  await page.goto(`${pages.service.baseUrl}/docs`)

  const dead = await page.locator('a').evaluateAll((all) => {
    const hasPlace = (link: string) => link === '/openapi.json' || all[0]?.ownerDocument.getElementById(link.slice(1))
    return all.map((one) => one.getAttribute('href') ?? '').filter((link) => !hasPlace(link))
  })
  const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id))

  expect(dead).toEqual([])
  expect(new Set(ids).size).toBe(ids.length)
})
