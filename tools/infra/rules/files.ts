import { parse } from 'yaml'
import * as z from 'zod'
import { differs, differsAsSet, type Problems } from './look.ts'

/** What the files beside the Bicep ones say, and what they are held against. */
export interface DeploymentFiles {
  readonly azureYaml: string
  readonly hostJson: string
  readonly funcIgnore: string
  readonly scripts: readonly string[]
}

const Hook = z.strictObject({
  posix: z.strictObject({ shell: z.literal('sh'), run: z.string() }),
  windows: z.strictObject({ shell: z.literal('pwsh'), run: z.string() }),
})

// Strict: azd passes over what it does not know, a word that is misspelt too.
const AzureYaml = z.strictObject({
  name: z.literal('twotier'),
  // Older ones look for a package of another form, or stop at two resources with one tag.
  requiredVersions: z.strictObject({ azd: z.literal('>= 1.23.12') }),
  infra: z.strictObject({ provider: z.literal('bicep'), path: z.literal('infra'), module: z.literal('main') }),
  services: z.strictObject({
    // The tag of the site says the same name.
    api: z.strictObject({
      project: z.literal('.'),
      dist: z.literal('.package'),
      language: z.literal('js'),
      host: z.literal('function'),
    }),
  }),
  hooks: z.strictObject({ postprovision: Hook, prepackage: Hook, predeploy: Hook }),
})

const runs: Readonly<Record<keyof z.infer<typeof AzureYaml>['hooks'], string>> = {
  postprovision: 'node local/run.mjs infra/register-app.ts --azd',
  prepackage: 'npm run package',
  predeploy: 'npm run package',
}

const issuesOf = (file: string, error: z.ZodError): string[] =>
  error.issues.map(({ path, message }) => `${file}: ${path.join('.')}: ${message}`)

function azureYamlProblems({ azureYaml, scripts }: DeploymentFiles): string[] {
  const parsed = AzureYaml.safeParse(parse(azureYaml))
  if (!parsed.success) return issuesOf('azure.yaml', parsed.error)
  return [
    ...Object.entries(parsed.data.hooks).flatMap(([name, { posix, windows }]) => [
      ...differs(`azure.yaml: ${name}`, posix.run, runs[name as keyof typeof runs]), // entries lose the names
      ...differs(`azure.yaml: ${name} on Windows`, windows.run, posix.run),
    ]),
    ...Object.values(runs)
      .flatMap((run) => /npm run ([\w:-]+)/.exec(run)?.[1] ?? [])
      .filter((script) => !scripts.includes(script))
      .map((script) => `azure.yaml: there is no script ${script}`),
  ]
}

const span = z.string().regex(/^\d\d:\d\d:\d\d$/, 'is not a time span')

// Strict: the host passes over what it does not know, a word that is misspelt too.
const HostJson = z.strictObject({
  version: z.literal('2.0'),
  extensionBundle: z.strictObject({
    id: z.literal('Microsoft.Azure.Functions.ExtensionBundle'),
    version: z.literal('[4.0.0, 5.0.0)'),
  }),
  functionTimeout: span,
  extensions: z.strictObject({
    http: z.strictObject({
      // Partner Center's paths are at the root.
      routePrefix: z.literal(''),
    }),
    queues: z.strictObject({
      batchSize: z.int().min(1).max(32),
      newBatchThreshold: z.int().min(0),
      maxDequeueCount: z.int().min(3).max(10),
      visibilityTimeout: span,
      maxPollingInterval: span,
      messageEncoding: z.literal('base64'),
    }),
  }),
  logging: z.strictObject({
    logLevel: z.record(z.string(), z.enum(['Trace', 'Debug', 'Information', 'Warning', 'Error', 'Critical', 'None'])),
    applicationInsights: z.strictObject({
      samplingSettings: z.strictObject({ isEnabled: z.literal(true), excludedTypes: z.string() }),
    }),
  }),
})

const secondsOf = (text: string): number => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)

function hostJsonProblems({ hostJson }: DeploymentFiles): string[] {
  const parsed = HostJson.safeParse(JSON.parse(hostJson))
  if (!parsed.success) return issuesOf('host.json', parsed.error)
  const { functionTimeout, extensions, logging } = parsed.data
  const { visibilityTimeout, maxPollingInterval, batchSize, newBatchThreshold } = extensions.queues
  const timeout = secondsOf(functionTimeout)
  const polling = secondsOf(maxPollingInterval)
  const visibility = secondsOf(visibilityTimeout)
  const isQuick = timeout >= 60 && timeout <= 600
  return [
    // Longer than any deadline of a step, and no longer than a person waits for what hangs.
    ...(isQuick ? [] : [`host.json: functionTimeout ${functionTimeout} is not between one and ten minutes`]),
    ...(polling >= 1 && polling <= 10
      ? []
      : [`host.json: maxPollingInterval ${maxPollingInterval}: mails wait, or queues cost`]),
    ...(visibility >= 10 && visibility <= 120 ? [] : [`host.json: visibilityTimeout ${visibilityTimeout}`]),
    ...(newBatchThreshold <= batchSize ? [] : ['host.json: newBatchThreshold is more than batchSize']),
    // Alerts count these; one that was sampled away would not ring.
    ...differsAsSet('host.json: never sampled', logging.applicationInsights.samplingSettings.excludedTypes.split(';'), [
      'Request',
      'Exception',
      'Trace',
    ]),
    // The host's own words on poison and waiting, the app's lines, and every request.
    ...['default', 'Host.Results', 'Function']
      .filter((category) => !['Information', 'Debug', 'Trace'].includes(logging.logLevel[category] ?? ''))
      .map((category) => `host.json: ${category} is not logged, and alerts are blind`),
    // Each request to storage would be a line: 62 MB an hour of an instance that has nothing to do.
    ...differs('host.json: Azure', logging.logLevel.Azure, 'Warning'),
    ...Object.entries(logging.logLevel)
      .filter(([, level]) => level === 'Trace' || level === 'Debug')
      .map(([category]) => `host.json: ${category} logs what nobody pays for`),
  ]
}

// The last line is for azd: with node_modules left out it would have them built in Azure, which has nothing to build.
const packed = ['/*', '!/dist', '!/host.json', '!/package.json', '!/NOTICES.txt', '!/node_modules']

/** `azure.yaml`, `host.json` and `.funcignore` say what they must, and nothing that nobody reads. */
export function fileProblems(files: DeploymentFiles): Problems {
  const lines = files.funcIgnore.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'))
  return [...azureYamlProblems(files), ...hostJsonProblems(files), ...differs('.funcignore', lines, packed)]
}
