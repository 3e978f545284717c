/** A refusal in the shape of Azure Communication Services. */
export class AcsError extends Error {
  override readonly name = 'AcsError'
  readonly status: number
  readonly code: string
  readonly retryAfterSeconds: number | undefined

  constructor(status: number, code: string, message: string, retryAfterSeconds?: number) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }

  toResponse(): Response {
    const headers: Record<string, string> = { 'x-ms-error-code': this.code }
    if (this.retryAfterSeconds !== undefined) headers['retry-after'] = String(this.retryAfterSeconds)
    return Response.json({ error: { code: this.code, message: this.message } }, { status: this.status, headers })
  }
}
