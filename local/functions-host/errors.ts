/** The host refuses to start: the app asks for something that would fail, or that this stand-in does not emulate. */
export class LoadError extends Error {
  override readonly name = 'LoadError'
}

/** What the real worker raises for a wrong use of its API; @azure/functions recognises it by the flag. */
export class SystemError extends Error {
  readonly isAzureFunctionsSystemError = true
}

/** Its name stays `RangeError`: @azure/functions recognizes an unknown hook by that name and the flag. */
export class SystemRangeError extends RangeError {
  readonly isAzureFunctionsSystemError = true
}

/** A hook tried to replace a part of its context that is fixed. */
export class ReadOnlyError extends TypeError {
  readonly isAzureFunctionsSystemError = true

  constructor(property: string) {
    super(`Cannot assign to read only property '${property}'`)
  }
}

/** An answer the host gives by itself, before any function is asked. */
export class HttpRefusal extends Error {
  readonly status: number

  constructor(status: number) {
    super(`The request was refused with ${status}`)
    this.status = status
  }
}

/** The text of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
