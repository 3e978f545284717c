import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readGolden } from '../../tools/infra/deployment.ts'
import { seeds, withFault } from '../../tools/infra/faults/seed.ts'
import { staleProblems, textProblems, valueProblems } from '../../tools/infra/rules/all.ts'

const root = join(import.meta.dirname, '..', '..')
const golden = readGolden(root)

/** What a rule says; that it stumbles is an answer too. */
function said(rules: () => readonly string[]): string {
  try {
    return rules().join('\n')
  } catch (error) {
    return String(error)
  }
}

describe('a fault in the files, where there is no compiler', () => {
  let copy: string
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'twotier-infra-'))
    for (const part of ['infra', 'docs', 'tools/infra/sets', 'azure.yaml', 'host.json', '.funcignore'])
      cpSync(join(root, part), join(copy, part), { recursive: true })
    symlinkSync(join(root, 'package.json'), join(copy, 'package.json'))
  })
  afterAll(() => rmSync(copy, { recursive: true }))

  test('is not there before it is seeded', () => {
    expect([...textProblems(copy), ...staleProblems(golden, copy)]).toEqual([])
  })

  /** What the rules say of a copy with the fault in it, and whether it is seen that golden files are of other sources. */
  function withSeed(seed: (typeof seeds)[number]) {
    const file = join(copy, seed.file)
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, withFault(seed, before))
    try {
      return { problems: said(() => textProblems(copy)), stale: said(() => staleProblems(golden, copy)) }
    } finally {
      writeFileSync(file, before)
    }
  }

  const isCompiled = ({ file }: (typeof seeds)[number]) => file.startsWith('infra/')

  test.each(seeds.filter((seed) => !isCompiled(seed)))('$file with "$from" as "$to" is found by a rule', (seed) => {
    expect(withSeed(seed).problems).not.toBe('')
  })

  test.each([...new Map(seeds.filter(isCompiled).map((seed) => [seed.file, seed])).values()])(
    'that $file has changed is seen',
    (seed) => {
      expect(withSeed(seed).stale).toContain('--update')
    },
  )

  test('is not the end of lines that Windows writes', () => {
    const file = join(copy, 'infra', 'main.bicep')
    const before = readFileSync(file, 'utf8')
    writeFileSync(file, before.replaceAll('\n', '\r\n'))
    const problems = [...staleProblems(golden, copy), ...textProblems(copy)]
    writeFileSync(file, before)

    expect(problems).toEqual([])
  })

  test('has a place: what is seeded with a compiler is still there', () => {
    for (const seed of seeds) expect(readFileSync(join(root, seed.file), 'utf8')).toContain(seed.from)
  })
})

