import { describe, expect, it } from 'vitest'
import { jsonOf, requestText, sendRaw, statusOf } from './functions-host/raw-request.ts'
import { echo, startApp } from './functions-host/throw-away-app.ts'

describe('routing', () => {
  it('puts the route prefix, api by default, before the route, which defaults to the name', async () => {
    const host = await startApp({ main: echo('Hello'), hostJson: { extensions: {} } })

    expect((await fetch(`${host.url}/api/hello`)).status).toBe(200)
    expect((await fetch(`${host.url}/API/HELLO/`)).status).toBe(200)
    expect((await fetch(`${host.url}/hello`)).status).toBe(404)
  })

  it('tries functions by name without looking at how specific a route is', async () => {
    const host = await startApp({
      main:
        echo('zAfter', `route: 'things/latest',`) +
        echo('aBefore', `route: 'things/{id}',`) +
        echo('Bold', `route: 'bold/{x}',`) +
        echo('amber', `route: 'bold/{y}',`) +
        echo('under_score', `route: 'line/{x}',`) +
        echo('underTow', `route: 'line/{y}',`),
    })

    expect(await (await fetch(`${host.url}/things/latest`)).json()).toMatchObject({ name: 'aBefore' })
    expect(await (await fetch(`${host.url}/bold/1`)).json()).toMatchObject({ name: 'amber' })
    // Ordinal: "_" comes after every letter, however a language sorts it.
    expect(await (await fetch(`${host.url}/line/1`)).json()).toMatchObject({ name: 'underTow' })
  })

  it('answers 404 with an empty body to a wrong method, to HEAD and OPTIONS unless listed, and to unknown paths', async () => {
    const host = await startApp({ main: echo('only', `methods: ['put'],`) + echo('both') })

    for (const method of ['GET', 'POST', 'HEAD', 'OPTIONS'])
      expect((await fetch(`${host.url}/only`, { method })).status).toBe(404)
    expect((await fetch(`${host.url}/only`, { method: 'PUT' })).status).toBe(200)
    expect((await fetch(`${host.url}/both`, { method: 'POST' })).status).toBe(200)
    expect((await fetch(`${host.url}/both`, { method: 'HEAD' })).status).toBe(404)
    expect(await (await fetch(`${host.url}/nowhere`)).text()).toBe('')
  })

  it('lets one route serve several functions with different methods', async () => {
    const host = await startApp({
      main: echo('read', `route: 'thing', methods: ['GET'],`) + echo('write', `route: 'thing', methods: ['POST'],`),
    })

    expect(await (await fetch(`${host.url}/thing`)).json()).toMatchObject({ name: 'read' })
    expect(await (await fetch(`${host.url}/thing`, { method: 'POST' })).json()).toMatchObject({ name: 'write' })
  })

  it.for([
    ['{x:int}', ['7', '-7', '2147483647'], ['2147483648', 'a', '1.5']],
    ['{x:long}', ['9223372036854775807'], ['9223372036854775808']],
    ['{x:bool}', ['true', 'FALSE'], ['1']],
    ['{x:guid}', ['0f8fad5b-d9cb-469f-a165-70867728950e', '0f8fad5bd9cb469fa16570867728950e'], ['0f8fad5b', 'x']],
    ['{x:alpha}', ['abcZ'], ['ab1', 'a-b']],
    ['{x:length(3)}', ['abc'], ['ab', 'abcd']],
    ['{x:length(2,3)}', ['ab', 'abc'], ['a', 'abcd']],
    ['{x:minlength(2)}', ['ab'], ['a']],
    ['{x:maxlength(2)}', ['ab'], ['abc']],
    ['{x:min(5)}', ['5'], ['4', 'a']],
    ['{x:max(5)}', ['5'], ['6']],
    ['{x:range(5,7)}', ['5', '7'], ['4', '8']],
    ['{x:regex(^\\\\d{{2}}$)}', ['12'], ['1', '123']],
    ['{x:regex(^A)}', ['abc'], ['ba']],
    ['{x:required}', ['a'], []],
    ['{x:int:min(5)}', ['6'], ['4', '99999999999']],
  ] as const)('keeps to the constraint %s', async ([template, allowed, refused]) => {
    const host = await startApp({ main: echo('f', `route: 'c/${template}',`) })

    for (const value of allowed) expect([value, (await fetch(`${host.url}/c/${value}`)).status]).toEqual([value, 200])
    for (const value of refused) expect([value, (await fetch(`${host.url}/c/${value}`)).status]).toEqual([value, 404])
  })

  it('fills optional, default and catch-all parameters', async () => {
    const host = await startApp({
      main:
        echo('optional', `route: 'o/{a}/{b:int?}',`) +
        echo('default', `route: 'd/{a=first}',`) +
        echo('rest', `route: 'r/{*rest}',`),
    })
    const params = async (path: string) => Object(await (await fetch(host.url + path)).json()).params

    expect(await params('/o/1')).toEqual({ a: '1' })
    expect(await params('/o/1/2')).toEqual({ a: '1', b: '2' })
    expect((await fetch(`${host.url}/o/1/x`)).status).toBe(404)
    expect(await params('/d')).toEqual({ a: 'first' })
    expect(await params('/d/2')).toEqual({ a: '2' })
    expect(await params('/r')).toEqual({})
    expect(await params('/r/a/b/')).toEqual({ rest: 'a/b/' })
  })

  it('never matches an empty segment, though a catch-all may contain one further on', async () => {
    const host = await startApp({ main: echo('fixed', `route: 'v1/{a}/b',`) + echo('whole', `route: '{*rest}',`) })
    const answer = async (path: string) => await sendRaw(host.url, requestText(path))

    expect(jsonOf(await answer('/v1//b')).params).toEqual({ rest: 'v1//b' })
    expect(jsonOf(await answer('/v1/a//')).params).toEqual({ rest: 'v1/a//' })
    expect(statusOf(await answer('//v1'))).toBe(404)
  })

  it('does not let a catch-all begin with an empty segment', async () => {
    const host = await startApp({ main: echo('rest', `route: 'v1/{*rest}',`) })

    expect(statusOf(await sendRaw(host.url, requestText('/v1//a')))).toBe(404)
    expect(jsonOf(await sendRaw(host.url, requestText('/v1/a//b'))).params).toEqual({ rest: 'a//b' })
  })

  it('shows a home page at / unless a function takes it or the setting turns it off', async () => {
    const host = await startApp({ main: echo('f') })

    const page = await fetch(`${host.url}/`)
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html'])
    await host.stop()

    const silent = await startApp({
      main: echo('f'),
      options: { environment: { AzureWebJobsDisableHomepage: 'true' } },
    })
    expect((await fetch(`${silent.url}/`)).status).toBe(204)
    await silent.stop()

    const root = await startApp({ main: echo('f', `route: '/',`) })
    expect(await (await fetch(`${root.url}/`)).json()).toMatchObject({ name: 'f' })
    expect((await fetch(`${root.url}/f`)).status).toBe(404)
    await root.stop()

    const taken = await startApp({ main: echo('f', `route: '{*rest}',`) })
    expect(await (await fetch(`${taken.url}/`)).json()).toMatchObject({ params: {} })
  })

  it('answers 404 for a disabled function, which still takes its route', async () => {
    const host = await startApp({
      main: echo('a', `route: 'x/{id}',`) + echo('b', `route: 'x/1',`),
      options: { environment: { 'AzureWebJobs.a.Disabled': 'true' } },
    })

    expect((await fetch(`${host.url}/x/1`)).status).toBe(404)
    expect(host.functions.map(({ name, isDisabled }) => [name, isDisabled])).toEqual([
      ['a', true],
      ['b', false],
    ])
  })
})

