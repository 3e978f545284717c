import { describe, expect, test } from 'vitest'
import { cut, line, lines } from '../../shared/domain/line.ts'

const Name = line({ min: 1, max: 20 })
const Question = lines({ min: 1, max: 20 })

const problemOf = (schema: typeof Name, value: string) => {
  const parsed = schema.safeParse(value)
  return parsed.success ? parsed.data : parsed.error.issues.map(({ message }) => message).join()
}

/** Every code point there is, half pairs too. */
function* allOfUnicode(): Generator<string> {
  for (let code = 0; code <= 0x10ffff; code++) yield String.fromCodePoint(code)
}

const isForbidden = (character: string) =>
  /[\p{Cc}\p{Cs}]/u.test(character) ||
  ['\u2028', '\u2029', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e'].includes(character) ||
  ['\u2066', '\u2067', '\u2068', '\u2069'].includes(character)

describe('a line of text', () => {
  test('holds no control character, line break, change of direction or half pair, of all of Unicode', () => {
    const wrong = allOfUnicode().filter((one) => Name.safeParse(`a${one}b`).success === isForbidden(one))

    expect([...wrong]).toEqual([])
  })

  test('is stored as it was given where every character is seen, of all of Unicode', () => {
    const seen = allOfUnicode().filter((one) => !isForbidden(one) && !/[\p{Cf}\u115f\u1160\u3164\uffa0]/u.test(one))

    expect([...seen.filter((one) => Name.parse(`a${one}b`) !== `a${one}b`)]).toEqual([])
  })

  test.for([
    ['Ada', 'Ada'],
    ['  Ada\u00a0\u3000', 'Ada'],
    ['A\u200bd\u2060a\ufeff', 'Ada'],
    ['\u200eAda\u200f', 'Ada'],
    ['so\u00adft', 'soft'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['ශ්\u200dරී', 'ශ්\u200dරී'],
    ['\u200cمی', 'می'],
    ['Ada\u200c', 'Ada'],
    ['1\u200d2', '12'],
    ['\u0600١٢', '\u0600١٢'],
    ['\u3164\uffa0', 'required'],
    ['\u200b\u200d', 'required'],
    [' ', 'required'],
    ['a'.repeat(20), 'a'.repeat(20)],
    [`${'a'.repeat(20)} `, 'a'.repeat(20)],
    ['a'.repeat(21), 'tooLong'],
    ['Ada\r\nBcc: eve@x.example', 'notPlainText'],
    ['Ada\n', 'notPlainText'],
    ['\u202eadA', 'notPlainText'],
    ['\ud83d', 'notPlainText'],
  ] as const)('%j: %j', ([given, expected]) => {
    expect(problemOf(Name, given)).toBe(expected)
  })
})

describe('a text of several lines', () => {
  test.for([
    ['How?\r\n\tSo.\n', 'How?\r\n\tSo.'],
    ['a\u0000b', 'notPlainText'],
    ['a\u0085b', 'notPlainText'],
    ['a\u2028b', 'notPlainText'],
    ['a\u202eb', 'notPlainText'],
    ['\n', 'required'],
  ] as const)('%j: %j', ([given, expected]) => {
    expect(problemOf(Question, given)).toBe(expected)
  })
})

test.for([
  [2, 'tooShort'],
  [3, 'aaa'],
] as const)('a text of %i where three are the least: %s', ([length, expected]) => {
  expect(problemOf(line({ min: 3, max: 9 }), 'a'.repeat(length))).toBe(expected)
})

test.for([
  ['abc', 2, 'ab'],
  ['abc', 3, 'abc'],
  ['abc', 4, 'abc'],
  ['a🚀', 2, 'a'],
  ['a🚀', 3, 'a🚀'],
  ['🚀b', 2, '🚀'],
  ['a🚀b', 2, 'a'],
] as const)('%s cut to %i is %s', ([text, length, expected]) => {
  expect(cut(text, length)).toBe(expected)
})
