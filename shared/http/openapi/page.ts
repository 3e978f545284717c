import { createHash } from 'node:crypto'
import { type ApiDocument, referencePage } from '../../text/reference.ts'
import { referenceStyle } from '../../text/reference-style.ts'
import { describeApi } from './description.ts'

/** The reference page, and the policy under which nothing but its own style is at work. */
export function referenceOf(): { readonly text: string; readonly policy: string } {
  // The page reads the description as any reader gets it: plain JSON.
  const api = JSON.parse(JSON.stringify(describeApi())) as ApiDocument // openapi.ts has just made it so
  const style = createHash('sha256').update(referenceStyle.text).digest('base64')
  const policy = `default-src 'none'; img-src data:; style-src 'sha256-${style}'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'`
  return { text: referencePage(api), policy }
}
