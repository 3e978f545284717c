import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { appSettings, defaultPorts, sampleKeys } from '../../local/settings.ts'
import { readSettings, settingNames } from '../../shared/azure/settings.ts'
import { goldenOf, readGolden } from '../../tools/infra/deployment.ts'
import { byHand, localOnly, settingsOf } from '../../tools/infra/rules/app-settings.ts'

const root = join(import.meta.dirname, '..', '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

describe('the list of settings', () => {
  test('is what the template gives, but for what stands for an identity on one’s own machine', () => {
    const [, everything] = goldenOf(readGolden(root)).deployments
    const given = everything ? Object.keys(settingsOf(everything)) : []

    expect(given).toEqual(
      expect.arrayContaining(settingNames.filter((name) => ![...localOnly, ...byHand].includes(name))),
    )
    expect(given.filter((name) => localOnly.includes(name))).toEqual([])
  })

  test('is what the sample file takes from, and that starts the app', () => {
    const { Values } = JSON.parse(read('local.settings.sample.json'))
    const ofHost = ['FUNCTIONS_WORKER_RUNTIME']

    expect(settingNames).toEqual(expect.arrayContaining(Object.keys(Values).filter((name) => !ofHost.includes(name))))
    expect(Object.keys(Values).sort()).toEqual(Object.keys(appSettings(defaultPorts, sampleKeys)).sort())
    expect(readSettings(Values)).toMatchObject({ cloud: 'public', baseUrl: 'http://127.0.0.1:7071' })
  })

  test('is the README’s, no more and no less', () => {
    const [, section = ''] = /\n## Settings\n([\s\S]*?)\n## /.exec(read('README.md')) ?? []
    const cells = section.split('\n').flatMap((line) => /^\|([^|]*`[^|]*)\|/.exec(line)?.[1] ?? [])
    const told = cells.flatMap((cell) => [...cell.matchAll(/`(…?\w+)`/g)].map(([, name = '']) => name))
    // An ellipsis stands for the name before it, up to its two underscores.
    const whole = told.map((name) => (name.startsWith('…') ? `AzureWebJobsStorage${name.slice(1)}` : name))
    const toldElsewhere = ['AZURE_CLIENT_ID']

    expect([...whole, ...toldElsewhere].sort()).toEqual([...settingNames].sort())
    for (const name of toldElsewhere) expect(section).toContain(name)
  })
})
