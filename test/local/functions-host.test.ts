import { existsSync } from 'node:fs'
import Module from 'node:module'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { startHost } from '../../local/functions-host/host.ts'
import { echo, startApp, writeApp, writeFiles, writeMain } from './functions-host/throw-away-app.ts'

const cjs = (name: string) =>
  `const { app } = require('@azure/functions'); app.http('${name}', { handler: () => ({ body: '${name}' }) })`
const esm = (name: string) =>
  `import { app } from '@azure/functions'; app.http('${name}', { handler: () => ({ body: '${name}' }) })`

describe('loading', () => {
  it('loads every file that the glob in main matches', async () => {
    const host = await startApp({
      packageJson: { main: 'dist/functions/*.js' },
      files: {
        'dist/functions/two.js': cjs('two'),
        'dist/functions/one.js': cjs('one'),
        'dist/other.js': cjs('other'),
      },
    })

    expect(host.functions.map(({ name }) => name)).toEqual(['one', 'two'])
    expect(await (await fetch(`${host.url}/two`)).text()).toBe('two')
  })

  it.for([
    ['main.mjs', {}, esm('f')],
    ['main.js', { type: 'module' }, esm('f')],
    ['main.cjs', { type: 'module' }, cjs('f')],
  ] as const)('takes %s of a package %j for what the real worker takes it for', async ([main, packageJson, text]) => {
    const host = await startApp({ packageJson: { ...packageJson, main }, files: { [main]: text } })

    expect(await (await fetch(`${host.url}/f`)).text()).toBe('f')
  })

  it.for([
    ['a main that matches nothing', { packageJson: { main: 'dist/*.js' } }, /"main" of package.json matches no file/],
    ['no main', { packageJson: { main: undefined }, main: cjs('f') }, /has no "main"/],
    ['no function', { main: '' }, /registered no function/],
    ['a file that throws', { main: `throw new Error('broken file')` }, /main\.js could not be loaded: broken file/],
    ['another host.json version', { main: echo('f'), hostJson: { version: '1.0' } }, /"version": "2.0"/],
    ['a damaged host.json', { main: echo('f'), files: { 'host.json': '{' } }, /host\.json cannot be read/],
    ['a name twice', { main: echo('same') + echo('Same') }, /"Same" has already been registered/],
    ['a name with a dot', { main: echo('a.b') }, /Function 'a\.b': the name must be/],
    ['the name host', { main: echo('host') }, /Function 'host': the name must be/],
    [
      'the route admin',
      { main: echo('f', `route: 'Administrators/{id}',`) },
      /Function 'f': .*conflicts with one or more built/,
    ],
    [
      'the route runtime',
      { main: echo('f', `route: '/runtime',`) },
      /Function 'f': .*conflicts with one or more built/,
    ],
    [
      'a route twice',
      { main: echo('f', `route: 'X/{id}',`) + echo('g', `route: 'x/{ID}',`) },
      /Function 'g': .*defined by function 'f'/,
    ],
    [
      'an unknown constraint',
      { main: echo('f', `route: '{x:datetime}',`) },
      /Function 'f': the route constraint "datetime"/,
    ],
    [
      'a constraint without its number',
      { main: echo('f', `route: '{x:range(1)}',`) },
      /Function 'f': a route constraint lacks/,
    ],
    ['a mixed segment', { main: echo('f', `route: '{a}.{b}',`) }, /Function 'f': the route segment "{a}\.{b}" mixes/],
    ['a parameter twice', { main: echo('f', `route: '{a}/{A}',`) }, /Function 'f': .*repeats a parameter/],
    ['a catch-all in front', { main: echo('f', `route: '{*a}/b',`) }, /Function 'f': .*after a catch-all/],
    ['no methods', { main: echo('f', 'methods: [],') }, /Function 'f': "methods" is empty/],
    [
      'function keys',
      { main: echo('f', `authLevel: 'function',`) },
      /Function 'f': authLevel "function" of binding "httpTrigger/,
    ],
    ['the master key', { main: echo('f', `authLevel: 'admin',`) }, /Function 'f': authLevel "admin"/],
    [
      'a blob trigger',
      { main: `app.storageBlob('f', { path: 'a', connection: 'X', handler() {} })` },
      /Function 'f': the trigger "blobTrigger" of binding "blobTrigger/,
    ],
    [
      'a blob input',
      { main: `app.http('f', { extraInputs: [input.storageBlob({ path: 'a', connection: 'X' })], handler() {} })` },
      /Function 'f': the input "blob" of binding "blobInput/,
    ],
    [
      'a table output',
      { main: `app.http('f', { extraOutputs: [output.table({ tableName: 'a', connection: 'X' })], handler() {} })` },
      /Function 'f': the output "table" of binding "tableOutput/,
    ],
    [
      'a queue without its connection',
      { main: `app.storageQueue('f', { queueName: 'abc', connection: 'NotSet', handler() {} })` },
      /Function 'f': the app setting NotSet holds no storage connection/,
    ],
    [
      'a missing setting',
      { main: `app.timer('f', { schedule: '%NOT_SET%', handler() {} })` },
      /Function 'f': '%NOT_SET%' does not resolve/,
    ],
    [
      'a bad schedule',
      { main: `app.timer('f', { schedule: 'often', handler() {} })` },
      /Function 'f': The schedule expression 'often'/,
    ],
    [
      'a retry policy',
      {
        main: `app.timer('f', { schedule: '0 0 * * * *', retry: { strategy: 'fixedDelay', maxRetryCount: 1, delayInterval: 1000 }, handler() {} })`,
      },
      /Function 'f': retry policies/,
    ],
    [
      'an unknown trigger',
      { main: `app.generic('f', { trigger: trigger.generic({ type: 'otherTrigger' }), handler() {} })` },
      /Function 'f': the trigger "otherTrigger"/,
    ],
    ['streaming', { main: `app.setup({ enableHttpStream: true }); ${echo('f')}` }, /enableHttpStream is not emulated/],
    [
      'dynamic concurrency',
      { main: echo('f'), hostJson: { concurrency: { dynamicConcurrencyEnabled: true } } },
      /concurrency\.dynamicConcurrencyEnabled is not emulated/,
    ],
    [
      'custom headers',
      { main: echo('f'), hostJson: { extensions: { http: { customHeaders: {} } } } },
      /extensions\.http\.customHeaders is not emulated/,
    ],
    [
      'a batch too large',
      { main: echo('f'), hostJson: { extensions: { queues: { batchSize: 33 } } } },
      /extensions\.queues\.batchSize must be a whole number from 1 to 32: 33/,
    ],
    [
      'an unknown encoding',
      { main: echo('f'), hostJson: { extensions: { queues: { messageEncoding: 'hex' } } } },
      /messageEncoding must be base64 or none/,
    ],
  ] as const)('refuses %s, by name', async ([, app, message]) => {
    await expect(startApp(app)).rejects.toThrow(message)
    expect(() => Module.createRequire(import.meta.url)('@azure/functions-core')).toThrow('Cannot find module')
  })

  it('refuses a port that is taken', async () => {
    const host = await startApp({ main: echo('f') })

    const port = Number(new URL(host.url).port)
    await expect(startApp({ main: echo('g'), options: { port } })).rejects.toThrow('EADDRINUSE')
  })

  it('refuses registrations after the start', async () => {
    const host = await startApp({
      main: `app.http('f', { handler: () => { try { app.http('late', { handler() {} }) } catch (error) { return { body: error.message } } } })`,
    })

    expect(await (await fetch(`${host.url}/f`)).text()).toBe('A function can only be registered during app startup.')
  })
})

