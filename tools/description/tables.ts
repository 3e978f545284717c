import { globSync } from 'node:fs'
import { basename } from 'node:path'
import type { Contract } from '../../shared/http/contract.ts'
import { tagOf, tagsOf } from '../../shared/http/openapi/tags.ts'
import type { DescribedStep } from '../../shared/http/registry.ts'

/** Every step with its file, its trigger and what it is for. */
export function stepsPage(steps: readonly DescribedStep[], root: string): string {
  const files = globSync('functions/**/*.ts', { cwd: root }).sort()
  const rows = files.map((file) => {
    const name = basename(file, '.ts')
    const { trigger = '?', summary = '?' } = steps.find((step) => step.name === name) ?? {}
    return `| [${name}](../${file}) | \`${trigger}\` | ${summary} |`
  })
  return `# Steps

One step is one file, one function, one trigger: an address, a queue (by its name) or a time (by its schedule).
Made by \`npm run openapi\`.

| step | trigger | what it does |
|---|---|---|
${rows.join('\n')}
`
}

/** How the operations that Partner Center has stand to Partner Center's; those that stand alike share a row. */
export function compatibilityTable(contracts: readonly Contract[]): string {
  const known = contracts.filter(({ partnerCenter }) => partnerCenter !== undefined)
  const rows = tagsOf(known).flatMap(({ name: tag }) =>
    rowsOf(
      tag,
      known.filter((contract) => tagOf(contract) === tag),
    ),
  )
  return `| | operations | works | differs |
|---|---|---|---|
${rows.join('\n')}`
}

function rowsOf(tag: string, contracts: readonly Contract[]): readonly string[] {
  const byStanding = Map.groupBy(contracts, ({ partnerCenter }) => JSON.stringify(partnerCenter))
  const groups = [...byStanding.values()].sort((one, other) => rank(one) - rank(other))
  return groups.map((group, index) => {
    const { works, differs } = standingOf(group[0]?.partnerCenter)
    const operations = group
      .map(briefly)
      .sort()
      .map((operation) => `\`${operation}\``)
      .join(' · ')
    return `| ${index === 0 ? `**${tag}**` : ''} | ${operations} | ${works} | ${differs} |`
  })
}

const rank = ([first]: readonly Contract[]): number =>
  ['same', 'differs', 'refuses'].indexOf(kindOf(first?.partnerCenter))

function kindOf(standing: Contract['partnerCenter']): string {
  if (standing === undefined || standing === 'same') return 'same'
  return 'differs' in standing ? 'differs' : 'refuses'
}

function standingOf(standing: Contract['partnerCenter']): { readonly works: string; readonly differs: string } {
  if (standing === undefined || standing === 'same') return { works: '✓', differs: '' }
  return 'differs' in standing ? { works: '✓', differs: standing.differs } : { works: '✗', differs: standing.refuses }
}

/** The address without version, and without the names of ids. */
function briefly({ method, route }: Contract): string {
  const path = route
    .replace(/^v1\//, '')
    .replace(/^webhooks\/v1/, '/webhooks/v1')
    .replaceAll(/\{\w+(:\w+)?\}/g, '{}')
  return `${method} ${path}`
}
