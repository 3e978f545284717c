import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { folded } from '../../shared/domain/folding.ts'

describe('alike are', () => {
  test.for([
    ['letters of any case', 'CONTOSO', 'contoso'],
    ['a sigma wherever it stands', 'ΜΕΣΣΗΝΙΑΣ', 'μεσσηνιας'],
    ['a sigma at the end of what is typed so far', 'ΜΕΣ', 'μεσ'],
    ['ß and ss', 'Straße', 'STRASSE'],
    ['the capital ß', 'STRAẞE', 'strasse'],
    ['a ligature and its letters', 'ﬁnanz', 'FINANZ'],
    ['Armenian ew', 'Երևան', 'ԵՐԵՒԱՆ'],
    ['Georgian of two heights', 'თბილისი', 'ᲗᲑᲘᲚᲘᲡᲘ'],
    ['Latin with accents and without', 'Zürich Société Škoda', 'zurich societe skoda'],
    ['Vietnamese', 'Hồ Chí Minh', 'ho chi minh'],
    ['Greek with accents', 'Ελλάς', 'ΕΛΛΑΣ'],
    ['Russian ё', 'Орёл', 'ОРЕЛ'],
    ['Hebrew with points', 'שָׁלוֹם', 'שלום'],
    ['Arabic with vowels', 'مُحَمَّد', 'محمد'],
    ['full and half width', 'ＡＢＣ ｶﾞｽ', 'abc ガス'],
    ['composed and decomposed', 'ガス', 'ガス'.normalize('NFD')],
    ['Persian with its joiner and without', 'می\u200cخواهم', 'میخواهم'],
    ['a sign in any picture', '葛\u{e0100}城', '葛城'],
  ] as const)('%s', ([, one, other]) => {
    expect(folded(one)).toBe(folded(other))
  })
})

describe('different are', () => {
  test.for([
    ['Hindi vowel signs', 'राम', 'रोम'],
    ['a Hindi vowel sign and none', 'राम', 'रम'],
    ['Thai vowel signs', 'กิน', 'กน'],
    ['Tamil vowel signs', 'கி', 'கு'],
    ['kana with and without dakuten', 'ガス', 'カス'],
    ['kana with handakuten', 'パン', 'バン'],
    ['й and и', 'Чай', 'Чаи'],
    ['Turkish dotless i', 'ılık', 'ilik'],
    ['Danish ø', 'Ørsted', 'Orsted'],
    ['final letters of Hebrew', 'שלום', 'שלומ'],
  ] as const)('%s', ([, one, other]) => {
    expect(folded(one)).not.toBe(folded(other))
  })
})

test.for([
  ['ガス', 'カ', false],
  ['ガス', 'ガ', true],
  ['Чайка', 'Чаи', false],
  ['Чайка', 'Чай', true],
  ['ΜΕΣΣΗΝΙΑ', 'ΜΕΣ', true],
  ['Straße', 'stras', true],
  ['राम', 'रा', true],
  // Who types it is in the middle of its first syllable.
  ['김치', 'ㄱ', true],
  ['김치', '김', true],
] as const)('whether %s begins with %s: %s', ([name, prefix, expected]) => {
  expect(folded(name).startsWith(folded(prefix))).toBe(expected)
})

test('what is folded folds to itself, and ASCII folds to its small letters', () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 })
  const ascii = fc.string({ unit: 'binary-ascii', maxLength: 20 })
  fc.assert(fc.property(text, (one) => folded(folded(one)) === folded(one)))
  fc.assert(fc.property(ascii, (one) => folded(one) === one.toLowerCase()))
})
