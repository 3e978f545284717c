import { TableClient } from '@azure/data-tables'
import { expect } from 'vitest'
import type { Mail } from '../../local/mailbox/mail.ts'
import type { PersonAlias } from '../../local/people.ts'
import { type Running, startTwotier, type TwotierOptions } from '../../local/twotier.ts'
import { namesPerson } from './log-lines.ts'

interface ApiReply {
  readonly status: number
  // Tests look into answers of every shape.
  // biome-ignore lint/suspicious/noExplicitAny: asserted field by field
  readonly body: any
}

export type Service = Running & {
  /** What the service has logged as a warning or worse. */
  readonly trouble: readonly string[]
  call(person: PersonAlias, method: string, path: string, body?: unknown): Promise<ApiReply>
}

/**
 * The whole service in this process; stopping it fails when its log, the host's included, told of a
 * person. It runs in memory and on ports of its own: real host, storage, mail and sign-in.
 */
export async function startService(options: Pick<TwotierOptions, 'appRoot'> = {}): Promise<Service> {
  const trouble: string[] = []
  const personal: string[] = []
  const running = await startTwotier({
    ...options,
    // built-app.ts has built it.
    skipBuild: true,
    log: ({ level, category, message, error }) => {
      const line = `${message} ${error ?? ''}`
      if (namesPerson(line)) personal.push(line)
      if (['warning', 'error', 'critical'].includes(level)) trouble.push(`${category}: ${message} ${error ?? ''}`)
    },
  })
  return {
    ...running,
    trouble,
    call: (person, method, path, body) => callApi(running, { person, method, path, body }),
    stop: async () => {
      await running.stop()
      expect(personal, 'lines of the log that tell of a person').toEqual([])
    },
  }
}

interface ApiCall {
  readonly person: PersonAlias
  readonly method: string
  readonly path: string
  readonly body: unknown
}

async function callApi({ baseUrl, tokenFor }: Running, { person, method, path, body }: ApiCall): Promise<ApiReply> {
  const response = await fetch(`${baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${await tokenFor(person)}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
}

export interface Invited {
  readonly id: string
  readonly to: string
  readonly link: string
  readonly token: string
}

let invited = 0

/** A draft of Harbor's (or another's) to an address that no other invitation went to. */
export async function draftInvitation(
  service: Service,
  { by = 'adam', language = 'en' }: { readonly by?: PersonAlias; readonly language?: string } = {},
): Promise<Invited> {
  const to = `reseller${++invited}@partner.example`
  const { status, body } = await service.call(by, 'POST', '/v1/partnershiprequests', { to, language })
  if (status !== 201) throw new Error(`no draft: ${status} ${JSON.stringify(body)}`)
  return { id: body.id, to, link: body.link, token: new URL(body.link).searchParams.get('token') ?? '' }
}

/** The invitation as the provider sees it now. */
export async function readInvitation(service: Service, { id }: Invited, by: PersonAlias = 'adam') {
  return (await service.call(by, 'GET', `/v1/partnershiprequests/${id}`)).body
}

/** The mail to this address, as soon as the queue has brought it to the mailbox. */
export async function mailTo({ mailboxUrl }: Service, address: string, subject: RegExp): Promise<Mail> {
  const find = async (): Promise<Mail | undefined> => {
    const { mails }: { mails: Mail[] } = JSON.parse(await (await fetch(`${mailboxUrl}/api/mails`)).text())
    return mails.find(
      ({ recipients, content }) => recipients.to.some((to) => to.address === address) && subject.test(content.subject),
    )
  }
  await expect.poll(find, { timeout: 20_000 }).toBeDefined()
  const mail = await find()
  if (!mail) throw new Error(`the mail to ${address} is gone`)
  return mail
}

/** Lets the time of an invitation be over, as if its days had passed. */
export async function letExpire({ connectionString }: Service, { id, token }: Invited): Promise<void> {
  const [providerId = ''] = token.split('.')
  const client = TableClient.fromConnectionString(connectionString, 'providers', { allowInsecureConnection: true })
  const { value } = await client.getEntity<{ value: string }>(providerId, `q!${id}`)
  const row = JSON.parse(value)
  row.request.expiresAt = new Date(Date.now() - 1000).toISOString()
  await client.updateEntity({ partitionKey: providerId, rowKey: `q!${id}`, value: JSON.stringify(row) }, 'Merge')
}