describe('the request', () => {
  it('shows the URL with the Host header, the path encoded again and the query as it came', async () => {
    const host = await startApp({ main: echo('f', `route: 'a/{p}',`) })

    const { url, params } = jsonOf(await sendRaw(host.url, requestText('/a/x%20%41%2Fy{z}?q=%41&r')))
    expect(url).toBe('http://local.example:7071/a/x%20A%2Fy%7Bz%7D?q=%41&r')
    expect(params).toEqual({ p: 'x A%2Fy{z}' })
  })

  it('accepts braces, quotes and the like in the query', async () => {
    const host = await startApp({ main: echo('f') })

    const answer = await sendRaw(host.url, requestText('/f?filter={"Field":"Name","Value":"a|b^c`[d]\\\\"}&x=<y>'))
    expect(statusOf(answer)).toBe(200)
    expect(jsonOf(answer).query).toEqual([
      ['filter', '{"Field":"Name","Value":"a|b^c`[d]\\\\"}'],
      ['x', '<y>'],
    ])
    expect(new URL(jsonOf(answer).url).searchParams.get('x')).toBe('<y>')
  })

  it('joins repeated query parameters and headers, the former without looking at case', async () => {
    const host = await startApp({ main: echo('f') })

    const headers = 'X-One: 1\r\nx-ONE: 2\r\n'
    const { query, headers: seen } = jsonOf(
      await sendRaw(host.url, requestText('/f?Tag=1&tag=2&flag&plus=a+b&bad=%zz&=n', { headers })),
    )
    expect(query).toEqual([
      ['Tag', '1,2'],
      ['flag', ''],
      ['plus', 'a b'],
      ['bad', '%zz'],
      ['', 'n'],
    ])
    expect(seen['x-one']).toBe('1,2')
  })

  it('resolves dot segments and takes the absolute form', async () => {
    const host = await startApp({ main: echo('f', `route: 'a/{p}',`) })

    expect(jsonOf(await sendRaw(host.url, requestText('/x/../a/./1'))).params).toEqual({ p: '1' })
    expect(jsonOf(await sendRaw(host.url, requestText('http://other/a/2'))).params).toEqual({ p: '2' })
  })

  it('hands over a body with Content-Length, and none of a chunked one', async () => {
    const host = await startApp({ main: echo('f') })
    const chunked = { method: 'POST', headers: 'Transfer-Encoding: chunked\r\n', body: '5\r\nhello\r\n0\r\n\r\n' }

    expect(await (await fetch(`${host.url}/f`, { method: 'POST', body: 'häß' })).json()).toMatchObject({ body: 'häß' })
    expect(jsonOf(await sendRaw(host.url, requestText('/f', chunked))).body).toBe('')
  })

  it('drops the body of a GET with a warning', async () => {
    const host = await startApp({ main: echo('f') })

    const answer = await sendRaw(host.url, requestText('/f', { headers: 'Content-Length: 5\r\n', body: 'hello' }))
    expect([statusOf(answer), jsonOf(answer).body]).toEqual([200, ''])
    expect(host.lines.filter(({ level }) => level === 'warning').map(({ message }) => message)).toEqual([
      expect.stringContaining('Discarding the body of the incoming GET request'),
    ])
  })

  it('refuses bodies over the limit, 100 MB by default, with 500 before the function runs', async () => {
    const host = await startApp({ main: `${echo('f')}seen.push('loaded')` })
    const post = (length: number) =>
      sendRaw(
        host.url,
        requestText('/f', { method: 'POST', headers: `Content-Length: ${length}\r\nExpect: 100-continue\r\n` }),
      )
    expect(statusOf(await post(104_857_601))).toBe(500)

    const small = await startApp({
      main: echo('f'),
      options: { environment: { FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '10' } },
    })
    expect((await fetch(`${small.url}/f`, { method: 'POST', body: '0123456789' })).status).toBe(200)
    const refused = await fetch(`${small.url}/f`, { method: 'POST', body: '01234567890' })
    expect([refused.status, await refused.text()]).toEqual([500, ''])
    expect(host.seen.filter((one) => one !== 'loaded')).toEqual([])
  })

  it('says 100 Continue when it begins to read the body, and not when nothing wants it', async () => {
    const host = await startApp({ main: echo('f') })
    const expecting = { method: 'POST', headers: 'Content-Length: 5\r\nExpect: 100-continue\r\n', body: 'hello' }

    const answer = await sendRaw(host.url, requestText('/f', expecting))
    expect(answer).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK/)
    expect(answer).toContain('"body":"hello"')
    expect(statusOf(await sendRaw(host.url, requestText('/none', expecting)))).toBe(404)
  })

  it("keeps to Kestrel's limits of 8 kB for the request line and 32 kB for the headers", async () => {
    const host = await startApp({ main: echo('f') })

    expect(statusOf(await sendRaw(host.url, requestText(`/f?${'x'.repeat(8_000)}`)))).toBe(200)
    expect(statusOf(await sendRaw(host.url, requestText(`/f?${'x'.repeat(8_192)}`)))).toBe(414)
    const big = `X-Big: ${'x'.repeat(33_000)}\r\n`
    expect(statusOf(await sendRaw(host.url, requestText('/f', { headers: big })))).toBe(431)
    expect(statusOf(await sendRaw(host.url, requestText('/f?\u00e9')))).toBe(400)
  })

  it.for([
    ['caf\u00c3\u00a9', 200, 'café'],
    ['\u00e2\u0082\u00ac', 500, undefined],
    ['caf\u00e9', 400, undefined],
  ] as const)('takes the header bytes %j as UTF-8: %i', async ([bytes, status, seen]) => {
    const host = await startApp({ main: `${echo('f')}` })

    const answer = await sendRaw(host.url, requestText('/f', { headers: `X-Name: ${bytes}\r\n` }))
    expect(statusOf(answer)).toBe(status)
    expect(status === 200 ? jsonOf(answer).headers['x-name'] : undefined).toBe(seen)
    expect(host.lines.some(({ message }) => message.startsWith('Executing'))).toBe(status === 200)
  })

  it('decodes what is UTF-8 in a path and leaves the rest, and refuses a null character', async () => {
    const host = await startApp({ main: echo('f', `route: 'a/{p}',`) })
    const param = async (text: string) => jsonOf(await sendRaw(host.url, requestText(`/a/${text}`))).params.p

    expect(await param('%C3%28')).toBe('%C3(')
    expect(await param('%C3%A9%A9%41')).toBe('é%A9A')
    expect(await param('%F0%9F%98%80%E2%82%C0%80')).toBe('😀%E2%82%C0%80')
    expect(statusOf(await sendRaw(host.url, requestText('/a/%00')))).toBe(400)
    expect(statusOf(await sendRaw(host.url, requestText('/a/x?y=%00')))).toBe(200)
  })

  it("hands over the caller's tracestate, and its trace where Application Insights is told of it", async () => {
    const main = `app.http('f', { handler: (_, context) => ({ jsonBody: context.traceContext }) })`
    const environment = { APPLICATIONINSIGHTS_CONNECTION_STRING: 'InstrumentationKey=0' }
    const headers = {
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      tracestate: 'vendor=value',
    }
    const traceIn = async (options: { environment?: Record<string, string> }) => {
      const host = await startApp({ main, options })
      const answer = await (await fetch(`${host.url}/f`, { headers })).json()
      await host.stop()
      return answer
    }

    expect(await traceIn({})).toMatchObject({ traceParent: '', traceState: 'vendor=value' })
    expect(await traceIn({ environment })).toMatchObject({
      traceParent: expect.stringMatching(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/),
      traceState: 'vendor=value',
    })
  })
})

