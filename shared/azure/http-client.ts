import {
  createDefaultHttpClient,
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
  RestError,
} from '@azure/core-rest-pipeline'
import type { Dispatcher, Pool as UndiciPool } from 'undici'
// The whole of undici takes three times as long to load.
import Pool from 'undici/lib/dispatcher/pool.js'

const pools = new Map<string, UndiciPool>()
// Shorter than what load balancers allow, longer than undici's own 4 s, after which each quiet moment would cost a handshake.
const options = { keepAliveTimeout: 30_000, allowH2: false } as const

let usual: HttpClient | undefined

/**
 * Sends what the storage SDKs' pipelines ask for through undici, at half the CPU of the SDKs' own client. What is not a plain text
 * (streams, proxies, requests that may be given up) goes the usual way.
 */
export const httpClient: HttpClient = {
  sendRequest(request) {
    if (isPlain(request)) return send(request, request.body ?? null)
    usual ??= createDefaultHttpClient()
    return usual.sendRequest(request)
  },
}

function isPlain(request: PipelineRequest): request is PipelineRequest & { readonly body?: string } {
  const { body, agent, tlsSettings, proxySettings, abortSignal, onUploadProgress, onDownloadProgress } = request
  return (
    (body === undefined || typeof body === 'string') &&
    !(agent || tlsSettings || proxySettings || abortSignal || onUploadProgress || onDownloadProgress) &&
    !request.streamResponseStatusCodes?.size
  )
}

function send(request: PipelineRequest, body: string | null): Promise<PipelineResponse> {
  const { origin, pathname, search } = new URL(request.url)
  const pool = pools.get(origin) ?? new Pool(origin, options)
  pools.set(origin, pool)
  return new Promise((resolve, reject) => {
    pool.dispatch(
      {
        ...{ origin, path: pathname + search, method: request.method, body, headers: request.headers.toJSON() },
        ...(request.timeout > 0 && { headersTimeout: request.timeout, bodyTimeout: request.timeout }),
      },
      collect(request, resolve, reject),
    )
  })
}

function collect(
  request: PipelineRequest,
  resolve: (response: PipelineResponse) => void,
  reject: (error: RestError) => void,
): Dispatcher.DispatchHandler {
  let status = 0
  const headers = createHttpHeaders()
  const chunks: Buffer[] = []
  return {
    onRequestStart() {},
    onResponseStart(_, statusCode, given) {
      status = statusCode
      for (const [name, value] of Object.entries(given)) headers.set(name, String(value))
    },
    onResponseData(_, chunk) {
      chunks.push(chunk)
    },
    onResponseEnd() {
      resolve({ request, headers, status, bodyAsText: Buffer.concat(chunks).toString() })
    },
    onResponseError(_, error) {
      // An answer that has begun is not asked for again by the pipeline: what it was about may be done.
      const code = status === 0 ? codeOf(error) : RestError.PARSE_ERROR
      reject(new RestError(error.message, { code, request }))
    },
  }
}

// The names by which the SDKs' policy for repeating knows a connection that was lost.
const codes = new Map([
  ['UND_ERR_SOCKET', 'ECONNRESET'],
  ['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'],
  ['UND_ERR_HEADERS_TIMEOUT', 'ETIMEDOUT'],
  ['UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'],
])

function codeOf(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return codes.get(code) ?? (code === '' ? RestError.REQUEST_SEND_ERROR : code)
}
