// In these a mark is an accent, which people leave out; in all others (kana, the scripts of India and South-East Asia) it makes
// another letter, or is one.
const accented = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}])(\p{M}+)/gu
const breve = '\u0306'
// Hangul stays taken apart: who types a name is in the middle of a syllable.
const notHangul = /[^\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]+/gu

/**
 * A text as texts are compared, in every list, filter and key: case does not count, nor do accents, widths and what cannot be seen.
 * A beginning of a text gives a beginning of what it folds to, as long as it ends with a whole letter.
 */
export function folded(text: string): string {
  return caseFolded(
    text
      .normalize('NFKD')
      .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
      .replace(accented, (_, letter: string, marks: string) => withoutAccents(letter, marks)),
  ).replace(notHangul, (part) => part.normalize('NFC'))
}

// й is a letter, and not и with an accent.
function withoutAccents(letter: string, marks: string): string {
  return /[Ии]/.test(letter) && marks.includes(breve) ? letter + breve : letter
}

/** Unicode's full case folding, of which JavaScript has the two halves: ß becomes ss, and a sigma is the same at any place. */
function caseFolded(text: string): string {
  // The dotless i is no capital I, as which it would come back.
  return text.replace(/[^ı]+/g, (part) => part.toLowerCase().toUpperCase().toLowerCase()).replaceAll('ς', 'σ')
}