describe('the response', () => {
  it.for([
    ['undefined', 204, ''],
    ['null', 204, ''],
    ['{}', 200, ''],
    ['"text"', 500, ''],
    ['7', 500, ''],
    [`{ status: 201, body: 'made' }`, 201, 'made'],
    [`{ jsonBody: { a: 1 } }`, 200, '{"a":1}'],
    [`{ body: Buffer.from('bytes') }`, 200, 'bytes'],
    [`{ status: 204, body: 'dropped' }`, 204, ''],
    [`{ status: 304, jsonBody: {} }`, 304, ''],
  ] as const)('of a handler that returns %s is %i', async ([returned, status, body]) => {
    const host = await startApp({ main: `app.http('f', { handler: () => (${returned}) })` })

    const response = await fetch(`${host.url}/f`)
    expect([response.status, await response.text()]).toEqual([status, body])
  })

  it.for([
    [`throw new Error('oh')`, 500],
    [`throw 'text'`, 500],
    ['throw 0', 500],
    ['throw undefined', 204],
    [`await Promise.reject(new TypeError('late'))`, 500],
  ] as const)('of a handler that does "%s" is %i without a body', async ([statement, status]) => {
    const host = await startApp({ main: `app.http('f', { handler: async () => { ${statement} } })` })

    const response = await fetch(`${host.url}/f`)
    expect([response.status, await response.text()]).toEqual([status, ''])
    const ended = host.lines.filter(({ message }) => message.startsWith("Executed 'Functions.f'"))
    expect(ended.map(({ message }) => /\((\w+)/.exec(message)?.[1])).toEqual([status === 500 ? 'Failed' : 'Succeeded'])
  })

  it('has the content type of the library', async () => {
    const host = await startApp({
      main: `app.http('f', { route: '{kind}', handler: ({ params }) => ({
        text: { body: 'a' }, json: { jsonBody: 1 }, own: { jsonBody: {}, headers: { 'Content-Type': 'application/problem+json' } },
      })[params.kind] })`,
    })
    const typeOf = async (path: string) => (await fetch(host.url + path)).headers.get('content-type')

    expect(await typeOf('/text')).toBe('text/plain;charset=UTF-8')
    expect(await typeOf('/json')).toBe('application/json')
    expect(await typeOf('/own')).toBe('application/problem+json')
  })

  it('writes cookies the ASP.NET way', async () => {
    const host = await startApp({
      main: `app.http('f', { handler: () => ({ cookies: [
        { name: 'plain', value: "a b;(ü)'*" },
        { name: 'full', value: 'v', domain: 'x.example', path: '/p', expires: new Date(Date.UTC(2030, 0, 2, 3, 4, 5)),
          maxAge: 60, secure: true, httpOnly: true, sameSite: 'Lax' },
        { name: 'open', value: '', sameSite: 'None' },
        { name: 'here', value: '', path: '' },
      ] }) })`,
    })

    expect((await fetch(`${host.url}/f`)).headers.getSetCookie()).toEqual([
      'plain=a%20b%3B%28%C3%BC%29%27%2A; path=/',
      'full=v; expires=Wed, 02 Jan 2030 03:04:05 GMT; max-age=60; domain=x.example; path=/p; secure; samesite=lax; httponly',
      'open=; path=/; samesite=none',
      'here=; path=',
    ])
  })

  it('keeps only the last of several set-cookie headers and joins other repeated headers', async () => {
    const host = await startApp({
      main: `app.http('f', { handler: () => {
        const headers = new Headers([['set-cookie', 'a=1'], ['set-cookie', 'b=2'], ['x-list', '1'], ['x-list', '2']]);
        return { headers };
      } })`,
    })

    const { headers } = await fetch(`${host.url}/f`)
    expect(headers.getSetCookie()).toEqual(['b=2'])
    expect(headers.get('x-list')).toBe('1, 2')
  })

  it.for([
    ['a header that is not ASCII', `{ headers: { 'x-name': 'café' } }`, 500, ''],
    ['a content-length that does not fit', `{ body: 'four', headers: { 'content-length': '5' } }`, 500, ''],
    ['a content-length that fits', `{ body: 'four', headers: { 'content-length': '4' } }`, 200, 'four'],
    ['a transfer-encoding', `{ body: 'four', headers: { 'transfer-encoding': 'chunked' } }`, 200, ''],
    ['a cookie named with a blank', `{ body: 'four', cookies: [{ name: 'a b', value: '' }] }`, 500, ''],
    ['content negotiation', `{ body: 'four', enableContentNegotiation: true }`, 406, ''],
  ] as const)('with %s of its own is what Kestrel makes of it', async ([_, returned, status, body]) => {
    const host = await startApp({
      main: `app.http('f', { handler: () => ({ ...${returned}, headers: { 'x-early': '1', ...${returned}.headers } }) })`,
    })

    const response = await fetch(`${host.url}/f`)
    expect([response.status, await response.text()]).toEqual([status, body])
    expect(response.headers.get('x-early')).toBe(status === 200 ? '1' : null)
  })

  it('of a handler that throws a frozen error is 500, and the next call is served', async () => {
    const host = await startApp({
      main: `app.http('f', { handler: () => { throw Object.freeze(new Error('cold')) } })`,
    })

    expect((await fetch(`${host.url}/f`)).status).toBe(500)
    expect((await fetch(`${host.url}/f`)).status).toBe(500)
    expect(host.lines.filter(({ message }) => message.endsWith('cold'))).toHaveLength(2)
  })

  it('to HEAD has no body', async () => {
    const host = await startApp({ main: `app.http('f', { methods: ['HEAD'], handler: () => ({ body: 'hidden' }) })` })

    const answer = await sendRaw(host.url, requestText('/f', { method: 'HEAD' }))
    expect(statusOf(answer)).toBe(200)
    expect(answer).toMatch(/\r\n\r\n$/)
  })

  it('serves many requests at once', async () => {
    const host = await startApp({
      main: `app.http('f', { route: 'f/{n}', handler: async ({ params }) => {
        await new Promise((resolve) => setImmediate(resolve));
        return { body: params.n };
      } })`,
    })

    const numbers = Array.from({ length: 100 }, (_, index) => String(index))
    const answers = await Promise.all(numbers.map(async (n) => (await fetch(`${host.url}/f/${n}`)).text()))
    expect(answers).toEqual(numbers)
  })
})
