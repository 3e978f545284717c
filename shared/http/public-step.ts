import { app, type HttpHandler } from '@azure/functions'
import { addressOf, describeStep } from './registry.ts'

interface PublicStep {
  readonly name: string
  readonly route: string
  readonly summary: string
}

/** Registers a step that anybody may GET, without a token. */
export function publicStep({ name, route, summary }: PublicStep, handler: HttpHandler): HttpHandler {
  describeStep({ name, trigger: addressOf({ method: 'GET', route }), summary })
  app.http(name, { methods: ['GET', 'HEAD'], route, authLevel: 'anonymous', handler })
  return handler
}
