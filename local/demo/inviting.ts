import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod'
import { organisations } from '../people.ts'
import { reach } from './api.ts'
import type { Scene } from './scene.ts'

const { lumen } = organisations
const mailWithinMs = 20_000

const Invitation = z.object({
  id: z.string(),
  state: z.string(),
  to: z.string(),
  subject: z.string(),
  body: z.string(),
  mails: z.array(z.object({ state: z.string() })),
  link: z.string().optional(),
  openedDate: z.string().optional(),
  reseller: z.object({ name: z.string() }).optional(),
})
export type Invitation = z.infer<typeof Invitation>

export async function invite({ api, story }: Scene): Promise<Invitation> {
  const draft = await story.step('He drafts an invitation to the reseller Lumen IT; nothing is sent yet', () =>
    api('POST', '/v1/partnershiprequests', {
      as: 'adam',
      expect: 201,
      answer: Invitation,
      body: { to: lumen.email },
      show: ({ state, to, link = '' }) => ({ state, to, link }),
    }),
  )
  const subject = `Harbor Distribution and Lumen IT (${draft.id.slice(-6)})`
  await story.step('He puts its subject and text in his own words; the link must stay in it', () =>
    api('PATCH', `/v1/partnershiprequests/${draft.id}`, {
      as: 'adam',
      expect: 200,
      answer: Invitation,
      body: { subject, body: 'Hello Luke,\n\nwe met in Seattle. Shall we work together?\n\n{link}\n\nAdam' },
      show: ({ state, subject: changed }) => ({ state, subject: changed }),
    }),
  )
  return story.step('He has it sent; a queue takes over from here', () =>
    api('POST', `/v1/partnershiprequests/${draft.id}/send`, {
      as: 'adam',
      expect: 200,
      answer: Invitation,
      show: ({ state, mails }) => ({ state, mail: mails.at(-1)?.state ?? '' }),
    }),
  )
}

const Mails = z.object({
  mails: z.array(
    z.object({
      recipients: z.object({ to: z.array(z.object({ address: z.string() })) }),
      content: z.object({ subject: z.string(), html: z.string() }),
      senderAddress: z.string(),
    }),
  ),
})

/** Finds the mail, and gives the address that its button opens. */
export function readMail({ mailboxUrl, story }: Scene, { subject }: Invitation): Promise<string> {
  return story.step('The mail arrives in the mailbox of Lumen IT', async () => {
    const address = `${mailboxUrl}/api/mails`
    for (const until = Date.now() + mailWithinMs; Date.now() < until; await delay(100)) {
      const response = await reach(address, () => fetch(address))
      const { mails } = Mails.parse(await response.json())
      const mail = mails.find(({ content }) => content.subject === subject)
      if (!mail) continue
      const [, link = ''] = /<a href="([^"]+)"/.exec(mail.content.html) ?? []
      const facts = { from: mail.senderAddress, subject, button: link }
      story.tell({ method: 'GET', address, status: response.status, facts })
      return link
    }
    throw new Error(`No mail with the subject "${subject}" came within ${mailWithinMs / 1000} seconds`)
  })
}

const Relationships = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string(), mpnId: z.string(), state: z.string() })),
})

export async function seeThePartnership({ api, story }: Scene, { id }: Invitation): Promise<void> {
  await story.step('Adam sees that the invitation was opened and accepted', () =>
    api('GET', `/v1/partnershiprequests/${id}`, {
      as: 'adam',
      expect: 200,
      answer: Invitation.extend({ state: z.literal('accepted'), reseller: z.object({ name: z.literal(lumen.name) }) }),
      show: ({ state, openedDate = '', reseller }) => ({ state, opened: openedDate, by: reseller.name }),
    }),
  )
  await story.step('Lumen IT is on the list of Harbor’s resellers', () =>
    api('GET', '/v1/relationships?relationship_type=IsIndirectCloudSolutionProviderOf', {
      as: 'adam',
      expect: 200,
      answer: Relationships.refine(
        ({ items }) => items.some((one) => one.id === lumen.tenantId),
        'Lumen IT is missing',
      ),
      show: ({ items }) =>
        Object.fromEntries(items.map(({ name, mpnId, state }) => [name, `MPN ID ${mpnId}, ${state}`])),
    }),
  )
}
