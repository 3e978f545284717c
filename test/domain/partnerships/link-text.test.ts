import { describe, expect, test } from 'vitest'
import { standsAlone, tokenIn, withLink } from '../../../shared/domain/partnerships/link-text.ts'

const names = '44000001-0000-4000-8000-00000000000a.ffffffff-0000-4000-8000-000000000006.1.'
const signature = 'aB3-_xYz0123456789aB3-_xYz0123456789aB3-_xY'
const token = names + signature
const link = `https://twotier.example/invitations?token=${token}`

describe('a token is found in what became of its link', () => {
  test.for([
    ['as it is', token],
    ['with a full stop', `${token}.`],
    ['in brackets', `(${token})`],
    ['in quotes', `"${token}"`],
    ['in guillemets', `«${token}»`],
    ['with a comma and a word', `${token}, bitte`],
    ['with a hyphen', `${token}-`],
    ['in underlines', `_${token}_`],
    ['with a word in another script', `${token}님`],
    ['with a blank', `${token} `],
    ['with a line break', `${token}\r\n`],
    ['with an encoded line break', `${token}%0D%0A`],
    ['quoted-printable', `3D${token}`],
    ['the whole link', link],
    ['the whole link in brackets', `<${link}>`],
    ['the link in another one', `https://safe.example/?url=${encodeURIComponent(link)}&data=5`],
    ['broken by a line', `${link.slice(0, 76)}\r\n${link.slice(76)}`],
    ['broken by a line of quoted-printable', `${link.slice(0, 76)}=\r\n${link.slice(76)}`],
    ['broken by an encoded line', `${token.slice(0, 50)}%0d%0a${token.slice(50)}`],
    ['broken within the signature', `${token.slice(0, 99)} ${token.slice(99)}`],
    ['with what cannot be seen in it', `${token.slice(0, 40)}\u200b${token.slice(40)}`],
    ['with ids in capitals', names.toUpperCase() + signature],
  ])('%s', ([, text]) => {
    expect(tokenIn(text)).toBe(token)
  })

  test('of a relationship as well', () => {
    const other = `44000001-0000-4000-8000-00000000000a.0.1.${signature}`
    expect(tokenIn(`${other.toUpperCase().slice(0, -43)}${signature}.`)).toBe(other)
  })

  test.for([
    ['nothing', ''],
    ['none', undefined],
    ['words', 'the link from the mail'],
    ['a link that is cut short', link.slice(0, -1)],
    ['a letter more', `${token}x`],
    ['a digit behind a hyphen', `${token}-1`],
    ['a digit of an id less', token.slice(1)],
    ['a digit of an id more', `a${token}`],
    ['no number', token.replace('.1.', '.')],
    ['one far behind', `${' '.repeat(4000)}${token}`],
  ] as const)('not in %s', ([, text]) => {
    expect(tokenIn(text)).toBe('')
  })

  test('its signature in capitals is another one', () => {
    expect(tokenIn(token.toUpperCase())).not.toBe(token)
    expect(tokenIn(token.toUpperCase()).toUpperCase()).toBe(token.toUpperCase())
  })
})

describe('a link stands alone', () => {
  test.for([
    '',
    '.',
    ',',
    ')',
    '」',
    '。',
    '!',
    '?',
    '…',
    '—',
    '-',
    '_',
    '&',
    '=',
    '%',
    '\n',
    ' 님',
    '. Next',
    '/',
    '»',
  ])('before "%s"', (after) => {
    expect(standsAlone(link, `Open ${link}${after}`)).toBe(true)
  })

  test.for(['x', '1', '님', 'ください', 'し', 'я', 'ä', 'ا', 'ก', '\u0301', '-x', '_1', '%41', '٣', '𝒳'])(
    'not before "%s"',
    (after) => {
      expect(standsAlone(link, `Open ${link}${after}`)).toBe(false)
    },
  )

  test.for([' ', '(', '「', '：', ':', '<', '"', '\n', '—'])('behind "%s"', (before) => {
    expect(standsAlone(link, `Open${before}${link}`)).toBe(true)
  })

  test.for(['x', '1', '봐', 'см', '_', '𝒳'])('not behind "%s"', (before) => {
    expect(standsAlone(link, `Open ${before}${link}`)).toBe(false)
  })

  test.for([
    ['every time', `${link} ${link}.`, true],
    ['not the second time', `${link} ${link}님`, false],
    ['not twice at once', `${link}${link}`, false],
    ['not where it is missing', 'Open it', false],
  ] as const)('%s', ([, text, expected]) => {
    expect(standsAlone(link, text)).toBe(expected)
  })
})

test.for([
  ['Contoso', 'Contoso: {link} or {link}', 'Contoso: L or L'],
  ['{link} Ltd', '{link} Ltd asks: {link}, {link} Ltd', '{link} Ltd asks: L, {link} Ltd'],
  ['{link}', '{link}', 'L'],
  ['', '{link}', 'L'],
  ['$& {link}', '$& {link}: {link}', '$& {link}: L'],
] as const)('for the company "%s", "%s" is "%s"', ([company, text, expected]) => {
  expect(withLink(text, 'L', company)).toBe(expected)
})
