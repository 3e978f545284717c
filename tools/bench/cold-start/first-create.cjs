// A fresh process: loads the bundle as the Functions worker does, creates one customer, says when, and ends.
// Plain JavaScript, because reading TypeScript would be measured too.
const Module = require('node:module')
const { Session } = require('node:inspector')

const { BUNDLE, TOKEN, REQUEST_BODY, WATCH_PACKAGES } = process.env
const functions = new Map()
let model

class Disposable {
  dispose() {}
}

const core = {
  version: '3.12.0',
  hostVersion: '4.0.0',
  Disposable,
  registerFunction: (metadata, callback) => {
    functions.set(metadata.name, { metadata, callback })
    return new Disposable()
  },
  registerHook: () => new Disposable(),
  setProgrammingModel: (given) => {
    model = given
  },
  getProgrammingModel: () => model,
  log: () => {},
}

const load = Module.prototype.require
Module.prototype.require = function (name) {
  return name === '@azure/functions-core' ? core : load.call(this, name)
}

const started = performance.now()
const watching = WATCH_PACKAGES ? watchPackages() : undefined
require(BUNDLE)
const loaded = performance.now()

createOne().then(tell, (error) => {
  console.error(error)
  process.exit(1)
})

function tell(status) {
  const created = performance.now()
  const packages = watching?.()
  process.stdout.write(JSON.stringify({ status, started, loaded, created, packages }), () => process.exit(0))
}

async function createOne() {
  const { metadata, callback } = functions.get('create-customer')
  const trigger = Object.keys(metadata.bindings).find((name) => metadata.bindings[name].direction === 'in')
  const http = {
    method: 'POST',
    url: 'http://bench.example/v1/customers',
    nullableHeaders: { authorization: { value: `Bearer ${TOKEN}` }, 'content-type': { value: 'application/json' } },
    nullableParams: {},
    nullableQuery: {},
    body: { bytes: Buffer.from(REQUEST_BODY) },
  }
  const request = {
    invocationId: 'bench',
    functionId: metadata.name,
    inputData: [{ name: trigger, data: { http } }],
    triggerMetadata: {},
    traceContext: { traceParent: '', traceState: '', attributes: {} },
  }
  const invocation = model.getInvocationModel({ invocationId: 'bench', request, metadata, log: () => {} })
  const { context, inputs } = await invocation.getArguments()
  const result = await invocation.invokeFunction(context, inputs, callback)
  return result.status
}

/** Which packages of the bundle ran: each of its modules is a function named after its file, or stands at the top. */
function watchPackages() {
  const session = new Session()
  session.connect()
  session.post('Profiler.enable')
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  return () => {
    const names = []
    session.post('Profiler.takePreciseCoverage', (_, { result }) => {
      const bundle = result.find(({ url }) => url.endsWith(BUNDLE))
      for (const { functionName, ranges } of bundle?.functions ?? [])
        if (functionName.startsWith('node_modules/') && ranges[0].count > 0) names.push(functionName)
    })
    return names
  }
}
