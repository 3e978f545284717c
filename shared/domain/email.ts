import { line } from './line.ts'

// The form only, as Partner Center checks it: one @, a dotted domain, no blanks. Who reads it is the partner's duty.
export const Email = line({ min: 1, max: 254 }).regex(
  /^[^\s@"(),:;<>[\]\\]+@[a-z0-9\p{L}](?:[a-z0-9\p{L}-]*[a-z0-9\p{L}])?(?:\.[a-z0-9\p{L}-]+)+$/iu,
  'notAnEmail',
)

/** Whether an e-mail address is of a domain, or of one below it. */
export function isAddressOf(email: string, domain: string): boolean {
  const host = email.slice(email.lastIndexOf('@') + 1).toLowerCase()
  return host === domain || host.endsWith(`.${domain}`)
}

/** Any domain, in lower case: what is asked about need not be one that can be had. */
export const DomainName = line({ min: 1, max: 253 })
  .toLowerCase()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'notADomain')
