import { expect, test } from 'vitest'
import { launchChromium, programsFor } from './chromium.ts'

test.for([
  ['darwin', 'arm64', [{ channel: 'chrome' }, { channel: 'msedge' }]],
  ['win32', 'x64', [{ channel: 'chrome' }, { channel: 'msedge' }]],
  [
    'linux',
    'arm64',
    [
      { channel: 'chrome' },
      { channel: 'msedge' },
      { executablePath: '/usr/bin/chromium' },
      { executablePath: '/usr/bin/chromium-browser' },
    ],
  ],
] as const)('on %s and %s an installed browser is looked for', async ([platform, arch, programs]) => {
  expect(await programsFor({ platform, arch })).toEqual(programs)
})

test('on Linux and x64 it comes with the packages, and one that is named is taken everywhere', async () => {
  expect(await programsFor({ platform: 'linux', arch: 'x64' })).toEqual([
    { executablePath: expect.stringMatching(/node_modules.*chromium$/) },
  ])
  expect(await programsFor({ platform: 'linux', arch: 'x64', named: '/opt/chromium' })).toEqual([
    { executablePath: '/opt/chromium' },
  ])
})

test('a browser that is not there is no error, one that cannot run is', async () => {
  expect(await launchChromium([{ executablePath: '/nowhere/chromium' }])).toBeUndefined()
  await expect(launchChromium([{ executablePath: import.meta.filename }])).rejects.toThrow(/launch/)
})
