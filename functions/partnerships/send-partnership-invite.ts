import { invitationMail } from '../../shared/aggregates/partnerships/invitation-mail.ts'
import { recordMailOutcome } from '../../shared/aggregates/partnerships/mail-outcome.ts'
import { findRequest } from '../../shared/aggregates/partnerships/partnerships.ts'
import { sendMail } from '../../shared/azure/email.ts'
import { queuedMail } from '../../shared/domain/invitation-mail.ts'
import { worker } from '../../shared/http/worker.ts'

export const handler = worker(
  'send-partnership-invite',
  'Send one e-mail of an invitation through Azure Communication Services',
  async (message, { command, now }) => {
    const request = await findRequest(message)
    const mail = request && queuedMail(request, message.mailId)
    if (!mail) return

    const outcome = mail.isStale ? mail.staleOutcome : await sendMail(message, await invitationMail(request, mail, now))
    await recordMailOutcome(command, message, outcome)
  },
)
