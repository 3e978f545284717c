import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { sampleWebhookKey } from '../../../local/sample-webhook-key.ts'
import { queueNames } from '../../../shared/azure/storage-names.ts'
import { costProblems, optionCosts } from '../costs.ts'
import { type GoldenFiles, goldenOf } from '../deployment.ts'
import { print, setNames, sourcesOf } from '../golden.ts'
import { settingProblems } from './app-settings.ts'
import { doorsProblems } from './closed.ts'
import { fileProblems } from './files.ts'
import { hostingProblems } from './hosting.ts'
import type { Problems } from './look.ts'
import { mailProblems } from './mail.ts'
import { monitoringProblems, runBookProblems } from './monitoring.ts'
import { namingProblems } from './names.ts'
import { networkProblems } from './network.ts'
import { orderProblems } from './order.ts'
import { environmentProblems, limitProblems, toldParameterProblems } from './parameters.ts'
import { refusalProblems } from './refused.ts'
import { roleProblems, toldRoleProblems } from './roles.ts'
import { sourceProblems } from './sources.ts'
import { storingProblems } from './storing.ts'

/** What the rules are about, by the path below a folder; a copy of the project with a fault in it will do. */
const readAt = (root: string) => (file: string) => readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n')

const timersIn = (root: string): number =>
  globSync('functions/*/*.ts', { cwd: root }).filter((file) => /\btimer\(/.test(readAt(root)(file))).length

/** Everything that the values of the deployment must be, and are not; looks at the sets that are named. */
export function valueProblems(files: GoldenFiles, root: string, sets: readonly string[] = setNames): Problems {
  const read = readAt(root)
  const golden = goldenOf(files)
  const node = String(JSON.parse(read('package.json')).devDependencies.node).split('.')[0] ?? ''
  const steps = globSync('functions/*/*.ts', { cwd: root }).map((file) => basename(file, '.ts'))
  const ofEach = golden.deployments
    .filter(({ set }) => sets.includes(set))
    .flatMap((deployment) =>
      [
        ...namingProblems(deployment),
        ...roleProblems(deployment),
        ...doorsProblems(deployment),
        ...hostingProblems(deployment, node),
        ...storingProblems(deployment),
        ...mailProblems(deployment),
        ...networkProblems(deployment),
        ...settingProblems(deployment, sampleWebhookKey),
        ...monitoringProblems(deployment, { steps }),
      ].map((problem) => `${deployment.set}: ${problem}`),
    )
  return [
    ...ofEach,
    ...orderProblems(golden.outline),
    ...environmentProblems(golden, read('infra/main.bicepparam')),
    ...limitProblems(golden),
    ...refusalProblems(golden),
    ...toldParameterProblems(golden, read('docs/deploy.md')),
    ...costProblems(read('docs/deploy.md'), optionCosts(root, { queues: queueNames.length, timers: timersIn(root) })),
  ]
}

/** Everything that the files beside must be, and are not; needs neither a compiler nor what it made. */
export function textProblems(root: string): Problems {
  const read = readAt(root)
  const bicep = globSync('infra/**/*.{bicep,bicepparam}', { cwd: root })
  return [
    ...sourceProblems(Object.fromEntries(bicep.map((file) => [file, read(file)]))),
    ...fileProblems({
      azureYaml: read('azure.yaml'),
      hostJson: read('host.json'),
      funcIgnore: read('.funcignore'),
      scripts: Object.keys(JSON.parse(read('package.json')).scripts),
    }),
    ...toldRoleProblems(read('docs/deploy.md')),
    ...runBookProblems(read('docs/operate.md'), { steps: [] }),
  ]
}

/** The golden files are of other sources than those that lie here. */
export function staleProblems(files: GoldenFiles, root: string): Problems {
  const isOf = files['sources.json']?.replaceAll('\r\n', '\n') === print(sourcesOf(root))
  return isOf ? [] : ['infra/ has changed: run npm run check:infra -- --update, and look at what it changes']
}
