/** Under this heading of a release stands what whoever runs the service has to do, or that there is nothing to do. */
export const operatorHeading = '### What an operator does'

const unreleased = '## Unreleased'

export class ChangelogError extends Error {}

/**
 * The changelog in which what was unreleased belongs to this version, and the notes of that version.
 *
 * @param day of the release, as 2026-11-28
 * @throws {ChangelogError} where nothing is written about it, or not what an operator does
 */
export function release(changelog: string, version: string, day: string): { changelog: string; notes: string } {
  const start = changelog.indexOf(`${unreleased}\n`)
  if (start < 0) throw new ChangelogError(`CHANGELOG.md has no heading "${unreleased}"`)
  const after = start + unreleased.length
  const next = changelog.indexOf('\n## ', after)
  const end = next < 0 ? changelog.length : next
  const notes = changelog.slice(after, end).trim()
  if (sectionsOf(notes).length < 2 || !sectionsOf(notes).some(({ heading }) => heading === operatorHeading))
    throw new ChangelogError(
      `CHANGELOG.md says too little under "${unreleased}": what is new, and "${operatorHeading}", each with text`,
    )

  const heading = `## ${version} · ${day}`
  return {
    changelog: `${changelog.slice(0, start)}${unreleased}\n\n${heading}\n\n${notes}\n${changelog.slice(end)}`,
    notes,
  }
}

/** Only those with something below their heading. */
function sectionsOf(notes: string): { heading: string; text: string }[] {
  return notes
    .split(/^(?=### )/m)
    .map((section) => {
      const [heading = '', ...lines] = section.split('\n')
      return { heading: heading.trim(), text: lines.join('\n').trim() }
    })
    .filter(({ heading, text }) => heading.startsWith('### ') && text !== '')
}

/** Whether the one version comes after the other; both as 0.2.0. */
export function isLater(version: string, than: string): boolean {
  const [left, right] = [version, than].map((one) => one.split('.').map(Number))
  const place = [0, 1, 2].find((index) => left?.[index] !== right?.[index])
  return place !== undefined && (left?.[place] ?? 0) > (right?.[place] ?? 0)
}