describe('settings', () => {
  it('fill in the environment, lose against what is set, and are gone after stop', async () => {
    process.env.HOST_TEST_SET = 'outer'
    onTestFinished(() => void delete process.env.HOST_TEST_SET)
    const host = await startApp({
      main: `app.http('f', { handler: () => ({ jsonBody: [process.env.HOST_TEST_SET, process.env.HOST_TEST_NEW] }) })`,
      options: { environment: { HOST_TEST_SET: 'inner', HOST_TEST_NEW: 'new' } },
    })

    expect(await (await fetch(`${host.url}/f`)).json()).toEqual(['outer', 'new'])
    await host.stop()
    expect([process.env.HOST_TEST_SET, process.env.HOST_TEST_NEW]).toEqual(['outer', undefined])
  })

  it('override host.json, whatever the case', async () => {
    const host = await startApp({
      main: echo('f'),
      hostJson: { Extensions: { HTTP: { routePrefix: 'file' } } },
      options: { environment: { AzureFunctionsJobHost__extensions__http__routeprefix: 'env' } },
    })

    expect((await fetch(`${host.url}/env/f`)).status).toBe(200)
  })

  it('let log levels through by the longest category prefix', async () => {
    const host = await startApp({
      main: `app.http('f', { handler: (_, c) => { c.trace('t'); c.debug('d'); c.log('i'); c.warn('w'); c.error('e'); return {} } });
             app.http('g', { handler: (_, c) => { c.debug('g d'); c.log('g i'); return {} } })`,
      hostJson: { logging: { logLevel: { default: 'None', Function: 'Warning', 'Function.f.User': 'Debug' } } },
    })

    await fetch(`${host.url}/f`)
    await fetch(`${host.url}/g`)
    expect(host.lines.map(({ level, category, message }) => [level, category, message])).toEqual([
      ['debug', 'Function.f.User', 'd'],
      ['information', 'Function.f.User', 'i'],
      ['warning', 'Function.f.User', 'w'],
      ['error', 'Function.f.User', 'e'],
    ])
  })
})

