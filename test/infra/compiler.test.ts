import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findCompiler } from '../../tools/infra/compiler.ts'

const root = join(import.meta.dirname, '..', '..')
const program = process.platform === 'win32' ? 'bicep.exe' : 'bicep'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'twotier-compiler-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A machine with nothing on it but what is put below `folder`. */
const machine = () => ({
  PATH: join(folder, 'path'),
  HOME: folder,
  AZURE_CONFIG_DIR: join(folder, 'azure'),
  AZD_CONFIG_DIR: join(folder, 'azd'),
})
const project = () => join(folder, 'work', 'project')

function put(...place: readonly string[]): string {
  const path = join(folder, ...place, program)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, '#!/bin/sh\nexit 0\n')
  chmodSync(path, 0o755)
  return path
}

// The stand-ins for a compiler are shell scripts.
describe.skipIf(process.platform === 'win32')('the compiler', () => {
  test('is looked for in one place after another', () => {
    expect(findCompiler(machine(), project())).toBeUndefined()
    const ofAzd = put('azd', 'bin')
    expect(findCompiler(machine(), project())).toBe(ofAzd)
    const ofAz = put('azure', 'bin')
    expect(findCompiler(machine(), project())).toBe(ofAz)
    const beside = put('work', 'shared', 'bicep')
    expect(findCompiler(machine(), project())).toBe(beside)
    const onPath = put('path')
    expect(findCompiler(machine(), project())).toBe(onPath)
    expect(findCompiler({ ...machine(), BICEP: '/mine' }, project())).toBe('/mine')
  })

  function check(words: readonly string[], variables: Readonly<Record<string, string>> = {}) {
    cpSync(join(root, 'tools'), join(project(), 'tools'), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(project(), 'node_modules'))
    const env = { ...machine(), ...variables }
    const { status, stderr } = spawnSync(process.execPath, ['tools/check-infra.ts', ...words], {
      cwd: project(),
      env,
      encoding: 'utf8',
    })
    return { status, stderr }
  }

  test('is told to be missing, which is a failure where it is needed', () => {
    mkdirSync(project(), { recursive: true })
    expect(check([])).toEqual({ status: 0, stderr: expect.stringContaining('NOT compiled') })
    rmSync(project(), { recursive: true })
    expect(check(['--compile'])).toEqual({ status: 1, stderr: expect.stringContaining('NOT compiled') })
    rmSync(project(), { recursive: true })
    expect(check([], { CI: 'true' }).status).toBe(1)
    rmSync(project(), { recursive: true })
    expect(check([], { BICEP: join(folder, 'none') })).toEqual({ status: 1, stderr: expect.stringContaining('ENOENT') })
  })
})