describe('a value that is wrong, although the golden files were made anew', () => {
  test.each<readonly [file: keyof typeof golden, from: string, to: string, problem: RegExp]>([
    ['plain', '"name": "kv-', '"name": "kv--', /cannot be named|not made/],
    ['plain', '"~/Microsoft.Web/serverfarms/plan-', '"~/Microsoft.Web/serverfarms/plans-', /mentioned and not made/],
    ['plain', '"location": "global"', '"location": "westeurope"', /location/],
    ['everything', '"costCenter": "4711"', '"costCenter": "4712"', /tags/],
    ['plain', '"azd-service-name": "api"', '"azd-service-name": "web"', /tags/],
    ['government', '"apiVersion": "2024-04-01"', '"apiVersion": "2025-03-01"', /later than/],
    ['plain', 'roleDefinitions/b7e6dc6d', 'roleDefinitions/b24988ac', /roles/],
    ['plain', 'roleDefinitions/0a9a7e1f-b9d0', 'roleDefinitions/76199698-9eea', /roles/],
    ['everything', '"principalType": "ServicePrincipal"', '"principalType": "User"', /roles/],
    ['plain', '"allowSharedKeyAccess": false', '"allowSharedKeyAccess": true', /allowSharedKeyAccess/],
    ['everything', '"publicNetworkAccess": "Disabled"', '"publicNetworkAccess": "Enabled"', /publicNetworkAccess/],
    ['government', '"defaultAction": "Deny"', '"defaultAction": "Allow"', /defaultAction/],
    ['plain', '"httpsOnly": true', '"httpsOnly": false', /httpsOnly/],
    ['premium', '"ftpsState": "Disabled"', '"ftpsState": "AllAllowed"', /ftpsState/],
    ['everything', '"x-azure-fdid"', '"x-azure-id"', /ipSecurityRestrictions/],
    ['everything', '"level": "CanNotDelete"', '"level": "ReadOnly"', /level/],
    ['plain', '"dailyQuotaGb": 2', '"dailyQuotaGb": 20', /dailyQuotaGb/],
    ['plain', '"BASE_URL":', '"BASE_URLS":', /settings|outputs/],
    ['premium', '"capacity": 2', '"capacity": 1', /sku/],
    ['premium', '"linuxFxVersion": "Node|22"', '"linuxFxVersion": "Node|20"', /linuxFxVersion/],
    ['plain', '"version": "22"', '"version": "24"', /runtime/],
    ['everything', '"instanceMemoryMB": 4096', '"instanceMemoryMB": 2048', /scaleAndConcurrency/],
    ['plain', "'app-package')", "'package')", /deployment/],
    ['plain', '"zoneRedundant": false', '"zoneRedundant": true', /zoneRedundant/],
    ['plain', '"REQUESTS_PER_MINUTE": "500"', '"REQUESTS_PER_MINUTE": "5"', /requestsPerMinute/],
    ['plain', '"CLOUD": "public"', '"CLOUD": "usgov"', /cloud/],
    ['everything', '"INVITATION_EXPIRE_AFTER_DAYS": "30"', '"INVITATION_EXPIRE_AFTER_DAYS": "3"', /invitations/],
    ['plain', 'SecretUri={0}/link-keys', 'SecretUri={0}/session-keys', /LINK_KEYS/],
    [
      'plain',
      '"AzureWebJobsStorage__credential": "managedidentity"',
      '"AzureWebJobsStorage__credential": ""',
      /credential/,
    ],
    ['plain', '/default/drain-outbox-poison"', '/default/drain-outbox-dead"', /queues/],
    ['plain', '/default/due"', '/default/dues"', /tables/],
    ['everything', '"name": "Standard_GZRS"', '"name": "Standard_LRS"', /sku/],
    ['plain', '"queueName": "record-delivery-report"', '"queueName": "drain-outbox"', /deliveryWithResourceIdentity/],
    ['plain', '"domainManagement": "AzureManaged"', '"domainManagement": "CustomerManaged"', /domainManagement/],
    ['everything', '"category": "DeliveryFailures"', '"category": "Failures"', /diagnostic/],
    ['everything', '"10.40.0.64/27"', '"10.40.0.32/27"', /overlap/],
    ['everything', '"10.40.0.64/27"', '"10.40.1.64/27"', /outside/],
    ['government', "'vaultcore.'", "'vaults.'", /mentioned and not made|zones/],
    ['everything', '"registrationEnabled": false', '"registrationEnabled": true', /properties/],
    ['plain', 'where isnotempty(url)', 'where isnotempty(uri)', /uri/],
    ['plain', 'summarize found = count()', 'summarize lost = count()', /gives/],
    ['plain', 'event == \\"poisonRedriven\\"', 'event == \\"poisonDriven\\"', /no alert watches poisonDriven/],
    ['plain', 'name == \\"purge-setup-infos\\"', 'name == \\"purge-setup-info\\"', /no step|does not look for/],
    ['everything', '"actionGroups": [\n', '"groups": [\n', /actionGroups/],
    ['plain', '"windowSize": "PT15M"', '"windowSize": "PT5M"', /windowSize/],
    ['template', '"reporterMaySend",', '"reporter",', /before email reports/],
    ['template', '"batchSize": 1', '"batchSize": 4', /at once/],
    ['template', '"onlyIfNotExists": []', '"once": []', /only once/],
    ['template', '"maxValue": 365', '"maxValue": 3650', /limits/],
    ['template', '"defaultValue": 500', '"defaultValue": 0', /without/],
    ['environment', '"operators@partners.example"', '"nobody@partners.example"', /ALERT_EMAIL/],
  ])('%s.json with %s as %s is found', (name, from, to, problem) => {
    const file = `${name}.json`
    const before = golden[file] ?? ''
    const after = before.replace(from, () => to)

    expect(after).not.toBe(before)
    expect(said(() => valueProblems({ ...golden, [file]: after }, root, [String(name)]))).toMatch(problem)
  })
})
