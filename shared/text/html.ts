/** Text that is HTML already. Everything else that goes into a template is escaped. */
export class SafeHtml {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  toString(): string {
    return this.text
  }
}

// Characters that Unicode keeps from ever being text. In an attribute the tags they become are text like any other.
const [start, end] = ['\ufdd0', '\ufdd1']

type Piece = SafeHtml | string | number | false | null | undefined | readonly Piece[]

/** A template whose values are escaped unless they are SafeHtml; lists are joined, false and null leave nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Piece[]): SafeHtml {
  const text = strings.reduce((result, part, index) => result + (index > 0 ? render(values[index - 1]) : '') + part, '')
  return new SafeHtml(text)
}

/** A name inside of a sentence on a page or in a mail: whichever way it is written, the text around it keeps its direction. */
export function isolated(name: string): string {
  return name && `${start}${withoutMarks(name)}${end}`
}

/** A text where no tag may be. */
export function withoutMarks(text: string): string {
  return text.replaceAll(start, '').replaceAll(end, '')
}

function render(value: Piece): string {
  if (value instanceof SafeHtml) return value.text
  if (Array.isArray(value)) return value.map(render).join('')
  if (value === false || value === null || value === undefined) return ''
  return String(value).replace(/[&<>"'\ufdd0\ufdd1]/g, (character) => entities[character] ?? character)
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  [start]: '<bdi>',
  [end]: '</bdi>',
}
