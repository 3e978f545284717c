import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// Every test file runs in a process of its own, and each would compile the same packages anew.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules', '.cache', 'node-compile')

const patient = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  // What the emulator's own packages make Node say, once a process.
  execArgv: ['--disable-warning=DEP0040'],
}

// A file that loads the app with settings of its own, or counts what a process does, needs a process of its own.
const alone = /process\.env\.\w+ = |Object\.assign\(process\.env|resetModules|vi\.(mock|spyOn)\(/
// The one loads a catalogue of its own into a market that others have asked for, and a process keeps it for five minutes; the other
// calls every step that is registered, also those that other tests register.
const aloneToo = ['test/wire/recorded-products.test.ts', 'test/wire/stored-0-1-0.test.ts']
const togetherFiles = globSync('test/{functions,wire}/**/*.test.ts', { cwd: import.meta.dirname }).filter(
  (file) => !aloneToo.includes(file) && !alone.test(readFileSync(join(import.meta.dirname, file), 'utf8')),
)

export default defineConfig({
  test: {
    // The default leaves one core idle.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...patient,
          name: 'app',
          include: ['test/{functions,wire,faults,infra}/**/*.test.ts', 'test/*.test.ts'],
          exclude: togetherFiles,
          globalSetup: ['test/support/azurite.ts'],
          setupFiles: ['test/support/setup.ts'],
        },
      },
      {
        // Pure: neither an emulator nor a process of their own.
        test: { ...patient, name: 'rules', include: ['test/domain/**/*.test.ts'], isolate: false },
      },
      {
        // One process for many files: most of what such a file does is loading the app.
        test: {
          ...patient,
          name: 'together',
          include: togetherFiles,
          isolate: false,
          env: { PARTNERS_PER_PROCESS: '1500' },
          globalSetup: ['test/support/azurite.ts'],
          setupFiles: ['test/support/setup.ts'],
        },
      },
      {
        // These start a Functions host of their own: neither its module nor the app's settings may be there already.
        test: {
          ...patient,
          name: 'local',
          include: ['test/{local,pages}/**/*.test.ts'],
          globalSetup: ['test/support/built-app.ts'],
        },
      },
    ],
  },
})
