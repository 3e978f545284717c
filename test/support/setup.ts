import { inject } from 'vitest'
import { installCoreStub } from './core-stub.ts'
import { environment } from './environment.ts'

installCoreStub()
Object.assign(process.env, environment({ storage: inject('storage'), mailbox: inject('mailbox').connectionString }))
