import * as z from 'zod'
import { kept } from '../../domain/change.ts'
import { Language } from '../../domain/language.ts'
import { Body, Invitation, Recipient, Subject } from '../../domain/partnerships/invitation.ts'
import type { Beside } from '../../domain/partnerships/invited-address.ts'
import { mailsIn } from '../../domain/partnerships/queued-mail.ts'
import { link, listOf, selfLinks } from '../collection.ts'
import { attributes, moment, type Shaped, shape } from '../shape.ts'
import { mailto } from './mailto.ts'

/** Ours, so unknown fields are refused rather than ignored. */
export const InvitationToDraft = z
  .strictObject({
    to: Recipient,
    language: Language.default('en'),
    subject: Subject.optional(),
    body: Body.optional(),
  })
  .meta({
    id: 'RequestToDraft',
    description: '{link} in the body stands for the invitation link; without a body there is a ready text.',
  })

export const RequestToEdit = z.strictObject({ subject: kept(Subject), body: kept(Body) }).meta({ id: 'RequestToEdit' })

const MailShape = shape('PartnershipMail', () => {
  const { mails, answerMails } = Invitation.options[0].shape
  const { kind, state } = mails.element.shape
  const { kind: answer } = answerMails.unwrap().element.shape
  return z.strictObject({
    id: z.string(),
    kind: z.enum([...kind.options, ...answer.options]),
    state,
    date: moment(),
    reason: z.string().optional(),
  })
})

const requestFields = () => ({
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
  mails: z.array(MailShape()),
  questions: z.array(z.strictObject({ from: z.string(), text: z.string(), date: moment() })),
  timeline: z.array(
    z.strictObject({
      date: moment(),
      what: z.string(),
      by: z.string().optional(),
      reason: z.string().optional(),
    }),
  ),
  otherOpenRequests: z
    .array(z.strictObject({ id: z.guid(), createdDate: moment(), createdBy: z.string() }))
    .optional()
    .meta({
      description:
        'Others to the same address that are open, oldest first; told when one is drafted or revoked, and absent where there is none.',
    }),
  acceptedRequest: z
    .strictObject({ id: z.guid(), acceptedDate: moment(), resellerId: z.guid(), resellerName: z.string() })
    .optional()
    .meta({
      description:
        'The last one to the same address that was accepted: its reseller is a partner already, unless the partnership was removed since. Told when one is drafted or revoked.',
    }),
  links: selfLinks(),
  attributes: attributes('PartnershipRequest'),
})

const openFields = () => ({
  ...requestFields(),
  link: z.url().meta({ description: 'The invitation link that works now.' }),
  mailto: z.string().meta({ description: 'Opens the text in the own mail program.' }),
})

export const PartnershipRequestShape = shape('PartnershipRequest', () =>
  z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('draft'), ...openFields() }).meta({ title: 'draft' }),
    z.strictObject({ state: z.literal('sent'), ...openFields(), sentDate: moment() }).meta({ title: 'sent' }),
    z
      .strictObject({
        state: z.literal('accepted'),
        ...requestFields(),
        acceptedDate: moment(),
        acceptedBy: z.string(),
        reseller: z.strictObject({ id: z.guid(), name: z.string() }),
      })
      .meta({ title: 'accepted' }),
    z
      .strictObject({
        state: z.literal('declined'),
        ...requestFields(),
        declinedDate: moment(),
        declineReason: z.string(),
      })
      .meta({ title: 'declined' }),
    z.strictObject({ state: z.literal('expired'), ...requestFields() }).meta({ title: 'expired' }),
    z
      .strictObject({ state: z.literal('revoked'), ...requestFields(), revokedDate: moment() })
      .meta({ title: 'revoked' }),
  ]),
)

export const PartnershipRequestListShape = listOf('PartnershipRequest', PartnershipRequestShape)

type PartnershipRequestOnWire = Shaped<typeof PartnershipRequestShape>

/** The draft and all that became of it, and what else went to its address. `invitationLink` is the link that works now, if one does. */
export function invitationToWire(
  invitation: Invitation,
  link: string,
  others: Beside = { open: [] },
): PartnershipRequestOnWire {
  const [text, dates, record] = [textOf(invitation), datesOf(invitation), recordOf(invitation, others)]
  switch (invitation.state) {
    case 'draft':
      return { ...text, state: invitation.state, ...openOf(invitation, link), ...dates, ...record }
    case 'sent': {
      const { state, sentAt } = invitation
      return { ...text, state, ...openOf(invitation, link), ...dates, sentDate: sentAt, ...record }
    }
    case 'accepted': {
      const { state, resellerId, resellerName, acceptedAt, acceptedBy } = invitation
      const reseller = { id: resellerId, name: resellerName }
      return { ...text, state, ...dates, acceptedDate: acceptedAt, acceptedBy, reseller, ...record }
    }
    case 'declined': {
      const { state, declinedAt, reason } = invitation
      return { ...text, state, ...dates, declinedDate: declinedAt, declineReason: reason, ...record }
    }
    case 'expired':
      return { ...text, state: invitation.state, ...dates, ...record }
    case 'revoked':
      return { ...text, state: invitation.state, ...dates, revokedDate: invitation.revokedAt, ...record }
  }
}

// The state comes second in every answer; it has its place here and is said again where it is known which one it is.
const textOf = ({ requestId: id, state, to, language, subject, body }: Invitation) => ({
  ...{ id, state, to, language, subject, body },
})

const openOf = ({ to, subject, body }: Invitation, invitationLink: string) => ({
  link: invitationLink,
  mailto: mailto(to, subject, body, invitationLink),
})

const datesOf = ({ generation, createdBy, createdAt, expiresAt, openedAt }: Invitation) => ({
  ...{ generation, createdBy, createdDate: createdAt, expiresDate: expiresAt },
  ...(openedAt && { openedDate: openedAt }),
})

type RecordOnWire = Pick<
  PartnershipRequestOnWire,
  'mails' | 'questions' | 'timeline' | 'otherOpenRequests' | 'acceptedRequest' | 'links' | 'attributes'
>

const recordOf = (
  { requestId, mails, answerMails, questions, timeline }: Invitation,
  { open, accepted }: Beside,
): RecordOnWire => ({
  mails: mailsIn({ mails, answerMails }).map(({ mailId, kind, state, at, reason }) => ({
    id: mailId,
    kind,
    state,
    date: at,
    ...(reason && { reason }),
  })),
  questions: questions.map(({ from, text, at }) => ({ from, text, date: at })),
  timeline: timeline.map(({ at, what, by, reason }) => ({
    date: at,
    what,
    ...(by && { by }),
    ...(reason && { reason }),
  })),
  ...(open.length > 0 && {
    otherOpenRequests: open.map(({ requestId: id, createdAt, createdBy }) => ({
      id,
      createdDate: createdAt,
      createdBy,
    })),
  }),
  ...(accepted && {
    acceptedRequest: {
      id: accepted.requestId,
      acceptedDate: accepted.acceptedAt,
      resellerId: accepted.resellerId,
      resellerName: accepted.resellerName,
    },
  }),
  links: { self: link(`/partnershiprequests/${requestId}`) },
  attributes: { objectType: 'PartnershipRequest' },
})
