import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeApi } from '../../shared/http/openapi/description.ts'
import { describedSteps, registeredSteps } from '../../shared/http/registry.ts'
import { storedShapes } from './stored.ts'
import { compatibilityTable, stepsPage } from './tables.ts'

const begin = '<!-- compatibility: made by npm run openapi -->'
const end = '<!-- /compatibility -->'

export interface WrittenFile {
  /** Its path below the project. */
  readonly file: string
  readonly text: string
}

/** Every file that is written from the contracts of the steps, as it has to be. The steps must have been loaded. */
export function writtenFiles(root: string): readonly WrittenFile[] {
  const contracts = registeredSteps.map(({ contract }) => contract)
  return [
    { file: 'openapi.json', text: `${JSON.stringify(describeApi(), null, 2)}\n` },
    { file: 'docs/stored.json', text: `${JSON.stringify(storedShapes(), null, 1)}\n` },
    { file: 'docs/steps.md', text: stepsPage(describedSteps, root) },
    { file: 'README.md', text: between(readFileSync(join(root, 'README.md'), 'utf8'), compatibilityTable(contracts)) },
  ]
}

function between(text: string, table: string): string {
  const [before, rest = ''] = text.split(begin)
  const [, after] = rest.split(end)
  if (after === undefined) throw new Error(`README.md has lost its marks: ${begin} and ${end}`)
  return `${before}${begin}\n\n${table}\n\n${end}${after}`
}