describe('the core module', () => {
  it('offers what the real worker offers', async () => {
    const host = await startApp({
      main: `const core = require('@azure/functions-core'); seen.push(core); ${echo('f')}`,
    })

    expect(Object.keys(Object(host.seen[0])).sort()).toEqual([
      'Disposable',
      'getProgrammingModel',
      'hostVersion',
      'log',
      'registerFunction',
      'registerHook',
      'setProgrammingModel',
      'version',
    ])
    expect(Object(host.seen[0]).getProgrammingModel().name).toBe('@azure/functions')
  })

  it('raises a marked RangeError for an unknown hook', async () => {
    const host = await startApp({
      main: `try { require('@azure/functions-core').registerHook('other', () => {}) } catch (error) { seen.push(error) } ${echo('f')}`,
    })

    expect(host.seen[0]).toMatchObject({ name: 'RangeError', isAzureFunctionsSystemError: true })
  })

  it('runs hooks in order, around each invocation and around the life of the app', async () => {
    const host = await startApp({
      main: `
        const hook = (name) => app.hook[name]((context) => { seen.push(name); context.hookData[name] = true; if (name === 'postInvocation') seen.push({ ...context.hookData }) });
        ['appStart', 'appTerminate', 'preInvocation', 'postInvocation'].forEach(hook);
        app.hook.preInvocation(() => { seen.push('second') });
        app.http('f', { handler: () => { seen.push('handler') } })`,
    })

    await fetch(`${host.url}/f`)
    await host.stop()
    const inInvocation = [
      'preInvocation',
      'second',
      'handler',
      'postInvocation',
      { preInvocation: true, postInvocation: true },
    ]
    expect(host.seen).toEqual(['appStart', ...inInvocation, 'appTerminate'])
  })

  it('lets hooks change the inputs, the handler, the result and the error, but not the context', async () => {
    const host = await startApp({
      main: `
        app.hook.preInvocation((context) => {
          try { context.invocationContext = {} } catch (error) { seen.push([error.constructor.name, error.message]) }
          context.inputs = [...context.inputs, 'extra'];
          const inner = context.functionHandler;
          context.functionHandler = (...args) => inner(...args);
        });
        app.hook.postInvocation((context) => {
          if (context.error) { seen.push(context.error.message); context.error = undefined; context.result = { body: 'mended' } }
          else context.result = { body: context.result.body + '!' };
        });
        app.http('good', { handler: (request, extra) => ({ body: extra }) });
        app.http('bad', { handler: () => { throw new Error('broken') } })`,
    })

    expect(await (await fetch(`${host.url}/good`)).text()).toBe('extra!')
    expect(await (await fetch(`${host.url}/bad`)).text()).toBe('mended')
    expect(host.seen).toContainEqual('broken')
    expect(host.seen).toContainEqual([expect.any(String), "Cannot assign to read only property 'invocationContext'"])
  })

  it('hands on the very error that was thrown', async () => {
    const host = await startApp({
      main: `class Odd { }; const odd = new Odd();
        app.hook.postInvocation((context) => { seen.push(context.error === odd) });
        app.http('f', { handler: () => { throw odd } })`,
    })

    await fetch(`${host.url}/f`)
    expect(host.seen).toEqual([true])
    expect(Object(host.lines.find(({ level }) => level === 'error')?.error).constructor.name).toBe('Odd')
  })

  it('fails the invocation when a hook throws', async () => {
    const host = await startApp({
      main: `app.hook.preInvocation(() => { throw new Error('no') }); app.http('f', { handler: () => { seen.push('ran') } })`,
    })

    expect((await fetch(`${host.url}/f`)).status).toBe(500)
    expect(host.seen).toEqual([])
  })

  it("lets a log hook change the app's own lines only, and survives its errors", async () => {
    const host = await startApp({
      main: `
        app.hook.log((context) => {
          if (context.category === 'user') seen.push(context.invocationContext?.functionName);
          context.message = 'changed'; context.level = 'warning';
        });
        app.hook.log(() => { throw new Error('broken hook') });
        require('@azure/functions-core').log('information', 'system', 'theirs');
        app.http('f', { handler: (_, context) => { context.log('mine') } })`,
    })

    await fetch(`${host.url}/f`, { method: 'GET' })
    const mine = host.lines.filter(({ category }) => category === 'Function.f.User')
    expect(mine.map(({ level, message }) => [level, message])).toEqual([['warning', 'changed']])
    const theirs = host.lines.filter(({ message }) => message === 'theirs')
    expect(theirs.map(({ level, category }) => [level, category])).toEqual([['information', 'Worker']])
    expect(host.seen).toEqual(['f'])
  })
})

