import { mailIdOf } from '../../shared/aggregates/partnerships/partnership-drafts.ts'
import { changeRequestIfAny } from '../../shared/aggregates/partnerships/partnerships.ts'
import { settings } from '../../shared/azure/settings.ts'
import { remindRequest } from '../../shared/domain/invitation-mail.ts'
import { worker } from '../../shared/http/worker.ts'

export const handler = worker(
  'remind-invitation',
  'Remind the invited once of one invitation',
  (message, { command, now }) =>
    changeRequestIfAny(command, message, (request) =>
      remindRequest(request, mailIdOf(request.requestId, 'reminder', request.generation), settings.invitations, now),
    ),
)
