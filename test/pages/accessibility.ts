// What the functions below use of a browser; they run in the page, and each must be whole in itself.
interface PageElement {
  readonly textContent: string
  readonly parentElement: PageElement | null
  readonly childNodes: Iterable<{ readonly nodeType: number; readonly textContent: string | null }>
  readonly scrollWidth: number
  readonly clientWidth: number
  querySelectorAll(selector: string): Iterable<PageElement>
}
interface Look {
  readonly color: string
  readonly backgroundColor: string
  readonly outlineStyle: string
  readonly outlineWidth: string
}
declare const document: {
  readonly activeElement: PageElement
  readonly body: PageElement
  readonly documentElement: PageElement
}
declare function getComputedStyle(element: PageElement): Look

/** The controls of an accessibility snapshot that have no name for somebody who cannot see them. */
export function unnamedControls(snapshot: string): readonly string[] {
  return snapshot.split('\n').filter((line) => /- (textbox|checkbox|combobox|button|link|navigation)(?! ")/.test(line))
}

/** Runs in the page: how many pixels it is wider than its window. */
export function overflow(): number {
  return document.documentElement.scrollWidth - document.documentElement.clientWidth
}

/** Runs in the page: whether the element with the focus has a visible outline. */
export function hasVisibleFocus(): boolean {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement)
  return outlineStyle === 'solid' && outlineWidth === '3px'
}

/** Runs in the page: the texts whose contrast is below WCAG's 4.5 to 1. */
export function lowContrasts(): readonly string[] {
  const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number)
  const luminance = (color: string) => {
    const [red = 0, green = 0, blue = 0] = channels(color).map((channel) => {
      const share = channel / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const ground = (element: PageElement): string => {
    const { backgroundColor } = getComputedStyle(element)
    const isClear = channels(backgroundColor)[3] === 0
    return isClear && element.parentElement ? ground(element.parentElement) : backgroundColor
  }
  const hasText = (element: PageElement) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim())
  return [...document.body.querySelectorAll('*')].filter(hasText).flatMap((element) => {
    const [light = 0, dark = 0] = [luminance(getComputedStyle(element).color), luminance(ground(element))]
      .sort()
      .reverse()
    const contrast = (light + 0.05) / (dark + 0.05)
    return contrast < 4.5 ? [`${contrast.toFixed(1)}: ${element.textContent}`] : []
  })
}