describe('the life of the host', () => {
  it('reloads a changed app on the same port', async () => {
    const host = await startApp({ main: `${echo('before')}app.setup({})` })
    const { url } = host

    writeMain(host.folder, `app.setup({}); ${echo('after')}`)
    await host.reload()
    expect(host.url).toBe(url)
    expect(host.functions.map(({ name }) => name)).toEqual(['after'])
    expect((await fetch(`${url}/before`)).status).toBe(404)
    expect((await fetch(`${url}/after`)).status).toBe(200)
  })

  it('reloads the entry file of an ESM app', async () => {
    const host = await startApp({ packageJson: { main: 'main.mjs' }, files: { 'main.mjs': esm('before') } })

    writeFiles(host.folder, { 'main.mjs': esm('after') })
    await host.reload()
    expect(await (await fetch(`${host.url}/after`)).text()).toBe('after')
  })

  it('finishes running invocations before it reloads, and lets new requests wait', async () => {
    const slow = (name: string) => `app.http('f', { handler: async (request) => {
      if (request.query.has('slow')) { seen.push('running'); await new Promise((resolve) => { seen.push(resolve) }) }
      return { body: '${name}' };
    } })`
    const host = await startApp({ main: slow('old') })
    const running = fetch(`${host.url}/f?slow`)
    await vi.waitFor(() => expect(host.seen).toHaveLength(2))

    writeMain(host.folder, slow('new'))
    const reloaded = host.reload()
    const waiting = fetch(`${host.url}/f`)
    Object(host.seen)[1]()
    expect(await (await running).text()).toBe('old')
    await reloaded
    expect(await (await waiting).text()).toBe('new')
  })

  it('answers 503 after a failed reload, until one succeeds', async () => {
    const host = await startApp({ main: echo('f') })

    writeMain(host.folder, 'this is no JavaScript')
    await expect(host.reload()).rejects.toThrow('main.js could not be loaded')
    expect((await fetch(`${host.url}/f`)).status).toBe(503)

    writeMain(host.folder, echo('f'))
    await host.reload()
    expect((await fetch(`${host.url}/f`)).status).toBe(200)
  })

  it('lets running invocations end when it stops, and accepts nothing new', async () => {
    const host = await startApp({
      main: `app.hook.appTerminate(() => { seen.push('terminated') });
        app.http('f', { handler: async () => { await new Promise((resolve) => { seen.push(resolve) }); seen.push('ended'); return { body: 'x'.repeat(30_000_000) } } })`,
    })
    const running = fetch(`${host.url}/f`)
    await vi.waitFor(() => expect(host.seen).toHaveLength(1))

    const stopped = host.stop()
    await expect(fetch(`${host.url}/f`)).rejects.toThrow()
    Object(host.seen)[0]()
    expect(await (await running).text()).toHaveLength(30_000_000)
    await stopped
    expect(host.seen.slice(1)).toEqual(['ended', 'terminated'])
  })

  it('stops although an appTerminate hook throws', async () => {
    const host = await startApp({ main: `${echo('f')}app.hook.appTerminate(() => { throw new Error('no') })` })

    await host.stop()
    expect(host.lines.at(-1)?.message).toBe('An appTerminate hook failed: no')
  })

  it('can be followed by another host in the same process, and restores require', async () => {
    const { require: original } = Module.prototype
    const first = await startApp({ main: `app.setup({}); ${echo('first')}` })
    expect(Module.prototype.require).not.toBe(original)
    await first.stop()
    expect(Module.prototype.require).toBe(original)

    const second = await startApp({ main: `app.setup({}); ${echo('second')}` })
    expect(second.functions.map(({ name }) => name)).toEqual(['second'])
    expect((await fetch(`${second.url}/second`)).status).toBe(200)
  })

  it('serves two apps at once', async () => {
    const first = await startApp({ main: echo('first') })
    const second = await startApp({ main: echo('second') })

    expect((await fetch(`${first.url}/first`)).status).toBe(200)
    expect((await fetch(`${second.url}/second`)).status).toBe(200)
    expect((await fetch(`${second.url}/first`)).status).toBe(404)
  })

  it('prints readable lines unless it is given a log', async () => {
    const written: string[] = []
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
    onTestFinished(() => write.mockRestore())
    const folder = writeApp({ main: echo('f'), hostJson: { logging: { logLevel: { default: 'Information' } } } })
    expect(existsSync(folder)).toBe(true)
    const host = await startHost({ appRoot: folder, port: 0 })
    onTestFinished(() => host.stop())

    await fetch(`${host.url}/f`)
    expect(written.join('')).toMatch(/^\[\S+Z\] Executing 'Functions.f' \(Reason='This function was programmatically/m)
    expect(written.join('')).toMatch(/^\[\S+Z\] Executed 'Functions.f' \(Succeeded, Id=\S+, Duration=\d+ms\)$/m)
  })
})
