import { beforeEach, inject, onTestFailed } from 'vitest'
import { installCoreStub } from './core-stub.ts'
import { environment } from './environment.ts'
import { beginLog, showLog, watchConsole } from './log-lines.ts'

installCoreStub()
Object.assign(process.env, environment({ storage: inject('storage'), mailbox: inject('mailbox').connectionString }))

watchConsole()
beforeEach(() => {
  beginLog()
  onTestFailed(showLog)
})
