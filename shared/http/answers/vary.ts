import type { HttpResponseInit } from '@azure/functions'

/** A response that says what of a request it hangs on beside its address, so that no cache gives it to others. */
export function varyingBy(name: string, response: HttpResponseInit): HttpResponseInit {
  // As toResponse makes them.
  const headers = Object.fromEntries(Object.entries(response.headers ?? {}))
  return { ...response, headers: { ...headers, vary: headers.vary === undefined ? name : `${headers.vary}, ${name}` } }
}
