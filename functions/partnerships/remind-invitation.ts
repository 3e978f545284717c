import { mailIdOf } from '../../shared/azure/partnership-drafts.ts'
import { changeRequestIfAny } from '../../shared/azure/partnerships.ts'
import { settings } from '../../shared/azure/settings.ts'
import { worker } from '../../shared/azure/worker.ts'
import { remindRequest } from '../../shared/domain/invitation-mail.ts'

export const handler = worker(
  'remind-invitation',
  'Remind the invited once of one invitation',
  (message, { command, now }) =>
    changeRequestIfAny(command, message, (request) =>
      remindRequest(request, mailIdOf(request.requestId, 'reminder', request.generation), settings.invitations, now),
    ),
)
