import { describe, expect, test } from 'vitest'
import { languages } from '../../shared/domain/language.ts'
import { textOf } from '../../shared/text/sentences.ts'
import { mailto } from '../../shared/wire/partnerships/mailto.ts'

const token = 'aaaaaaaa-0000-4000-8000-000000000001.ffffffff-0000-4000-8000-000000000006.12.'
const link = `https://twotier.distributor.example/invitations?token=${token}${'x'.repeat(43)}`
const to = 'tess@tern.example'
const partsOf = (address: string) => {
  const { searchParams, pathname } = new URL(address)
  return {
    to: decodeURIComponent(pathname),
    subject: searchParams.get('subject') ?? '',
    body: searchParams.get('body') ?? '',
  }
}

describe.each(languages)('in %s', (language) => {
  const { inviteSubject, inviteBody } = textOf(language).mail
  const subject = inviteSubject('Harbor Distribution')
  const body = inviteBody('Harbor Distribution').replaceAll('{link}', link)
  const address = mailto(to, subject, body, link)
  const opened = partsOf(address)

  test('the ready text fits, with its subject and its link', () => {
    expect(address.length).toBeLessThanOrEqual(2000)
    expect(opened).toMatchObject({ to, subject })
    expect(opened.body).toContain(link)
  })

  test('what is left out is left out from a word on, and more than a greeting is left', () => {
    const [kept = ''] = opened.body.split('…')
    const beginning = kept.split(link)[0]?.trimEnd() ?? ''
    const next = body.charAt(beginning.length)

    expect(body.startsWith(beginning)).toBe(true)
    expect(beginning.length).toBeGreaterThan(80)
    expect(next).toMatch(language === 'zh-CN' ? /./su : /\s|^$/)
  })
})

test('a text that fits is left as it is', () => {
  expect(partsOf(mailto(to, 'Hello', `Please open ${link}`, link)).body).toBe(`Please open ${link}`)
})

test.each([
  ['a long text behind the link', `Hello ${link} ${'слово '.repeat(500)}`, 'Hello'],
  ['a long text before the link', `${'слово '.repeat(500)}${link}`, 'Hello'],
  ['one long word', `${'ab'.repeat(2000)} ${link}`, 'Hello'],
  ['a long subject', `${'слово '.repeat(500)}${link}`, '나'.repeat(200)],
  ['signs of several parts', `${'👩‍👩‍👧‍👦'.repeat(100)} ${link}`, 'Hello'],
])('the link goes along with %s, and nothing is cut inside a sign', (_, body, subject) => {
  const address = mailto(to, subject, body, link)
  const opened = partsOf(address)

  expect(address.length).toBeLessThanOrEqual(2000)
  expect(opened.body).toContain(link)
  expect(opened.body).toContain('…')
  expect(opened.body.length).toBeGreaterThan(link.length + 50)
  expect(opened.body.replace(link, '').replaceAll('👩‍👩‍👧‍👦', '')).not.toMatch(/\p{Extended_Pictographic}|\u200d/u)
})
