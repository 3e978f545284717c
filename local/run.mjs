// Runs a script of this project on the Node that runs this, or on the pinned one where that is too old.
// Plain JavaScript without dependencies: it must work before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const isWindows = process.platform === 'win32'
// The program itself, not npm's .cmd: that would need a shell, and a shell reads spaces and quotes of arguments its own way.
const pinnedNode = join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node')
const node = isNewEnough(process.versions.node) ? process.execPath : pinnedNode

/** The first versions that run TypeScript as it is and know `import.meta.main`. */
function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number)
  if (major === 22) return minor >= 18
  if (major === 24) return minor >= 2
  return major > 24
}

/** Compares the lock file with npm's own record of what it installed; other platforms' optional packages are absent there. */
function isInstalled() {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record) || !existsSync(node)) return false
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const found = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || found[path]?.version === version,
  )
}

function install() {
  // Not `npm ci`: that refuses the lock file where a registry lacks an optional package of another platform.
  const words = ['install', '--no-save', '--no-fund', '--no-audit', '--loglevel=error']
  const { npm_execpath: npm = '' } = process.env
  const options = { cwd: root, stdio: 'inherit' }
  if (basename(npm) === 'npm-cli.js') return spawnSync(process.execPath, [npm, ...words], options).status
  return spawnSync('npm', words, { ...options, shell: isWindows }).status
}

if (!isInstalled()) {
  console.log('Installing the packages of package-lock.json (first run, or they have changed) ...')
  const status = install()
  if (status !== 0) process.exit(status ?? 1)
}

const child = spawn(node, process.argv.slice(2), { cwd: root, stdio: 'inherit' })
// Windows tells every process of a terminal by itself, and can only kill.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => isWindows || child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
