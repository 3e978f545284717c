/** What a mail program can take as an address before it cuts it off. */
const longestAddress = 2000
/** Of that a subject takes so much at most: the text is worth more. */
const longestSubject = 500

const words = new Intl.Segmenter('und', { granularity: 'grapheme' })
const more = '…'

/**
 * The address that opens a text in one's own mail program. A letter of Korean or Russian takes six or nine signs in it: a text that
 * is too long is shortened between words, and the link always goes along.
 */
export function mailto(to: string, subject: string, body: string, link: string): string {
  const whole = addressOf(to, subject, body)
  if (whole.length <= longestAddress) return whole

  const title = shortened(subject, longestSubject)
  const room = longestAddress - addressOf(to, title, '').length
  const [before = '', ...others] = body.split(link)
  const beginning = `${before}${link}`
  const left = room - lengthOf(beginning)
  if (left >= lengthOf(more)) return addressOf(to, title, `${beginning}${shortened(others.join(link), left)}`)
  const ending = `\n\n${link}`
  return addressOf(to, title, `${shortened(before, room - lengthOf(ending))}${ending}`)
}

function addressOf(to: string, subject: string, body: string): string {
  return `mailto:${encodeURIComponent(to)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`
}

const lengthOf = (text: string): number => encodeURIComponent(text).length

/** The beginning of a text that takes at most `room` signs of an address, up to the end of a word where there is one. */
function shortened(text: string, room: number): string {
  if (lengthOf(text) <= room) return text
  let left = room - lengthOf(more)
  let kept = ''
  for (const { segment } of words.segment(text)) {
    left -= lengthOf(segment)
    if (left < 0) break
    kept += segment
  }
  const end = kept.search(/\s\S*$/u)
  return `${(end > 0 ? kept.slice(0, end) : kept).trimEnd()}${more}`
}
