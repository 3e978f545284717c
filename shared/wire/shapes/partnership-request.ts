import * as z from 'zod'
import { Language } from '../../domain/language.ts'
import { PartnershipRequest as Kept } from '../../domain/partnership-request.ts'
import { attributes, links, listOf, moment, shape } from '../shape.ts'

const known = () => Kept.options[0].shape

const Mail = shape('PartnershipMail', () => {
  const { kind, state } = known().mails.element.shape
  return z.strictObject({ id: z.string(), kind, state, date: moment(), reason: z.string().optional() })
})

const request = () => ({
  id: z.guid(),
  to: z.string(),
  language: Language,
  subject: z.string(),
  body: z.string(),
  generation: z.int().meta({ description: 'Sending again makes a new one, and the links of those before are dead.' }),
  createdBy: z.string(),
  createdDate: moment(),
  expiresDate: moment(),
  openedDate: moment().optional(),
  mails: z.array(Mail()),
  questions: z.array(z.strictObject({ from: z.string(), text: z.string(), date: moment() })),
  timeline: z.array(z.strictObject({ date: moment(), what: z.string(), by: z.string().optional() })),
  links: links('self'),
  attributes: attributes('PartnershipRequest'),
})

const open = () => ({
  ...request(),
  link: z.url().meta({ description: 'The invitation link that works now.' }),
  mailto: z.string().meta({ description: 'Opens the text in the own mail program.' }),
})

export const PartnershipRequest = shape('PartnershipRequest', () =>
  z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('draft'), ...open() }).meta({ title: 'draft' }),
    z.strictObject({ state: z.literal('sent'), ...open(), sentDate: moment() }).meta({ title: 'sent' }),
    z
      .strictObject({
        state: z.literal('accepted'),
        ...request(),
        acceptedDate: moment(),
        acceptedBy: z.string(),
        reseller: z.strictObject({ id: z.guid(), name: z.string() }),
      })
      .meta({ title: 'accepted' }),
    z
      .strictObject({ state: z.literal('declined'), ...request(), declinedDate: moment(), declineReason: z.string() })
      .meta({ title: 'declined' }),
    z.strictObject({ state: z.literal('expired'), ...request() }).meta({ title: 'expired' }),
    z.strictObject({ state: z.literal('revoked'), ...request(), revokedDate: moment() }).meta({ title: 'revoked' }),
  ]),
)

export const PartnershipRequestList = listOf('PartnershipRequest', PartnershipRequest)
